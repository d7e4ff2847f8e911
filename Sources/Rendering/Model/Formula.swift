/// Text that a spreadsheet would run, and what keeps it from doing so.
enum Formula {
    /// The text with `'` before it where a spreadsheet would take it for a formula.
    ///
    /// Spreadsheets run what they read from text files, and from the tables of a page that is opened or pasted
    /// (OWASP, "CSV Injection"). Only text of any content needs this: a number, a date or an amount of money cannot
    /// say anything but what its type can, a minus before it included, and stays what it is.
    static func defused(_ text: String) -> String {
        isRun(text) ? "'" + text : text
    }

    /// Whether a spreadsheet would run the text.
    ///
    /// Blanks before the sign do not hide it: HTML drops them, and spreadsheets trim what looks like a formula. The
    /// wide signs count where people type Japanese or Chinese.
    static func isRun(_ text: String) -> Bool {
        for scalar in text.unicodeScalars {
            switch scalar {
            case "=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠": return true
            default: if !scalar.properties.isWhitespace { return false }
            }
        }
        return false
    }
}

extension ValueKind {
    /// Whether its text says whatever somebody wrote, and so perhaps a formula.
    var isFreeText: Bool { self == .text }
}
