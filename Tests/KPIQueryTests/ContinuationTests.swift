import Testing

@testable import KPIQuery

/// Which lines go on with the question before them.
@Suite struct ContinuationTests {
    @Test(
        "A line goes on with a question where its first word means something only behind that",
        arguments: [
            ("frt", "by channel"), ("frt", "  weekly"), ("frt by channel", "where team = 'x"),
            ("frt where channel = 'chat'", "and team is null"), ("frt", ", csat"), ("frt", "p90"),
            ("frt by channel", "with total"), ("frt;", "vs previous"), ("frt", "in 2026-01 as csv to a.csv"),
            ("frt", "from 2026-01-01 to 2026-01-31"), ("tickets frt", "last month"),
            ("mine = frt", "by channel"),
            // The slip is behind the first word.
            ("frt", "by chanel"),
        ])
    func goesOn(question: String, line: String) {
        #expect(Sample.language.continues(question, with: line))
    }

    @Test(
        "A line that is one by itself, or no part of the question, does not",
        arguments: [
            ("frt", "csat"), ("frt", "frtt"), ("frt", ""), ("frt", "\\x"), ("frt", "select 1;"),
            ("frt", "with a as (select 1) select 1"), ("frt weekly", "weekly"), ("", "by channel"),
            ("frt", "explain csat"), ("select 1", "by channel"), ("frt", "slow channel = 'chat'"),
            ("frt", "mine = frt"),
        ])
    func isItsOwn(question: String, line: String) {
        #expect(!Sample.language.continues(question, with: line))
    }
}
