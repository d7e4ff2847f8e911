import Testing

@testable import Basics

@Suite struct DurationLiteralTests {
    @Test(arguments: [
        ("90s", 90), ("30m", 1_800), ("2h", 7_200), ("7d", 604_800), ("0s", 0), ("007d", 604_800),
        ("9223372036854775807s", .max),
    ])
    func isDigitsAndAUnit(text: String, seconds: Int) {
        #expect(DurationLiteral(text)?.seconds == seconds)
    }

    @Test(arguments: [
        "", "h", "5", "+5h", "-5h", "5 h", "5H", "5w", "1.5h", "5hh", "٥h", "9223372036854775807m",
        "9223372036854775808s",
    ])
    func isNothingElse(text: String) {
        #expect(DurationLiteral(text) == nil)
    }
}
