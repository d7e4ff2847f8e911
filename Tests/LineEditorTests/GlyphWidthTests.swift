import Testing

@testable import LineEditor

@Suite struct GlyphWidthTests {
    @Test(
        "A character takes the columns that terminals give it",
        arguments: [
            ("a", 1), ("é", 1), ("e\u{301}", 1), ("日", 2), ("한", 2), ("👩‍💻", 2), ("🇩🇪", 2), ("❤️", 2), ("❤", 1),
            ("ｱ", 1), ("Ａ", 2), ("ß", 1),
        ] as [(Character, Int)])
    func width(character: Character, width: Int) {
        #expect(GlyphWidth.of(character) == width)
    }

    @Test(
        "What would drive the terminal or be unseen is spelled out",
        arguments: [
            ("\u{1B}", "^["), ("\u{7F}", "^?"), ("\u{200B}", "<200B>"), ("\u{202E}", "<202E>"),
            ("\u{FEFF}", "<FEFF>"),
        ] as [(Character, String)])
    func substitutes(character: Character, text: String) {
        let glyph = Glyph(character)
        #expect(glyph.text == text)
        #expect(glyph.isSubstitute)
        #expect(glyph.width == text.count)
    }

    @Test(
        "Text is cut where the ellipsis still fits",
        arguments: [
            ("abcdef", 6, "abcdef"), ("abcdef", 5, "abcd…"), ("日本語", 6, "日本語"), ("日本語", 5, "日本…"),
            ("日本語", 4, "日…"),
            ("ab", 1, "…"), ("ab", 0, ""),
        ])
    func truncation(text: String, width: Int, cut: String) {
        #expect(GlyphWidth.truncate(text, to: width, ellipsis: "…") == cut)
    }
}
