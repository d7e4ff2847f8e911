/// How many columns of a terminal characters take.
///
/// The unit is the user-perceived character: an emoji sequence is two columns however many scalars it has, a
/// combining mark takes none. The C library's `wcwidth` knows neither, and Swift does not see it on Linux.
enum DisplayWidth {
    /// The columns that characters take as the editor shows them.
    static func of(_ characters: some Sequence<Character>) -> Int {
        characters.reduce(0) { $0 + of($1) }
    }

    /// The columns that one character takes as the editor shows it.
    static func of(_ character: Character) -> Int {
        if let ascii = character.asciiValue, ascii >= 0x20, ascii < 0x7F { return 1 }
        return Glyph(character).width
    }

    /// The columns that a character takes where it is sent to the terminal as it is: 0, 1 or 2.
    static func ofRaw(_ character: Character) -> Int {
        var width = 0
        var isEmoji = false
        var count = 0
        for scalar in character.unicodeScalars {
            count += 1
            // The selector for emoji presentation widens what stands before it.
            isEmoji = isEmoji || scalar.value == 0xFE0F || isEmojiPart(scalar)
            width += of(scalar)
        }
        // A lone regional indicator is a letter in a box; two are a flag.
        if isEmoji { return count == 1 && width < 2 ? 1 : 2 }
        return min(width, 2)
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

    private static func isEmojiPart(_ scalar: UnicodeScalar) -> Bool {
        scalar.value >= 0x231A && (isRegionalIndicator(scalar) || scalar.properties.isEmojiPresentation)
    }

    private static func isRegionalIndicator(_ scalar: UnicodeScalar) -> Bool {
        (0x1F1E6...0x1F1FF).contains(scalar.value)
    }

    private static func of(_ scalar: UnicodeScalar) -> Int {
        // The vowels and final consonants of decomposed Hangul stand inside their syllable.
        if (0x1160...0x11FF).contains(scalar.value) { return 0 }
        switch scalar.properties.generalCategory {
        case .nonspacingMark, .enclosingMark, .format, .control, .lineSeparator, .paragraphSeparator: return 0
        default: return isWide(scalar) ? 2 : 1
        }
    }

    private static func isWide(_ scalar: UnicodeScalar) -> Bool {
        guard scalar.value >= 0x1100, !isRegionalIndicator(scalar) else { return false }
        return scalar.properties.isEmojiPresentation || wide.contains { $0.contains(scalar.value) }
    }

    /// East Asian Wide and Fullwidth by block (Unicode 16, EastAsianWidth.txt), emoji aside.
    private static let wide: [ClosedRange<UInt32>] = [
        0x1100...0x115F,  // Hangul initials
        0x2329...0x232A,
        0x2E80...0x303E,  // CJK radicals, symbols and punctuation
        0x3041...0x3247,  // kana, Bopomofo, enclosed CJK
        0x3250...0xA4CF,  // CJK ideographs, Yi
        0xA960...0xA97C,
        0xAC00...0xD7A3,  // Hangul syllables
        0xF900...0xFAFF,
        0xFE10...0xFE19,
        0xFE30...0xFE6B,
        0xFF01...0xFF60,  // fullwidth forms
        0xFFE0...0xFFE6,
        0x16FE0...0x18DFF,  // Tangut, Khitan
        0x1AFF0...0x1B2FF,
        0x1D300...0x1D376,
        0x1F200...0x1F265,
        0x20000...0x3FFFD,
    ]
}
