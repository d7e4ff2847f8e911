import CLibXLSXWriter

/// xlsx: typed cells under a frozen heading, a chart sheet a metric, and an *About* sheet with the provenance.
///
/// Small answers share equal texts and get charts; from `streamedFrom` rows on, rows go to disk as they come, so that
/// memory does not grow.
final class WorkbookSink: RowSink {
    private static let streamedFrom = 20_000

    private let output: Output
    private var columns: [Column] = []
    private var provenance = Provenance(query: "")
    private var held: [[Cell]] = []
    private var streamed: (workbook: Workbook, sheet: AnswerSheet)?

    init(output: Output) {
        self.output = output
    }

    func begin(_ columns: [Column], provenance: Provenance) throws(OutputError) {
        self.columns = columns
        self.provenance = provenance
    }

    func row(_ cells: [Cell]) throws(OutputError) {
        if streamed != nil {
            try streamed?.sheet.write(cells)
            return
        }
        held.append(cells)
        guard held.count == Self.streamedFrom else { return }
        streamed = try start(isStreamed: true)
        held = []
    }

    func finish(_ closing: Closing) throws(OutputError) {
        if streamed == nil { streamed = try start(isStreamed: false) }
        guard let (workbook, sheet) = streamed else { return }
        streamed = nil
        sheet.finish()
        var notes = closing.footer + sheet.notes
        if !closing.totals.isEmpty {
            var total = try AnswerSheet("Total", in: workbook, columns: columns, rows: closing.totals)
            for row in closing.totals { try total.write(row) }
            total.finish()
            notes += total.notes
        }
        if !held.isEmpty {
            let data = ChartData(columns: columns, rows: held, provenance: provenance)
            notes += try ChartSheets(workbook: workbook, data: data).write()
        }
        try writeAbout(to: workbook, notes: notes)
        workbook.setProperties(title: provenance.headline ?? provenance.query, comment: provenance.query)
        try workbook.close(to: output)
        try output.commit()
    }

    private func start(isStreamed: Bool) throws(OutputError) -> (Workbook, AnswerSheet) {
        let workbook = try Workbook(isStreamed: isStreamed)
        var sheet = try AnswerSheet("Answer", in: workbook, columns: columns, rows: held)
        for row in held { try sheet.write(row) }
        return (workbook, sheet)
    }

    private func writeAbout(to workbook: Workbook, notes: [String]) throws(OutputError) {
        let sheet = try workbook.addSheet("About")
        let name = workbook.makeFormat()
        let text = workbook.makeFormat()
        format_set_bold(name)
        format_set_text_wrap(text)
        for format in [name, text] { format_set_align(format, UInt8(LXW_ALIGN_VERTICAL_TOP.rawValue)) }
        worksheet_set_column(sheet, 0, 0, 34, nil)
        worksheet_set_column(sheet, 1, 1, 100, nil)
        var lines = provenance.statements.map { ($0.name, $0.text) }
        lines += notes.map { ("Note", $0) }
        lines.append(
            (
                "Units",
                "Durations are seconds, rates are percent (80.0 is 80 %): the numbers of the CSV and JSON forms."
            ))
        if columns.contains(where: { [.interval, .intervals].contains($0.kind) }) {
            lines.append(
                (
                    "Intervals",
                    "Seconds, too: a month counts 30 days and a year 365.25, as extract(epoch from …) does."
                ))
        }
        for (column, heading) in zip(columns, columns.sheetHeadings) where column.isInFiles {
            lines.append(("Column \(heading)", column.name))
        }
        workbook.rowCount += lines.count
        for (line, entry) in lines.enumerated() {
            worksheet_write_string(sheet, UInt32(line), 0, SheetText(entry.0).text, name)
            worksheet_write_string(sheet, UInt32(line), 1, SheetText(entry.1).text, text)
        }
    }
}
