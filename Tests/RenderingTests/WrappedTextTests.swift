import Basics
import Testing

@testable import Rendering

@Suite struct WrappedTextTests {
    @Test(arguments: [
        ("short", "short"),
        ("twelve words do not fit", "twelve words do not\n  fit"),
        ("  kept margin of a line", "  kept margin of a\n  line"),
        ("日本語日本語 日本語 日本語", "日本語日本語 日本語\n  日本語"),
        ("averyveryverylongwordindeed and more", "averyveryverylongwordindeed\n  and more"),
        ("one\n\ntwo words here and there x", "one\n\ntwo words here and\n  there x"),
        ("frt by chanel weekly since\n       ^^^^^^", "…t by chanel weekly…\n      ^^^^^^"),
        ("frt by channel wekly\n               ^^^^^", "frt by channel wekly\n               ^^^^^"),
        ("where product = 急須急須 and x\n                ^^^^^^^^", "…ct = 急須急須 and …\n      ^^^^^^^^"),
        ("frt by channel weekly\n                      ^", "…y channel weekly\n                  ^"),
    ])
    func breaksAtBlanks(text: String, lines: String) {
        #expect(WrappedText.of(text, width: 20, indent: 2) == lines)
    }

    @Test func withoutAnEdgeNothingIsBroken() {
        let text = String(repeating: "word ", count: 100)
        #expect(WrappedText.of(text, width: nil) == text)
    }

    @Test(arguments: 12...40, [true, false]) func keepsACaretBelowItsWord(width: Int, unicode: Bool) {
        let line = "frt by channel where 日本 = 'wrong' and priority = 'high' weekly last 8 weeks"
        let text = line + "\n" + String(repeating: " ", count: 28) + "^^^^^^^"
        let rows = WrappedText.of(text, width: width, unicode: unicode).split(separator: "\n").map(
            String.init)
        #expect(rows.allSatisfy { DisplayWidth.of($0) <= width })
        let begin = rows[1].prefix { $0 == " " }.count
        let before = rows[0].firstRange(of: "'wr").map { DisplayWidth.of(String(rows[0][..<$0.lowerBound])) }
        #expect(before == begin, "\(rows)")
        #expect(unicode || !rows[0].contains("…"))
    }

    @Test(arguments: 9...60) func keepsEveryWordInItsOrder(width: Int) {
        let text = "2026-01-01 to 2026-12-31, not over yet · UTC · 客服チーム · data as of 2026-11-27T15:01:59Z"
        let wrapped = WrappedText.of(text, width: width)
        #expect(wrapped.split { $0.isWhitespace } == text.split { $0.isWhitespace })
        for line in wrapped.split(separator: "\n") where line.contains(" ") {
            #expect(DisplayWidth.of(String(line)) <= width)
        }
    }
}
