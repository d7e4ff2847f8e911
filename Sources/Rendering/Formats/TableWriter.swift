import Basics

/// Writes the lines of a table whose columns are laid out.
struct TableWriter {
    let output: Output
    let painter: Painter
    let layout: TableLayout
    /// Whether rows are written as blocks of `name | value`.
    let isExpanded: Bool
    private let headings: [Presentation.Heading]
    private let width: Int?
    /// Whether a row of types stands below the headings.
    private let showsTypes: Bool
    /// Of the names in blocks.
    private let labelWidth: Int

    init(
        output: Output, screen: Screen, headings: [Presentation.Heading], rows: [[Presentation.Field]]
    ) {
        self.output = output
        self.headings = headings
        painter = Painter(screen)
        width = screen.width
        labelWidth = headings.map { DisplayWidth.of(VisibleText.of($0.label)) }.max() ?? 0
        showsTypes = screen.showsTypes && headings.contains { $0.type != nil }
        layout = TableLayout(
            headings: headings, rows: rows, width: screen.width, showsTypes: showsTypes,
            ellipsisWidth: painter.ellipsis.count)
        switch screen.expanded {
        case .on: isExpanded = true
        case .off: isExpanded = false
        case .automatic: isExpanded = !layout.isWhole
        }
    }

    /// Writes the line above, the heading and its rule.
    func writeHead(_ headline: String?) {
        if let headline {
            output.write(painter.bold(WrappedText.of(painter.line(VisibleText.of(headline)), width: width)))
            output.write("\n")
        }
        guard !isExpanded, !headings.isEmpty else { return }
        let height = layout.headingHeight
        for line in 0..<height {
            writeLine(gap: line == height - 1 ? painter.ellipsis : "") { slot in
                // A short heading stands at the bottom, next to its values.
                let position = line - (height - slot.heading.count)
                let text = position >= 0 ? slot.heading[position] : ""
                let gap = blanks(slot.total - DisplayWidth.of(text))
                return Piece(
                    headings[slot.position].isNumeric ? gap + painter.bold(text) : painter.bold(text) + gap)
            }
        }
        if showsTypes { writeTypes() }
        writeRule()
    }

    private func writeTypes() {
        writeLine(gap: "") { slot in
            let heading = headings[slot.position]
            let type = DisplayWidth.truncate(heading.type ?? "", to: slot.total, ellipsis: painter.ellipsis)
            let gap = blanks(slot.total - DisplayWidth.of(type))
            return Piece(
                heading.isNumeric ? gap + painter.paint(type, .faint) : painter.paint(type, .faint) + gap)
        }
    }

    /// Writes the rule below the heading or above the totals.
    func writeRule() {
        guard !isExpanded, !headings.isEmpty else { return }
        let segments = layout.places.map { place in
            let width = place.map { layout.slots[$0].total } ?? painter.ellipsis.count
            return String(repeating: painter.horizontal, count: width + 2)
        }
        output.write(painter.paint(segments.joined(separator: painter.cross), .faint))
        output.write("\n")
    }

    /// Writes the line that stands for rows left out.
    func writeSkipped() {
        writeLine(gap: "") { slot in
            let gap = blanks(slot.width - 1)
            return Piece(
                (headings[slot.position].isNumeric ? gap + painter.skipped : painter.skipped + gap)
                    + blanks(slot.markWidth))
        }
    }

    /// The lines that a row takes.
    func height(of fields: [Presentation.Field]) -> Int {
        if isExpanded { return 1 + fields.reduce(0) { $0 + blockLines(of: $1).count } }
        return layout.slots.map { fields[$0.position].lines.count }.max() ?? 1
    }

    /// Writes a row: its first lines where it may take no more.
    func write(
        _ fields: [Presentation.Field], number: Int, isTotal: Bool = false, lineLimit: Int = .max
    ) {
        if isExpanded {
            writeBlock(fields, title: isTotal ? "Total" : String(number))
            return
        }
        let lines = fields.map(\.lines)
        for line in 0..<min(height(of: fields), lineLimit) {
            writeLine(gap: line == 0 ? painter.ellipsis : "") { slot in
                piece(of: fields[slot.position], lines[slot.position], at: line, in: slot)
            }
        }
    }

    private func piece(
        of field: Presentation.Field, _ lines: [String], at line: Int, in slot: TableLayout.Slot
    ) -> Piece {
        guard line < lines.count else { return Piece(blanks(slot.total)) }
        let isNumeric = headings[slot.position].isNumeric
        // Rows that came after the layout may be wider. Half a number is no number: it is never cut.
        let text =
            width != nil && !isNumeric
            ? DisplayWidth.truncate(lines[line], to: slot.width, ellipsis: painter.ellipsis) : lines[line]
        let gap = blanks(slot.width - DisplayWidth.of(text))
        let sign = line == 0 ? field.mark : ""
        let mark = sign + blanks(slot.markWidth - DisplayWidth.of(sign))
        let painted = painter.paint(text, field.tone)
        // The mark of a text follows it directly; that of a number stands behind the aligned digits.
        return Piece(
            isNumeric ? gap + painted + mark : painted + mark + gap, isContinued: line < lines.count - 1)
    }

    private func writeBlock(_ fields: [Presentation.Field], title: String) {
        let labels = headings.map { VisibleText.of($0.label) }
        let head = "\(painter.horizontal)[ \(title) ]"
        let ruleWidth = min(width ?? .max, max(labelWidth + 12, 30))
        let rule = String(repeating: painter.horizontal, count: max(0, ruleWidth - DisplayWidth.of(head)))
        output.write(painter.paint(head + rule, .faint))
        output.write("\n")
        for (position, field) in fields.enumerated() {
            for (number, line) in blockLines(of: field).enumerated() {
                let label = number == 0 ? labels[position] : ""
                let gap = blanks(labelWidth - DisplayWidth.of(label))
                output.write("\(painter.bold(label))\(gap) \(painter.paint(painter.vertical, .faint))")
                if !line.text.isEmpty { output.write(" " + painter.paint(line.text, field.tone)) }
                if line.isContinued { output.write(" " + painter.paint(painter.continued, .faint)) }
                output.write("\n")
            }
        }
    }

    /// The lines of a value in a block: those of its text, broken to the width.
    private func blockLines(of field: Presentation.Field) -> [Piece] {
        let lines = (field.mark.isEmpty ? field : Presentation.Field(text: field.text + field.mark)).lines
        // Room for the sign that a line goes on.
        let room = width.map { max(10, $0 - labelWidth - (lines.count > 1 ? 5 : 3)) }
        return lines.enumerated().flatMap { number, line -> [Piece] in
            var text = line
            while text.last == " " { text.removeLast() }
            var pieces = (room.map { DisplayWidth.wrap(text, to: $0) } ?? [text]).map { Piece($0) }
            if pieces.isEmpty { pieces = [Piece("")] }
            pieces[pieces.count - 1].isContinued = number < lines.count - 1
            return pieces
        }
    }

    /// What a line has of a column, as wide as that.
    private struct Piece {
        let text: String
        /// Whether the column's text goes on in the next line.
        var isContinued: Bool

        init(_ text: String, isContinued: Bool = false) {
            self.text = text
            self.isContinued = isContinued
        }
    }

    /// Writes a line of pieces between rules, and `gap` where columns are left out; without blanks at the end.
    private func writeLine(gap: String, _ piece: (TableLayout.Slot) -> Piece) {
        let rule = painter.paint(painter.vertical, .faint) + " "
        let cells = layout.places.map { place -> String in
            guard let place else { return gap + blanks(painter.ellipsis.count - gap.count) + " " }
            let piece = piece(layout.slots[place])
            return piece.text + (piece.isContinued ? painter.paint(painter.continued, .faint) : " ")
        }
        var line = " " + cells.joined(separator: rule)
        while line.last == " " { line.removeLast() }
        output.write(line)
        output.write("\n")
    }

    private func blanks(_ count: Int) -> String {
        String(repeating: " ", count: max(0, count))
    }
}
