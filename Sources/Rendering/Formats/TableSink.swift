/// table: an aligned table for a screen or a text file.
///
/// Where the screen has a height, only the first and last rows are kept and shown. Where it has none, columns are laid
/// out by the first rows and the others follow as they come, so that memory does not grow with the answer.
struct TableSink: RowSink {
    /// Rows that are looked at before the columns are laid out, where none is to be cut.
    private static let layoutRows = 1000
    /// Lines a screen needs besides rows and heading: header, rule, footer, a note, the next prompt.
    private static let otherLines = 6

    private var otherLines: Int {
        let headLines =
            headline.map { WrappedText.of(VisibleText.of($0), width: screen.width).lineCount } ?? 1
        return Self.otherLines + headLines - 1 + (screen.showsTypes ? 1 : 0)
    }

    private let output: Output
    private let screen: Screen
    private var presentation = Presentation([], provenance: Provenance(query: ""), unicode: true)
    private var headline: String?
    private var writer: TableWriter?
    private var rows: ShownRows
    private var rowCount = 0

    init(output: Output, screen: Screen) {
        self.output = output
        self.screen = screen
        rows = ShownRows(limit: nil)
    }

    mutating func begin(_ columns: [Column], provenance: Provenance) throws(OutputError) {
        presentation = Presentation(
            columns, provenance: provenance, unicode: screen.unicode, keepsLines: true,
            nullText: screen.nullText)
        headline = provenance.headline
        rows = ShownRows(limit: screen.height.map { max(4, $0 - otherLines) })
    }

    mutating func row(_ cells: [Cell]) throws(OutputError) {
        rowCount += 1
        let fields = presentation.fields(cells)
        if let writer {
            writer.write(fields, number: rowCount)
            try output.drain()
            return
        }
        rows.append(fields)
        if screen.height == nil, rowCount == Self.layoutRows { try startStreaming() }
    }

    mutating func finish(_ closing: Closing) throws(OutputError) {
        let totals = closing.totals.map { presentation.totalFields($0) }
        let streaming = writer
        let writer =
            streaming
            ?? TableWriter(
                output: output, screen: screen, headings: presentation.headings, rows: rows.all + totals)
        var shown: ShownRows.Selection?
        if streaming == nil {
            writer.writeHead(headline)
            shown = writeRows(with: writer)
        }
        if !totals.isEmpty { writer.writeRule() }
        for (position, total) in totals.enumerated() {
            writer.write(total, number: position + 1, isTotal: true)
        }
        writeFooter(closing, shown, writer: writer)
        try output.commit()
    }

    private mutating func startStreaming() throws(OutputError) {
        let writer = TableWriter(
            output: output, screen: screen, headings: presentation.headings, rows: rows.all)
        writer.writeHead(headline)
        for (position, fields) in rows.all.enumerated() { writer.write(fields, number: position + 1) }
        self.writer = writer
        rows = ShownRows(limit: nil)
        try output.drain()
    }

    /// Writes the rows that fit and says which they were.
    private func writeRows(with writer: TableWriter) -> ShownRows.Selection {
        let shown = rows.shown(
            within: screen.height.map { max(4, $0 - otherLines) }, ofExpanded: writer.isExpanded,
            height: writer.height)
        for (position, fields) in shown.first.enumerated() { writer.write(fields, number: position + 1) }
        guard shown.count < rowCount else { return shown }
        if let (row, lineCount) = shown.part {
            writer.write(row, number: shown.first.count + 1, lineLimit: lineCount)
        }
        if !writer.isExpanded { writer.writeSkipped() }
        for (position, fields) in shown.last.enumerated() {
            writer.write(fields, number: rowCount - shown.last.count + position + 1)
        }
        return shown
    }

    private func writeFooter(_ closing: Closing, _ shown: ShownRows.Selection?, writer: TableWriter) {
        let painter = writer.painter
        var facts = [rowCount == 1 ? "1 row" : "\(rowCount) rows"]
        if let shown, shown.count < rowCount {
            let part = shown.part == nil ? "" : rowCount == 1 ? "shown in part" : ", one in part"
            facts[0] += rowCount == 1 && !part.isEmpty ? " (\(part))" : " (\(shown.count) shown\(part))"
        }
        if !writer.isExpanded, writer.layout.hiddenCount > 0 {
            let hidden = "\(writer.layout.hiddenCount) of \(writer.layout.columnCount) columns hidden"
            facts.append(hidden + (screen.hiddenHint.map { ", \($0)" } ?? ""))
        }
        if let milliseconds = closing.milliseconds { facts.append("\(milliseconds) ms") }
        // What has no columns has no rows to count; what it did is told instead.
        var footer = closing.footer
        if presentation.columns.isEmpty, !footer.isEmpty { facts[0] = footer.removeFirst() }
        let lines = [facts.joined(separator: painter.separator)] + presentation.notes + footer
        for line in lines {
            output.write(painter.paint(WrappedText.of(painter.line(line), width: screen.width), .faint))
            output.write("\n")
        }
    }
}
