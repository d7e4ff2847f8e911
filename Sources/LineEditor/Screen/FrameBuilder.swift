/// Breaks text into rows of a width and remembers where the cursor is.
struct FrameBuilder {
    let width: Int
    private(set) var rows: [Frame.Row] = [[]]
    private var column = 0
    private(set) var cursor: (row: Int, column: Int)?
    /// Whether the cursor's place is decided by what comes next: it stands behind the last column.
    private var cursorIsPending = false

    init(width: Int) {
        self.width = width
    }

    /// Puts a character at the end; a newline begins a row.
    mutating func append(_ character: Character, _ style: TextStyle) {
        guard character != "\n" else { return newRow() }
        let glyph = Glyph(character)
        let style = glyph.isSubstitute ? TextStyle(isFaint: true, isReversed: true) : style
        if glyph.width > 2 || glyph.isSubstitute || character == "\t" {
            // One character in the text, several on the screen: a row may end among them.
            for part in glyph.text { append(ScreenCell(text: String(part), width: 1, style: style)) }
        } else {
            append(ScreenCell(text: glyph.text, width: glyph.width, style: style))
        }
    }

    mutating func append(_ text: String, _ style: TextStyle) {
        for character in text { append(character, style) }
    }

    mutating func append(_ prompt: Prompt) {
        for part in prompt.parts { append(part.text, part.style) }
    }

    /// Begins a row.
    mutating func newRow() {
        if cursorIsPending, let cursor {
            // Before the newline there is no column left: the last one has to do.
            self.cursor = (cursor.row, width - 1)
            cursorIsPending = false
        }
        rows.append([])
        column = 0
    }

    /// Says that the cursor is before what comes next.
    mutating func markCursor() {
        cursor = (rows.count - 1, column)
        cursorIsPending = column == width
    }

    /// Ends the text: a cursor behind the last column gets a row of its own.
    mutating func finish() {
        guard cursorIsPending else { return }
        cursorIsPending = false
        rows.append([])
        column = 0
        cursor = (rows.count - 1, 0)
    }

    private mutating func append(_ cell: ScreenCell) {
        if column + cell.width > width {
            let wasPending = cursorIsPending || cursor.map { $0 == (rows.count - 1, column) } ?? false
            rows.append([])
            column = 0
            // The cursor stands on the character, wherever that goes.
            if wasPending { cursor = (rows.count - 1, 0) }
        }
        cursorIsPending = false
        rows[rows.count - 1].append(cell)
        column += cell.width
    }
}
