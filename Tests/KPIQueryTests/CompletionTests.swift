import Testing

@testable import KPIQuery

@Suite struct CompletionTests {
    /// What is offered where `|` stands.
    private func offered(_ marked: String) -> [String] {
        let parts = marked.split(separator: "|", omittingEmptySubsequences: false)
        let text = parts.joined()
        return Sample.language.completions(in: text, at: parts[0].count).candidates.map(\.text)
    }

    private static let groups: [String: [String]] = [
        "KPIS": Sample.kpis.map(\.key),
        "GRAINS": ["hourly", "daily", "weekly", "monthly", "quarterly", "yearly"],
        "RANGES": ["today", "yesterday", "this", "last", "since", "in", "from"],
        "REST": ["by", "where", "vs", "top", "bottom", "having", "with", "as"],
        "AGGREGATES": ["median", "mean", "p50", "p90", "p95", "min", "max", "sum"],
        "CONTRACT": [
            "channel", "category", "product", "priority", "team", "agent", "segment", "country", "direction",
            "source",
        ],
        "ATTRIBUTES": ["\"Order Type\"", "tier", "\"Tier\"", "\"top\""],
    ]

    /// Words, groups of words, and words taken out again (`-by`).
    private func words(_ text: String) -> Set<String> {
        var words: Set<String> = []
        for word in text.split(separator: " ").map(String.init) {
            if word.first == "-" {
                words.remove(String(word.dropFirst()))
            } else {
                words.formUnion(Self.groups[word] ?? [word])
            }
        }
        return words
    }

    @Test(arguments: [
        ("|", "explain tickets define watch KPIS slow morning"),
        ("explain |", "KPIS slow morning"),
        ("frt, |", "KPIS"),
        ("frt |", "exact business AGGREGATES GRAINS RANGES REST"),
        ("frt p90 exact |", "business GRAINS RANGES REST"),
        ("csat |", "exact GRAINS RANGES REST"),
        ("resolution_rate |", "exact 24h 72h 7d GRAINS RANGES REST"),
        ("frt by |", "CONTRACT ATTRIBUTES"),
        ("frt by channel, |", "CONTRACT ATTRIBUTES -channel"),
        ("utilization by |", "team agent"),
        ("frt, utilization by |", "team agent"),
        ("cpr by |", "CONTRACT cost_category"),
        ("cpr where |", "not ( CONTRACT currency cost_category"),
        ("frt where channel |", "= != is in like"),
        ("frt where channel = |", "'email' 'chat' 'phone'"),
        ("frt where channel in ('email', |", "'email' 'chat' 'phone'"),
        ("frt where channel in |", "("),
        ("frt where channel is |", "not null"),
        ("frt where agent = |", "'a17' 'a18'"),
        ("frt where channel = 'chat' |", "and or GRAINS RANGES REST -where"),
        ("frt where (channel = 'chat' |", "and or"),
        ("frt last |", "4 8 12 hour day week month quarter year"),
        ("frt this |", "hour day week month quarter year"),
        ("frt last 8 |", "hours days weeks months quarters years"),
        ("frt from 2026-01-01 |", "to"),
        ("frt vs |", "previous same target"),
        ("frt vs same month |", "last"),
        ("frt with |", "total share spark change ci"),
        ("frt with ci, |", "total share spark change"),
        ("frt as |", "table chart csv tsv json ndjson md html xlsx"),
        ("frt as csv |", "to GRAINS RANGES REST -as"),
        ("frt by team top 5 |", "team GRAINS RANGES REST -top -bottom"),
        ("frt by team top 5 by |", "KPIS"),
        ("frt having csat |", "exact = != < <= > >="),
        ("frt by team top |", "3 5 10"), ("watch |", "10s 1m 5m"),
        ("slow |", "channel team"),
        ("slow channel = |", "'email' 'chat' 'phone'"),
        ("slow team = |", ""),
        ("slow channel = 'chat' |", "team"),
        ("morning |", "as"),
        ("define fcr |", "exact as"),
        ("frt weekly last 8 weeks |", "REST"),
    ])
    func offersWhatMayStandThere(marked: String, expected: String) {
        #expect(Set(offered(marked)) == words(expected))
        #expect(offered(marked).count == Set(offered(marked)).count)
    }

    @Test(arguments: [
        ("fr|", ["frt", "frt_within_1h"]), ("vol|", ["volume"]),
        ("TICK|", ["tickets", "ticket_volume", "resolution_rate"]),
        ("frt wee|", ["weekly"]), ("frt by ch|", ["channel"]), ("frt by ch| weekly", ["channel"]),
        ("frt by chan|nel", ["channel"]), ("frt by \"ord|", ["\"Order Type\""]),
        ("frt by type|", ["\"Order Type\""]),
        ("frt where channel = 'ch|", ["'chat'"]), ("frt where channel = ch|", ["'chat'"]),
        ("frt where channel = '|", ["'email'", "'chat'", "'phone'"]),
        ("frt where agent = díaz|", ["'a17'"]),
        ("frt by category, team, c|", ["channel", "country", "product", "direction", "source"]),
        ("resp|", ["first_response_time"]), ("frt zzz|", []), ("frt zzz |", []), ("frt by chanel |", []),
        ("select fr|", []), ("\\d fr|", []), ("frt as csv to o|", []),
    ])
    func narrowsByWhatWasBegun(marked: String, expected: [String]) {
        #expect(offered(marked) == expected)
    }

    @Test(
        "A number or duration that is begun is left to who writes it", arguments: ["frt last 1|", "watch 1|"])
    func begunNumbers(marked: String) {
        #expect(offered(marked).isEmpty)
    }

    @Test(
        "A word is explained as what it means there",
        arguments: [
            ("frt |", "in", "a period: 2026, 2026-Q1, 2026-03, 2026-W14"),
            ("frt where channel |", "in", "one of several: (…, …)"),
            ("frt where channel = 'chat' |", "in", "a period: 2026, 2026-Q1, 2026-03, 2026-W14"),
            ("frt |", "by", "one row for each value of a dimension"),
            ("frt by channel top 5 |", "by", "the KPI that ranks"),
            ("frt top 5 weekly where channel = 'chat' |", "by", "one row for each value of a dimension"),
        ])
    func summaries(marked: String, word: String, summary: String) {
        let text = String(marked.dropLast())
        let completions = Sample.language.completions(in: text, at: text.count)
        #expect(completions.candidates.first { $0.text == word }?.summary == summary)
    }

    @Test func periodsNearTodayAreOffered() {
        func offered(_ text: String) -> [String] {
            Sample.language.completions(in: text, at: text.count, today: day(2026, 1, 1)).candidates.map(
                \.text)
        }
        #expect(
            offered("frt in ") == [
                "2026", "2026-Q1", "2026-01", "2026-W01", "2026-01-01", "2025", "2025-Q4", "2025-12",
                "2025-W52",
                "2025-12-31",
            ])
        #expect(offered("frt in 2026-w") == ["2026-W01"])
        #expect(offered("frt since ") == ["2026-01-01", "2025-12-31", "2025-12-01"])
        #expect(offered("frt vs ").prefix(4) == ["previous", "same", "target", "2026"])
    }

    /// A value that does not exist stops no menu behind it.
    @Test func whatCannotBeMeantDoesNotEndCompletion() {
        #expect(offered("frt where channel = 'fax' wee|") == ["weekly"])
        #expect(offered("csat p90 wee|") == ["weekly"])
    }

    @Test func aCandidateReplacesTheWordBegun() {
        let text = "frt by ch weekly"
        let completions = Sample.language.completions(in: text, at: 9)
        #expect(completions.span == SourceSpan(7, 9))
        #expect(Sample.language.completions(in: text, at: 7).span == SourceSpan(7, 7))
        #expect(Sample.language.completions(in: "frt by \"or", at: 10).span == SourceSpan(7, 10))
    }

    @Test func pathsAndSQLAreLeftToOthers() {
        let path = Sample.language.completions(in: "frt as csv to out/re", at: 20)
        #expect(path.expected == [.path] && path.span == SourceSpan(14, 20))
        #expect(Sample.language.completions(in: "frt as csv to ", at: 14).expected == [.path])
        #expect(Sample.language.completions(in: "select ", at: 7).expected == [.sql])
    }

    @Test func candidatesSayWhatTheyAre() {
        let candidates = Sample.language.completions(in: "fr", at: 2).candidates
        #expect(candidates.first == Completion(kind: .kpi, text: "frt", summary: "First response time (FRT)"))
        let agents = Sample.language.completions(in: "frt where agent = ", at: 18).candidates
        #expect(agents.first == Completion(kind: .value, text: "'a17'", summary: "Ana Díaz"))
    }

    @Test(
        arguments: [
            ("", nil), ("vol", "ume"), ("frt", nil), ("frt ", nil), ("frt wee", "kly"), ("frt by ", nil),
            ("frt by", nil), ("frt where channel = ", nil), ("frt where channel = 'ch", "at'"),
            ("frt zzz ", nil), ("select ", nil), ("watch ", nil),
        ] as [(String, String?)])
    func hintsAtTheRestOfAWord(text: String, hint: String?) {
        #expect(Sample.language.hint(for: text) == hint)
    }
}
