/// How many columns of a terminal text takes.
///
/// An emoji sequence is two columns however many scalars it has, a combining mark takes none, and the letters of a
/// cluster stand side by side. So the unit is `Character`, not the scalar, and not the C library's `wcwidth`, whose
/// tables are as old as the system.
package enum DisplayWidth {
    /// The columns that visible text takes.
    package static func of(_ text: String) -> Int {
        let bytes = text.utf8
        if bytes.allSatisfy({ $0 >= 0x20 && $0 < 0x7F }) { return bytes.count }
        return text.reduce(0) { $0 + of($1) }
    }

    /// The columns one character takes: 0, 1 or 2; more only for clusters of letters, as in Devanagari.
    package static func of(_ character: Character) -> Int {
        var width = 0
        var isEmoji = false
        for scalar in character.unicodeScalars {
            if scalar.value == 0xFE0F || isRegionalIndicator(scalar) || scalar.properties.isEmojiPresentation
            {
                isEmoji = true
            }
            width += of(scalar)
        }
        if isEmoji {
            // A lone regional indicator is a letter in a box; two are a flag.
            return character.unicodeScalars.count == 1 && width < 2 ? 1 : 2
        }
        return width
    }

    private static func isRegionalIndicator(_ scalar: Unicode.Scalar) -> Bool {
        (0x1F1E6...0x1F1FF).contains(scalar.value)
    }

    private static func of(_ scalar: Unicode.Scalar) -> Int {
        if (0x20..<0x7F).contains(scalar.value) { return 1 }
        // The vowels and final consonants of decomposed Hangul stand inside their syllable.
        if (0x1160...0x11FF).contains(scalar.value) { return 0 }
        switch scalar.properties.generalCategory {
        case .nonspacingMark, .enclosingMark, .format, .control, .lineSeparator, .paragraphSeparator: return 0
        default: return isWide(scalar) ? 2 : 1
        }
    }

    private static func isWide(_ scalar: Unicode.Scalar) -> Bool {
        guard scalar.value >= 0x1100 else { return false }
        if scalar.properties.isEmojiPresentation { return !isRegionalIndicator(scalar) }
        return wide.contains { $0.contains(scalar.value) }
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
