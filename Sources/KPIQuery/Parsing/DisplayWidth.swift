/// How many columns of a terminal a character takes.
enum DisplayWidth {
    /// Two for East Asian wide characters and emoji, else one.
    static func of(_ character: Character) -> Int {
        let scalars = character.unicodeScalars
        // A text symbol becomes an emoji, and wide, by the selector behind it.
        let isEmoji = scalars.contains { $0.value == 0xFE0F || $0.properties.isEmojiPresentation }
        return isEmoji || scalars.contains(where: isWide) ? 2 : 1
    }

    /// The blocks that Unicode's East Asian Width (UAX #11) has as wide or fullwidth.
    private static func isWide(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.value {
        case 0x1100...0x115F, 0x2E80...0x303E, 0x3041...0x33FF, 0x3400...0x4DBF, 0x4E00...0x9FFF,
            0xA000...0xA4CF, 0xA960...0xA97C, 0xAC00...0xD7A3, 0xF900...0xFAFF, 0xFE30...0xFE6F,
            0xFF00...0xFF60, 0xFFE0...0xFFE6, 0x1_7000...0x1_8CFF, 0x2_0000...0x3_FFFD:
            true
        default: false
        }
    }
}
