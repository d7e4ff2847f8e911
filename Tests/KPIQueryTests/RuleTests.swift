import Basics
import Testing

@testable import KPIQuery

/// What the language takes beside the examples.
@Suite struct RuleTests {
    private func filter(_ condition: String) throws -> Condition? {
        try Sample.language.query("frt where " + condition).filter
    }

    @Test(arguments: [
        "FRT P90 BY Channel WEEKLY Since 2026-01-01 WHERE priority = 'high' VS Previous",
        "frt p90 vs previous where priority = 'high' since 2026-01-01 weekly by channel",
        "  frt\tp90 by channel weekly since 2026-01-01 where priority='high' vs previous ;  ",
        "first_response_time p90 by \"channel\" weekly since 2026-01-01 where priority = high vs previous",
        "frt p90\nby channel weekly\nsince 2026-01-01 where (priority = 'high') vs previous",
    ])
    func orderCaseBlanksAndSpellingDoNotMatter(text: String) throws {
        let plain = "frt p90 by channel weekly since 2026-01-01 where priority = 'high' vs previous"
        #expect(try Sample.language.line(text) == Sample.language.line(plain))
    }

    @Test(arguments: [
        ("frt", "first_response_time"), ("FRT p90", "first_response_time_p90"),
        ("frt median", "first_response_time_median"), ("frt p50", "first_response_time_p50"),
        ("frt business p90", "first_response_time_business_p90"),
        ("frt p90 business exact", "first_response_time_business_p90"),
        ("resolution_rate 24h", "resolution_rate_24h"), ("resolution_rate 7D", "resolution_rate_7d"),
        ("frt_within_1h business", "frt_within_1h_business"), ("volume sum", "ticket_volume_sum"),
    ])
    func columnsAreNamedByTheMachineForm(text: String, name: String) throws {
        #expect(try Sample.language.query(text).metrics.map(\.columnName) == [name])
    }

    @Test(arguments: [
        ("vs previous", ["_previous"]), ("vs target, 2025-Q1", ["_target", "_2025_q1"]),
        ("vs same month last year, same day last month", ["_last_year", "_last_month"]),
        ("vs 2025-W01", ["_2025_w01"]), ("vs 2025-03-09", ["_2025_03_09"]),
    ])
    func basesNameTheirColumns(text: String, suffixes: [String]) throws {
        #expect(try Sample.language.query("frt " + text).bases.map(\.value.columnSuffix) == suffixes)
    }

    @Test func sevenDaysAreAsManySeconds() throws {
        let metrics = try Sample.language.query("resolution_rate 24h, resolution_rate 7d").metrics
        #expect(metrics.map { $0.window?.value.seconds } == [86_400, 604_800])
        #expect(["h", "0h", "+2h", "30s", "1000000d"].allSatisfy { MaturityWindow(word: $0).seconds == nil })
    }

    @Test func notBindsTighterThanAndThanOr() throws {
        let a = Condition.equal(dimension("team"), text("a"))
        let b = Condition.equal(dimension("team"), text("b"))
        let c = Condition.equal(dimension("team"), text("c"))
        #expect(
            try filter("team = 'a' or not team = 'b' and team = 'c'") == .or([a, .and([.not(b), c])]))
        #expect(
            try filter("(team = 'a' or team = 'b') and team = 'c'") == .and([.or([a, b]), c]))
        #expect(try filter("team = 'a' and (team = 'b' and team = 'c')") == .and([a, b, c]))
        #expect(try filter("not not team = 'a'") == .not(.not(a)))
    }

    @Test func everyComparisonReads() throws {
        #expect(try filter("team != 'a'") == .notEqual(dimension("team"), text("a")))
        #expect(try filter("team <> 'a'") == .notEqual(dimension("team"), text("a")))
        #expect(try filter("team in ('a')") == .oneOf(dimension("team"), [text("a")]))
        #expect(
            try filter("team not in ('a', b)") == .not(.oneOf(dimension("team"), [text("a"), text("b")])))
        #expect(try filter("team like 'Ret%'") == .like(dimension("team"), text("Ret%")))
        #expect(try filter("team not like 'x'") == .not(.like(dimension("team"), text("x"))))
        #expect(try filter("team is null") == .isNull(dimension("team")))
        #expect(try filter("team is not null") == .isNotNull(dimension("team")))
    }

    @Test(arguments: [
        ("team = 'O''Hara'", "O'Hara"), ("team = ''", ""), ("team = '  a '", "  a "),
        ("team = e-mail", "e-mail"),
        ("team = 42", "42"), ("team = -0.5", "-0.5"), ("team = 'by'", "by"), ("team = 客服", "客服"),
        ("team = Returns", "Returns"), ("team = '\"'", "\""),
    ])
    func valuesAreKeptAsTheyAre(condition: String, value: String) throws {
        #expect(try filter(condition) == .equal(dimension("team"), text(value)))
    }

    @Test func aValueOfAnOpenDimensionIsLetThrough() throws {
        #expect(try filter("agent = 'a99'") == .equal(dimension("agent"), text("a99")))
    }

    @Test func attributesAreNamedExactlyWhereCaseTellsThemApart() throws {
        let query = try Sample.language.query("frt by \"order type\", tier, Tier, \"top\"")
        #expect(
            query.dimensions.map(\.value)
                == [.attribute("Order Type"), .attribute("tier"), .attribute("Tier"), .attribute("top")])
        #expect(throws: ParseFailure.self) { try Sample.language.query("frt by TIER") }
    }

    /// A column of the source that is called as a dimension but for its case.
    @Test func quotesTellAnAttributeFromTheDimensionOfItsName() throws {
        var dimensions = Sample.vocabulary.dimensions
        dimensions.append(.init(.attribute("Channel")))
        let language = QueryLanguage(Vocabulary(kpis: Sample.kpis, dimensions: dimensions))
        let attribute = DimensionName.attribute("Channel")
        let query = try language.query("frt by \"Channel\" where \"Channel\" = 'x' top 3 \"Channel\"")
        #expect(query.dimensions.map(\.value) == [attribute])
        let span = SourceSpan(0, 0)
        #expect(query.filter == .equal(Located(attribute, span), Located(.text("x"), span)))
        #expect(query.ranking?.value.dimension?.value == attribute)
        #expect(try language.query(query.description) == query)
        for word in ["channel", "Channel", "\"channel\"", "\"CHANNEL\""] {
            let query = try language.query("frt by \(word)")
            #expect(query.dimensions.map(\.value) == [.dimension("channel")], "\(word)")
        }
        let failure = #expect(throws: ParseFailure.self) { try language.query("frt by nothing") }
        #expect(failure?.description.contains("channel, ") == true)
        #expect(failure?.description.contains("\"Channel\"") == true)
    }

    @Test func topTakesADimensionAndAKPI() throws {
        let query = try Sample.language.query("frt p90 by team, channel bottom 3 channel by frt p90 exact")
        #expect(
            query.ranking?.value
                == Ranking(
                    end: .bottom, count: 3, dimension: dimension("channel"),
                    metric: metric("first_response_time", .percentile(90), exact: true)))
    }

    @Test func byAfterTopIsTheClauseWhereNoKPIFollows() throws {
        let query = try Sample.language.query("volume top 10 by channel")
        #expect(query.ranking?.value == Ranking(end: .top, count: 10))
        #expect(query.dimensions == [dimension("channel")])
        let both = try Sample.language.query("volume top 10 by volume by channel")
        #expect(both.ranking?.value.metric == metric("ticket_volume") && both.dimensions == query.dimensions)
    }

    @Test(arguments: [
        ("> 900", Having.Operator.greater, "900"), (">= -1.5", .greaterOrEqual, "-1.5"), ("<.5", .less, ".5"),
        ("<= +3", .lessOrEqual, "3"), ("= 0", .equal, "0"), ("!= 1", .notEqual, "1"),
        ("<> 1", .notEqual, "1"),
    ])
    func havingComparesANumber(text: String, comparison: Having.Operator, number: String) throws {
        let having = try Sample.language.query("frt by team having frt p90 \(text)").having?.value
        #expect(
            having
                == Having(
                    metric: metric("first_response_time", .percentile(90)), comparison: comparison,
                    number: at(number)))
    }

    @Test(arguments: [
        ("as csv", nil), ("as csv to out.csv", "out.csv"), ("as csv to 'my file.csv'", "my file.csv"),
        ("as csv to ~/out/a,b(1).csv", "~/out/a,b(1).csv"), ("as csv to out.csv;", "out.csv"),
        ("as csv to /tmp/x.csv with total", "/tmp/x.csv"), ("as csv to it's.csv", "it's.csv"),
        ("as csv to 2026-03/out.csv vs previous", "2026-03/out.csv"),
    ])
    func aPathRunsToTheNextBlank(text: String, path: String?) throws {
        let output = try Sample.language.query("frt " + text).output?.value
        #expect(output == Output(format: .csv, path: path.map { at($0) }))
    }

    @Test func spansPointAtTheWords() throws {
        let text = "frt p90, csat by team where team = 'a' last 8 weeks vs previous"
        let query = try Sample.language.query(text)
        func words(_ span: SourceSpan?) -> String {
            span.map { Lexer(text).text($0) } ?? ""
        }
        #expect(query.metrics.map { words($0.span) } == ["frt p90", "csat"])
        #expect(words(query.metrics.first?.kpi.span) == "frt")
        #expect(words(query.dimensions.first?.span) == "team")
        #expect(words(query.range?.span) == "last 8 weeks")
        #expect(words(query.bases.first?.span) == "previous")
        if case .equal(_, let value)? = query.filter { #expect(words(value.span) == "'a'") }
    }

    /// A language in which these are all channels.
    private func language(channels: [String]) -> QueryLanguage {
        QueryLanguage(
            Vocabulary(
                kpis: Sample.kpis, dimensions: [.init(.dimension("channel"))],
                savedQueries: [.init(name: "slow", parameters: ["channel"])],
                values: { _ in .all(channels.map { .init($0) }) }))
    }

    @Test func aKnownValueInAnotherNormalFormIsThatValue() throws {
        let (composed, decomposed) = ("caf\u{E9}", "cafe\u{301}")
        for (known, typed) in [(composed, decomposed), (decomposed, composed)] {
            let language = language(channels: ["chat", known])
            for condition in ["= '\(typed)'", "in ('\(typed)')", "!= \(typed)"] {
                let query = try language.query("frt where channel \(condition)")
                #expect(query.filter?.values.map(ExactText.init) == [ExactText(known)])
            }
            guard case .call(_, let name, let arguments, _) = try language.line("slow channel = '\(typed)'")
            else {
                Issue.record("no call")
                return
            }
            let bound = try language.question(
                "frt where channel = :channel", boundTo: arguments, calledAt: name.span
            ).query
            #expect(bound.filter?.values.map(ExactText.init) == [ExactText(known)])
        }
    }

    @Test func knownValuesThatDifferInNormalFormOnlyStayTwo() throws {
        let twins = ["\u{1EA5}", "\u{E2}\u{301}"]
        let language = language(channels: twins)
        for typed in twins {
            let query = try language.query("frt where channel = '\(typed)'")
            #expect(query.filter?.values.map(ExactText.init) == [ExactText(typed)])
        }
        // A third spelling could be either.
        #expect(throws: ParseFailure.self) { try language.query("frt where channel = 'a\u{302}\u{301}'") }
    }

    @Test(arguments: [
        "frt", "frt exact business p90 by channel, \"Order Type\", \"top\" hourly yesterday",
        "resolution_rate 24h, ticket_volume sum this week",
        "csat last 1 day where not (team = 'a' or team = 'b')",
        "csat last quarter where not (team is null and not agent is not null) or channel in ('chat', 'email')",
        "csat where (team = 'a' or team like 'O''%') and channel != 'chat' in 2026-W01",
        "csat by team bottom 3 team by frt p90 having nps >= -10.5 with total, share, change, ci",
        "csat daily from 2026-03-01 to 2026-03-14 vs previous, same week last year, target, 2025-Q4, 2024",
        "csat since 2026-02 as ndjson to 'a b;.json'", "csat today as html to x.html",
    ])
    func canonicalTextIsStable(text: String) throws {
        let query = try Sample.language.query(text)
        let again = try Sample.language.query(query.description)
        #expect(again == query)
        #expect(again.description == query.description)
    }
}

extension Condition {
    /// The texts that it compares with for equality.
    fileprivate var values: [String] {
        let located: [Located<FilterValue>] =
            switch self {
            case .equal(_, let value), .notEqual(_, let value): [value]
            case .oneOf(_, let values): values
            case .and, .or, .not, .like, .isNull, .isNotNull: []
            }
        return located.map { if case .text(let text) = $0.value { text } else { ":" } }
            + parts.flatMap(\.values)
    }
}
