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

    init(
        output: Output, screen: Screen, headings: [Presentation.Heading], rows: [[Presentation.Field]]
    ) {
        self.output = output
        self.headings = headings
        painter = Painter(screen)
        width = screen.width
        showsTypes = screen.showsTypes && headings.contains { $0.type != nil }
        layout = TableLayout(
            headings: headings, rows: rows, width: screen.width, showsTypes: showsTypes)
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
            var cells: [String] = []
            for slot in layout.slots {
                // A short heading stands at the bottom, next to its values.
                let position = line - (height - slot.heading.count)
                let text = position >= 0 ? slot.heading[position] : ""
                let gap = blanks(slot.total - DisplayWidth.of(text))
                cells.append(
                    headings[slot.position].isNumeric ? gap + painter.bold(text) : painter.bold(text) + gap)
            }
            if layout.hiddenCount > 0 { cells.append(line == height - 1 ? painter.ellipsis : "") }
            writeLine(cells)
        }
        if showsTypes { writeTypes() }
        writeRule()
    }

    private func writeTypes() {
        var cells = layout.slots.map { slot in
            let heading = headings[slot.position]
            let type = DisplayWidth.truncate(heading.type ?? "", to: slot.total, ellipsis: painter.ellipsis)
            let gap = blanks(slot.total - DisplayWidth.of(type))
            return heading.isNumeric ? gap + painter.paint(type, .faint) : painter.paint(type, .faint) + gap
        }
        if layout.hiddenCount > 0 { cells.append("") }
        writeLine(cells)
    }

    /// Writes the rule below the heading or above the totals.
    func writeRule() {
        guard !isExpanded, !headings.isEmpty else { return }
        var segments = layout.slots.map { String(repeating: painter.horizontal, count: $0.total + 2) }
        if layout.hiddenCount > 0 { segments.append(String(repeating: painter.horizontal, count: 3)) }
        output.write(painter.paint(segments.joined(separator: painter.cross), .faint))
        output.write("\n")
    }

    /// Writes the line that stands for rows left out.
    func writeSkipped() {
        writeLine(
            layout.slots.map { slot in
                let gap = blanks(slot.width - 1)
                return headings[slot.position].isNumeric
                    ? gap + painter.skipped
                    : painter.skipped
                        + gap + blanks(slot.markWidth)
            })
    }

    /// Writes a row.
    func write(_ fields: [Presentation.Field], number: Int, isTotal: Bool = false) {
        if isExpanded {
            writeBlock(fields, title: isTotal ? "Total" : String(number))
            return
        }
        var cells = layout.slots.map { slot -> String in
            let field = fields[slot.position]
            // Rows that came after the layout may be wider. Half a number is no number: it is never cut.
            let isCut = width != nil && !headings[slot.position].isNumeric
            let text =
                isCut
                ? DisplayWidth.truncate(field.text, to: slot.width, ellipsis: painter.ellipsis) : field.text
            let gap = blanks(slot.width - DisplayWidth.of(text))
            let mark = field.mark + blanks(slot.markWidth - DisplayWidth.of(field.mark))
            let isNumeric = headings[slot.position].isNumeric
            let painted = painter.paint(text, field.tone)
            // The mark of a text follows it directly; that of a number stands behind the aligned digits.
            return isNumeric ? gap + painted + mark : painted + mark + gap
        }
        if layout.hiddenCount > 0 { cells.append(painter.ellipsis) }
        writeLine(cells)
    }

    private func writeBlock(_ fields: [Presentation.Field], title: String) {
        let labels = headings.map { VisibleText.of($0.label) }
        let labelWidth = labels.map { DisplayWidth.of($0) }.max() ?? 0
        let head = "\(painter.horizontal)[ \(title) ]"
        let ruleWidth = min(width ?? .max, max(labelWidth + 12, 30))
        let rule = String(repeating: painter.horizontal, count: max(0, ruleWidth - DisplayWidth.of(head)))
        output.write(painter.paint(head + rule, .faint))
        output.write("\n")
        for (position, field) in fields.enumerated() {
            let room = width.map { max(10, $0 - labelWidth - 3) }
            var text = field.text + field.mark
            while text.last == " " { text.removeLast() }
            let lines = room.map { DisplayWidth.wrap(text, to: $0) } ?? [text]
            for (number, line) in lines.enumerated() {
                let label = number == 0 ? labels[position] : ""
                let gap = blanks(labelWidth - DisplayWidth.of(label))
                let start = "\(painter.bold(label))\(gap) \(painter.paint(painter.vertical, .faint))"
                output.write(line.isEmpty ? start : start + " " + painter.paint(line, field.tone))
                output.write("\n")
            }
        }
    }

    /// Writes cells of full width between rules, without blanks at the end of the line.
    private func writeLine(_ cells: [String]) {
        let rule = " " + painter.paint(painter.vertical, .faint) + " "
        var line = " " + cells.joined(separator: rule)
        while line.last == " " { line.removeLast() }
        output.write(line)
        output.write("\n")
    }

    private func blanks(_ count: Int) -> String {
        String(repeating: " ", count: max(0, count))
    }
}
