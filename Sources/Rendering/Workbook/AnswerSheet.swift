import Basics
import CLibXLSXWriter

/// Sheets of rows under a frozen heading: the answer, its totals.
///
/// Rows beyond what Excel can hold go to a next sheet.
struct AnswerSheet {
    private let workbook: Workbook
    private let name: String
    private let columns: [Column]
    private let headings: [String]
    /// The columns written, by their place in a row.
    private let places: [Int]
    private let widths: [Double]
    private let formats: [UnsafeMutablePointer<lxw_format>?]
    private let heading: UnsafeMutablePointer<lxw_format>?
    private var sheet: UnsafeMutablePointer<lxw_worksheet>
    private var sheetCount = 1
    private var line: UInt32 = 1
    /// Texts that were longer than a cell can hold, and were cut.
    private var cutCount = 0
    /// Numbers that have more digits than a cell can hold, and are text.
    private var longNumberCount = 0
    /// Numbers that have more digits than a cell can hold, and were rounded.
    private var roundedCount = 0

    /// Starts the first sheet; `rows` are looked at for the widths of columns only.
    init(
        _ name: String, in workbook: Workbook, columns: [Column], rows: [[Cell]]
    ) throws(OutputError) {
        self.workbook = workbook
        self.name = name
        self.columns = columns
        let headings = columns.sheetHeadings
        self.headings = headings
        places = columns.indices.filter { columns[$0].isInFiles }
        formats = places.map { workbook.format(number: columns[$0].numberFormat) }
        heading = workbook.makeFormat()
        if let heading {
            format_set_bold(heading)
            format_set_align(heading, UInt8(LXW_ALIGN_VERTICAL_TOP.rawValue))
            format_set_bottom(heading, UInt8(LXW_BORDER_THIN.rawValue))
        }
        widths = places.map { place in
            let longest =
                rows.prefix(1000).map { row in
                    DisplayWidth.of(ValueText.of(row[place], column: columns[place], unicode: true))
                }.max() ?? 0
            let heading = DisplayWidth.of(headings[place])
            // Room for the filter's arrow in the heading.
            return Double(min(60, max(longest + 2, heading + 4, 9)))
        }
        sheet = try workbook.addSheet(name)
        writeHeading()
    }

    mutating func write(_ cells: [Cell]) throws(OutputError) {
        if Int(line) == Workbook.rowLimit {
            finish()
            sheetCount += 1
            sheet = try workbook.addSheet("\(name) \(sheetCount)")
            writeHeading()
            line = 1
        }
        if places.contains(where: { Self.isWritten(cells[$0]) }) { workbook.rowCount += 1 }
        for (position, place) in places.enumerated() { write(cells[place], of: columns[place], at: position) }
        line += 1
    }

    private mutating func write(_ cell: Cell, of column: Column, at position: Int) {
        switch cell {
        case .null, .series: break
        case .text(let text): writeText(text, kind: column.kind, at: position)
        case .json(let text): writeString(text, at: position)
        case .boolean(let value):
            worksheet_write_boolean(sheet, line, UInt16(position), value ? 1 : 0, formats[position])
        case .integer(let value):
            if SheetNumber.holds(value) {
                writeNumber(Double(value), at: position)
            } else {
                writeDigits(String(value), at: position)
            }
        case .double(let value):
            if value.isFinite { writeNumber(value, at: position) }
        case .decimal(let digits): writeDecimal(digits, of: column, at: position)
        case .interval(let interval): writeDecimal(interval.seconds, of: column, at: position)
        case .intervals(let intervals): writeString(intervals.seconds, at: position)
        }
    }

    /// Writes a number of the database: where a cell cannot hold it, as text of somebody's column, rounded where we
    /// worked it out ourselves for the cells to be added up.
    private mutating func writeDecimal(_ digits: String, of column: Column, at position: Int) {
        guard DecimalText.isNumber(digits), let value = Cell.decimal(digits).number else {
            return writeString(digits, at: position)
        }
        // A floating-point number has no more digits than a cell: those that are written are its shortest name.
        if column.kind == .float || SheetNumber.holds(digits) { return writeNumber(value, at: position) }
        guard column.role != .plain else { return writeDigits(digits, at: position) }
        roundedCount += 1
        writeNumber(value, at: position)
    }

    private func writeNumber(_ value: Double, at position: Int) {
        worksheet_write_number(sheet, line, UInt16(position), value, formats[position])
    }

    private mutating func writeDigits(_ digits: String, at position: Int) {
        longNumberCount += 1
        writeString(digits, at: position)
    }

    /// Ends the sheet: the filter needs to know its last row.
    func finish() {
        guard !places.isEmpty else { return }
        worksheet_autofilter(sheet, 0, 0, max(1, line) - 1, UInt16(places.count - 1))
    }

    /// What is not in the cells as it was in the answer.
    var notes: [String] {
        var notes: [String] = []
        if cutCount > 0 { notes.append("\(cutCount) texts were longer than a cell can hold and were cut") }
        if longNumberCount > 0 {
            notes.append(
                "numbers of more than the 15 digits that a cell holds are text: \(longNumberCount); "
                    + "round() in the statement makes numbers of them")
        }
        if roundedCount > 0 {
            notes.append(
                "numbers are rounded to the 15 digits that a cell holds: \(roundedCount); csv and json have all"
            )
        }
        return notes
    }

    /// Whether a value becomes a cell: null and empty text do not.
    private static func isWritten(_ cell: Cell) -> Bool {
        switch cell {
        case .text(let text), .json(let text): !text.isEmpty
        case .series: false
        case .null, .integer, .double, .boolean, .decimal, .interval, .intervals: !cell.isNull
        }
    }

    private func writeHeading() {
        if !places.isEmpty { workbook.rowCount += 1 }
        for (position, place) in places.enumerated() {
            let column = UInt16(position)
            worksheet_set_column(sheet, column, column, widths[position], nil)
            worksheet_write_string(sheet, 0, column, SheetText(headings[place]).text, heading)
        }
        worksheet_freeze_panes(sheet, 1, 0)
    }

    private mutating func writeText(_ text: String, kind: ValueKind, at position: Int) {
        if kind == .date || kind == .timestamp, let serial = ExcelDate.serial(of: text) {
            worksheet_write_number(sheet, line, UInt16(position), serial, formats[position])
        } else {
            writeString(text, at: position)
        }
    }

    private mutating func writeString(_ text: String, at position: Int) {
        let written = SheetText(text)
        if written.isCut { cutCount += 1 }
        // A cell that holds text is not run, and what is typed over it is not either.
        let format = Formula.isRun(text) ? workbook.format(number: "@") : nil
        worksheet_write_string(sheet, line, UInt16(position), written.text, format)
    }
}
