import Testing

@testable import KPIQuery

/// The examples of kpi-query.md, each with what it means.
@Suite struct ExampleTests {
    static let examples: [(text: String, line: Line)] = [
        ("frt", .query(nil, .of(metric("first_response_time")))),
        (
            "frt by channel weekly since 2026-01-01 where priority = 'high' vs previous",
            .query(
                nil,
                .of(metric("first_response_time")) {
                    $0.dimensions = [dimension("channel")]
                    $0.grain = at(.weekly)
                    $0.range = at(.since(.day(day(2026, 1, 1))))
                    $0.filter = .equal(dimension("priority"), text("high"))
                    $0.bases = [at(.previous)]
                })
        ),
        (
            "frt p90, art p90 by team last 8 weeks",
            .query(
                nil,
                .of(
                    metric("first_response_time", .percentile(90)), metric("resolution_time", .percentile(90))
                ) {
                    $0.dimensions = [dimension("team")]
                    $0.range = at(.last(8, .week))
                })
        ),
        (
            "frt business by team monthly in 2026",
            .query(
                nil,
                .of(metric("first_response_time", business: true)) {
                    $0.dimensions = [dimension("team")]
                    $0.grain = at(.monthly)
                    $0.range = at(.within(.year(2026)))
                })
        ),
        (
            "csat monthly in 2026 vs same month last year as chart",
            .query(
                nil,
                .of(metric("csat")) {
                    $0.grain = at(.monthly)
                    $0.range = at(.within(.year(2026)))
                    $0.bases = [at(.same(.month, last: .year))]
                    $0.output = at(Output(format: .chart))
                })
        ),
        (
            "backlog by priority daily last 30 days with spark",
            .query(
                nil,
                .of(metric("backlog")) {
                    $0.dimensions = [dimension("priority")]
                    $0.grain = at(.daily)
                    $0.range = at(.last(30, .day))
                    $0.additions = [at(.spark)]
                })
        ),
        (
            "volume, reopen_rate by category top 10 by volume in 2026-Q1",
            .query(
                nil,
                .of(metric("ticket_volume"), metric("reopen_rate")) {
                    $0.dimensions = [dimension("category")]
                    $0.ranking = at(Ranking(end: .top, count: 10, metric: metric("ticket_volume")))
                    $0.range = at(.within(.quarter(year: 2026, 1)))
                })
        ),
        (
            "frt where channel in ('email','chat') and not team = 'Returns' from 2026-03-01 to 2026-03-14",
            .query(
                nil,
                .of(metric("first_response_time")) {
                    $0.filter = .and([
                        .oneOf(dimension("channel"), [text("email"), text("chat")]),
                        .not(.equal(dimension("team"), text("Returns"))),
                    ])
                    $0.range = at(.between(.day(day(2026, 3, 1)), .day(day(2026, 3, 14))))
                })
        ),
        (
            "nps by segment quarterly in 2026 with ci as xlsx to nps.xlsx",
            .query(
                nil,
                .of(metric("nps")) {
                    $0.dimensions = [dimension("segment")]
                    $0.grain = at(.quarterly)
                    $0.range = at(.within(.year(2026)))
                    $0.additions = [at(.ci)]
                    $0.output = at(Output(format: .xlsx, path: at("nps.xlsx")))
                })
        ),
        (
            "tickets frt where channel = 'chat' in 2026-W14 top 20 by frt",
            .query(
                .tickets,
                .of(metric("first_response_time")) {
                    $0.filter = .equal(dimension("channel"), text("chat"))
                    $0.range = at(.within(.isoWeek(year: 2026, 14)))
                    $0.ranking = at(Ranking(end: .top, count: 20, metric: metric("first_response_time")))
                })
        ),
        ("define fcr", .query(.define, .of(metric("first_contact_resolution")))),
        (
            "explain cost_per_resolution by channel in 2026-02",
            .query(
                .explain,
                .of(metric("cost_per_resolution")) {
                    $0.dimensions = [dimension("channel")]
                    $0.range = at(.within(.month(year: 2026, 2)))
                })
        ),
    ]

    @Test(arguments: examples)
    func readsAsMeant(text: String, line: Line) throws {
        #expect(try Sample.language.line(text) == line)
    }

    @Test(arguments: examples)
    func canonicalTextReadsAsTheSameQuery(text: String, line: Line) throws {
        guard case .query(_, let query) = line else { return }
        #expect(try Sample.language.line(verbText(line) + query.description) == line)
    }

    /// A prefix is a query itself, or the parser says where it stopped and what it wanted there.
    @Test(arguments: examples)
    func everyPrefixIsReadOrSaysWhatItExpected(text: String, line: Line) {
        for length in 0..<text.count {
            let prefix = String(text.prefix(length))
            do throws(ParseFailure) {
                _ = try Sample.language.line(prefix)
            } catch {
                #expect(!error.message.isEmpty, "\(prefix)")
                #expect(!error.expected.isEmpty, "\(prefix): \(error)")
                #expect(error.span.lower >= 0 && error.span.upper <= length, "\(prefix): \(error)")
            }
        }
    }

    /// Whatever stands in an example is offered at the place where it stands.
    @Test(arguments: examples)
    func everyWordOfTheLanguageIsOfferedWhereItStands(text: String, line: Line) {
        let characters = Array(text)
        for token in Sample.language.classification(of: text) where token.kind == .keyword {
            let word = String(characters[token.span.lower..<token.span.upper])
            let offered = Sample.language.completions(in: text, at: token.span.lower).candidates.map(\.text)
            #expect(offered.contains(word), "\(word) in \(text)")
        }
    }

    private func verbText(_ line: Line) -> String {
        if case .query(let verb?, _) = line { "\(verb) " } else { "" }
    }
}
