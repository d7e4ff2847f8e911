/// One row of a list: parts side by side, cut at the screen's edge.
struct RowBuilder {
    private(set) var cells: Frame.Row = []
    private let width: Int
    private let ellipsis: Character
    private(set) var column = 0

    init(width: Int, ellipsis: Character) {
        self.width = width
        self.ellipsis = ellipsis
    }

    /// Puts text at the end.
    ///
    /// - Parameters:
    ///   - text: cut where the row ends.
    ///   - style: of text and padding.
    ///   - columns: pads or cuts the text to so many; nil is as many as it takes.
    mutating func append(_ text: String, _ style: TextStyle, columns: Int? = nil) {
        let room = min(columns ?? .max, width - column)
        guard room > 0 else { return }
        let end = column + room
        for character in GlyphWidth.truncate(text, to: room, ellipsis: ellipsis) {
            append(character, style)
        }
        guard columns != nil else { return }
        while column < end { append(" ", style) }
    }

    private mutating func append(_ character: Character, _ style: TextStyle) {
        let glyph = Glyph(character)
        cells.append(ScreenCell(text: glyph.text, width: glyph.width, style: style))
        column += glyph.width
    }
}
