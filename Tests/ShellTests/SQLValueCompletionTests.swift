import LineEditor
import Testing

@testable import Shell

@Suite struct SQLValueCompletionTests {
    private let completion = SQLValueCompletion { name in
        ["channel": ["chat", "email", "e-mail"], "team": ["O'Neill's", "First Line"]][name] ?? []
    }

    @Test(arguments: [
        ("select * from t where channel = ", ["'chat'", "'email'", "'e-mail'"]),
        ("select * from t where channel='e", ["'email'", "'e-mail'"]),
        ("select * from t where t.channel <> 'm", ["'email'", "'e-mail'"]),
        ("select * from t where channel != ", ["'chat'", "'email'", "'e-mail'"]),
        ("select * from t where channel in ('chat', 'em", ["'email'"]),
        ("select * from t where \"channel\" not in (", ["'chat'", "'email'", "'e-mail'"]),
        ("select * from t where team like 'O", ["'O''Neill''s'"]),
        ("select count(*) filter (where channel = 'ch", ["'chat'"]),
    ])
    func offersTheValuesOfTheColumn(text: String, values: [String]) {
        #expect(completion.candidates(in: text, at: text.count)?.list.map(\.text) == values)
    }

    @Test(arguments: [
        "select channel", "select * from t where channel = e", "select * from t where subject = ",
        "select * from t where channel > ", "select 'channel = ", "select * from t where channel = 'zzz",
        "select channel, ", "select f(channel, ", "-- channel = ", "", "=", "select coalesce(channel, '",
    ])
    func offersNoneElsewhere(text: String) {
        #expect(completion.candidates(in: text, at: text.count) == nil)
    }
}
