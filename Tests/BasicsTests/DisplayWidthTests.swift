import Basics
import Testing

@Suite struct DisplayWidthTests {
    @Test(arguments: [
        ("", 0), ("plain", 5), ("日本語", 6), ("한국어", 6), ("ｆｕｌｌ", 8), ("ｱｲｳ", 3), ("e\u{301}", 1),
        ("\u{200B}", 0), ("👍", 2), ("👍🏽", 2), ("👩‍👩‍👧‍👦", 2), ("🇩🇪", 2), ("❤", 1), ("❤️", 2), ("1️⃣", 2),
        ("☎", 1), ("ไทย", 3), ("हिन्दी", 5), ("עברית", 5), ("a\u{AD}b", 2), ("｡", 1), ("。", 2), ("—", 1),
    ])
    func knowsHowWideTextIs(text: String, width: Int) {
        #expect(DisplayWidth.of(text) == width)
    }
}
