/// How many columns of a terminal characters take as the editor shows them.
enum GlyphWidth {
    static func of(_ characters: some Sequence<Character>) -> Int {
        characters.reduce(0) { $0 + of($1) }
    }

    static func of(_ character: Character) -> Int {
        if let ascii = character.asciiValue, ascii >= 0x20, ascii < 0x7F { return 1 }
        return Glyph(character).width
    }

    /// The text as far as it fits, with an ellipsis where something was left out.
    static func truncate(_ text: String, to width: Int, ellipsis: Character) -> String {
        guard of(text) > width else { return text }
        var used = of(ellipsis)
        guard used <= width else { return "" }
        let kept = text.prefix { character in
            used += of(character)
            return used <= width
        }
        return kept + String(ellipsis)
    }
}
