/// Brings what is on the screen to what should be: the bytes that do it, and no more.
///
/// All places are relative to the row where the prompt began; where that is on the screen nobody needs to know.
/// Rows are broken by the editor and never by the terminal, so none of the ways terminals wrap matters.
struct Renderer {
    let hasColour: Bool
    private(set) var shown = Frame(rows: [[]], cursorRow: 0, cursorColumn: 0)
    private var width: Int

    init(hasColour: Bool, width: Int) {
        self.hasColour = hasColour
        self.width = width
    }

    /// The bytes from the shown frame to the next; empty when they are alike.
    mutating func update(to frame: Frame) -> String {
        guard frame != shown else { return "" }
        var pen = Pen(row: shown.cursorRow, column: shown.cursorColumn, hasColour: hasColour)
        for (index, row) in frame.rows.enumerated() {
            if index >= shown.rows.count {
                pen.move(row: index - 1)
                pen.newRow()
                pen.draw(row[...], at: 0, isFull: columns(row[...]) == width)
                continue
            }
            let old = shown.rows[index]
            guard row != old else { continue }
            let same = zip(row, old).prefix { $0 == $1 }.count
            let start = columns(row[..<same])
            pen.move(row: index, column: start)
            pen.draw(row[same...], at: start, isFull: columns(row[...]) == width)
            if columns(old[...]) > columns(row[...]) { pen.eraseRow() }
        }
        if frame.rows.count < shown.rows.count {
            pen.move(row: frame.rows.count, column: 0)
            pen.eraseBelow()
        }
        pen.move(row: frame.cursorRow, column: frame.cursorColumn)
        shown = frame
        return pen.finish()
    }

    /// Leaves the text as it is and goes to the row below it.
    mutating func leave() -> String {
        var pen = Pen(row: shown.cursorRow, column: shown.cursorColumn, hasColour: hasColour)
        pen.move(row: shown.rows.count - 1)
        pen.newRow()
        forget()
        return pen.finish()
    }

    /// Takes the cursor to be at the left of an empty row: the screen was cleared, or another wrote to it.
    mutating func forget() {
        shown = Frame(rows: [[]], cursorRow: 0, cursorColumn: 0)
    }

    /// Wipes what is shown after the screen has another width.
    ///
    /// Most terminals break rows anew that no longer fit, so the prompt is further up than it was.
    mutating func resize(to width: Int) -> String {
        let above = shown.rows[..<shown.cursorRow].reduce(0) {
            $0 + max(1, (columns($1[...]) + width - 1) / width)
        }
        let up = above + shown.cursorColumn / width
        self.width = width
        forget()
        return "\r" + (up > 0 ? "\u{1B}[\(up)A" : "") + "\u{1B}[J"
    }

    private func columns(_ cells: ArraySlice<ScreenCell>) -> Int {
        cells.reduce(0) { $0 + $1.width }
    }
}

/// Collects what is sent to the terminal, and knows where that leaves the cursor.
private struct Pen {
    private(set) var row: Int
    /// Nil behind the last column, where terminals differ.
    private(set) var column: Int?
    private let hasColour: Bool
    private var style = TextStyle.plain
    private var output = ""

    init(row: Int, column: Int, hasColour: Bool) {
        self.row = row
        self.column = column
        self.hasColour = hasColour
    }

    mutating func move(row target: Int) {
        if target < row { output += "\u{1B}[\(row - target)A" }
        if target > row { output += "\u{1B}[\(target - row)B" }
        row = target
    }

    mutating func move(row target: Int, column targetColumn: Int) {
        if column == nil {
            output += "\r"
            column = 0
        }
        move(row: target)
        guard column != targetColumn else { return }
        if targetColumn == 0 {
            output += "\r"
        } else if let column, targetColumn > column {
            output += "\u{1B}[\(targetColumn - column)C"
        } else if let column {
            output += "\u{1B}[\(column - targetColumn)D"
        }
        column = targetColumn
    }

    /// Goes to the left of the next row; at the bottom of the screen that scrolls.
    mutating func newRow() {
        output += "\r\n"
        row += 1
        column = 0
    }

    mutating func draw(_ cells: ArraySlice<ScreenCell>, at start: Int, isFull: Bool) {
        var end = start
        for cell in cells {
            set(cell.style)
            output += cell.text
            end += cell.width
        }
        column = isFull ? nil : end
    }

    mutating func eraseRow() {
        set(.plain)
        output += "\u{1B}[K"
    }

    mutating func eraseBelow() {
        set(.plain)
        output += "\u{1B}[J"
    }

    mutating func finish() -> String {
        set(.plain)
        return output
    }

    private mutating func set(_ new: TextStyle) {
        var new = new
        // Without colour, styles that differ in nothing else are the same.
        if !hasColour { new.colour = nil }
        guard new != style else { return }
        output += new.sequence(colour: hasColour)
        style = new
    }
}
