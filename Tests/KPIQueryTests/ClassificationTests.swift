import Testing

@testable import KPIQuery

@Suite struct ClassificationTests {
    /// A line and under each word the first letter of what it is; `!` for an error.
    @Test(arguments: [
        ("explain frt p90 by channel", "keyword kpi keyword keyword dimension"),
        (
            "frt where channel = 'chat' last 8 weeks",
            "kpi keyword dimension sign string keyword number keyword"
        ),
        ("frt where channel in (chat)", "kpi keyword dimension keyword sign value sign"),
        ("frt as csv to a/b.csv with ci", "kpi keyword keyword keyword path keyword keyword"),
        ("slow channel = chat team = 'x'", "savedQuery dimension sign value dimension sign string"),
        ("mine = frt", "savedQuery sign kpi"),
        // Errors, and what is not read behind them.
        ("frt wekly by 'x' 2026", "kpi error plain string number"),
        ("frt by chanel, team", "kpi keyword error sign plain"),
        ("csat p90 weekly", "kpi error keyword"),
        ("frt where channel = 'fax' weekly", "kpi keyword dimension sign error keyword"),
        ("frt from 2026-02-01 to 2026-01-01", "kpi keyword error error error"),
        // What is being typed is no error yet.
        ("frt wee", "kpi plain"), ("frt wex", "kpi error"), ("fr", "plain"), ("frx", "error"),
        ("frt where channel = 'cha", "kpi keyword dimension sign string"),
        ("frt where channel = cha", "kpi keyword dimension sign value"),
        ("frt where channel = cha ", "kpi keyword dimension sign error"),
        ("frt by", "kpi keyword"), ("frt by ", "kpi keyword"),
        ("select 1", ""), ("\\d", ""), ("", ""),
    ])
    func wordsTakeTheColourOfWhatTheyAre(text: String, kinds: String) {
        let tokens = Sample.language.classification(of: text)
        #expect(tokens.map { "\($0.kind)" }.joined(separator: " ") == kinds)
    }

    @Test func tokensStandInOrderAndDoNotOverlap() {
        for (text, _) in ExampleTests.examples {
            let tokens = Sample.language.classification(of: text)
            #expect(!tokens.isEmpty && tokens.allSatisfy { !$0.span.isEmpty && $0.kind != .error })
            for (token, next) in zip(tokens, tokens.dropFirst()) {
                #expect(token.span.upper <= next.span.lower)
            }
        }
    }
}
