import Testing

@testable import KPIQuery

/// Where the carets below a line that does not read stand.
@Suite struct CaretTests {
    @Test func theCaretOfAMissingWordStandsBehindTheLast() {
        for line in ["frt by", "frt by ", "frt by    "] {
            let failure = #expect(throws: ParseFailure.self) { try Sample.language.line(line) }
            #expect(failure?.span == SourceSpan(min(7, line.count), min(7, line.count)))
        }
    }

    @Test func ofSeveralLinesTheOneAtFaultIsShown() {
        let text = "frt\n\tby channel\n\twekly"
        let failure = #expect(throws: ParseFailure.self) { try Sample.language.line(text) }
        let shown = failure?.caretText(in: text).split(separator: "\n").prefix(2)
        #expect(shown?.joined(separator: "\n") == " wekly\n ^^^^^")
    }

    @Test func whatWouldTurnTheLineRoundTakesOneColumn() {
        let text = "frt where team = '\u{202E}x' by chanel"
        let failure = #expect(throws: ParseFailure.self) { try Sample.language.line(text) }
        let shown = failure?.caretText(in: text).split(separator: "\n").prefix(2)
        #expect(
            shown?.joined(separator: "\n")
                == "frt where team = '?x' by chanel\n                         ^^^^^^")
    }

    @Test(arguments: [("frt 客服x", 3 + 2), ("frt 👍🏽", 2), ("frt e\u{301}e", 2), ("frt ✈️", 2), ("frt ｆ", 2)])
    func wideCharactersTakeTwoCarets(line: String, columns: Int) {
        let failure = #expect(throws: ParseFailure.self) { try Sample.language.line(line) }
        let carets = failure?.caretText(in: line).split(separator: "\n").dropFirst().first
        #expect(carets.map(String.init) == "    " + String(repeating: "^", count: columns))
    }
}
