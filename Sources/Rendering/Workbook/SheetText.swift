/// Text as a cell of a workbook holds it.
struct SheetText {
    /// What a cell holds, in UTF-16 units.
    private static let limit = 32_767

    /// What is written.
    let text: String
    /// Whether the text was too long, and was cut.
    let isCut: Bool

    init(_ text: String) {
        let whole = Self.escaped(text)
        // Counted only where the bytes could be that many.
        guard whole.utf8.count > Self.limit, whole.utf16.count > Self.limit else {
            self.text = whole
            isCut = false
            return
        }
        // What escapes add is room that the text lacks.
        let start = Self.start(of: text, within: Self.limit)
        let added = Self.escaped(start).utf16.count - start.utf16.count
        self.text = Self.escaped(Self.start(of: start, within: Self.limit - added)) + "…"
        isCut = true
    }

    /// The characters that leave room for one more.
    private static func start(of text: String, within limit: Int) -> String {
        var units = 0
        return String(
            text.prefix { character in
                units += character.utf16.count
                return units < limit
            })
    }

    /// The text as XML may hold it and spreadsheets read it back.
    ///
    /// U+FFFE and U+FFFF, which would make the workbook unreadable, become U+FFFD. `_x000D_` means a character there
    /// (ECMA-376, ST_Xstring), so that the text itself has to be written with its first `_` as `_x005F_`.
    private static func escaped(_ text: String) -> String {
        guard text.utf8.contains(where: { $0 == 0xEF || $0 == UInt8(ascii: "_") }) else { return text }
        let scalars = Array(text.unicodeScalars)
        var view = String.UnicodeScalarView()
        for (place, scalar) in scalars.enumerated() {
            switch scalar {
            case "\u{FFFE}", "\u{FFFF}": view.append("\u{FFFD}")
            case "_" where isEscape(scalars[place...].prefix(7)):
                view.append(contentsOf: "_x005F_".unicodeScalars)
            default: view.append(scalar)
            }
        }
        return String(view)
    }

    /// Whether it is `_`, `x`, four hexadecimal digits, `_`.
    private static func isEscape(_ scalars: ArraySlice<Unicode.Scalar>) -> Bool {
        guard scalars.count == 7, scalars.last == "_", scalars.dropFirst().first == "x" else { return false }
        return scalars.dropFirst(2).dropLast().allSatisfy { $0.properties.isASCIIHexDigit }
    }
}
