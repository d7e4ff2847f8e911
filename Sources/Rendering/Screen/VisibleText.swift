/// Text from the data made safe to show.
enum VisibleText {
    /// The text with what a terminal would act on, or what would break the line, spelled out: `\n`, `\t`, `\u{1B}`.
    ///
    /// Customers write subjects and comments; an escape sequence or a change of writing direction in one must not
    /// reach the analyst's terminal.
    ///
    /// - Parameters:
    ///   - text: from the data.
    ///   - keepsLines: whether line breaks stay, for who shows text in several lines.
    /// - Returns: what can be shown.
    static func of(_ text: String, keepsLines: Bool = false) -> String {
        if text.utf8.allSatisfy({ $0 >= 0x20 && $0 < 0x7F }) { return text }
        var visible = String.UnicodeScalarView()
        for scalar in text.unicodeScalars {
            switch scalar.value {
            case 0x09: visible.append(contentsOf: "\\t".unicodeScalars)
            case 0x0A where keepsLines: visible.append(scalar)
            case 0x0A: visible.append(contentsOf: "\\n".unicodeScalars)
            case 0x0D: visible.append(contentsOf: "\\r".unicodeScalars)
            case 0...0x1F, 0x7F...0x9F, 0x2028...0x202E, 0x2066...0x2069, 0xFEFF:
                let code = String(scalar.value, radix: 16, uppercase: true)
                visible.append(contentsOf: "\\u{\(code)}".unicodeScalars)
            default: visible.append(scalar)
            }
        }
        return String(visible)
    }
}
