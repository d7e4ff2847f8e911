import CLibXLSXWriter

/// Sheets of rows under a frozen heading: the answer, its totals.
///
/// Rows beyond what Excel can hold go to a next sheet.
struct AnswerSheet {
    private let workbook: Workbook
    private let name: String
    private let columns: [Column]
    /// The columns written, by their place in a row.
    private let places: [Int]
    private let widths: [Double]
    private let formats: [UnsafeMutablePointer<lxw_format>?]
    private let heading: UnsafeMutablePointer<lxw_format>?
    private var sheet: UnsafeMutablePointer<lxw_worksheet>
    private var sheetCount = 1
    private var line: UInt32 = 1
    /// Texts that were longer than a cell can hold, and were cut.
    private(set) var cutCount = 0

    /// Starts the first sheet; `rows` are looked at for the widths of columns only.
    init(
        _ name: String, in workbook: Workbook, columns: [Column], rows: [[Cell]]
    ) throws(OutputError) {
        self.workbook = workbook
        self.name = name
        self.columns = columns
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
            let heading = DisplayWidth.of(columns[place].sheetHeading)
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
        for (position, place) in places.enumerated() {
            let column = UInt16(position)
            switch cells[place] {
            case .null, .series: break
            case .text(let text): writeText(text, kind: columns[place].kind, at: position)
            case .json(let text): writeString(text, at: column)
            case .boolean(let value):
                worksheet_write_boolean(sheet, line, column, value ? 1 : 0, formats[position])
            case .integer(let value):
                // Excel's numbers are doubles: a larger integer, an identifier, stays whole as text.
                if value.magnitude <= 1 << 53 {
                    worksheet_write_number(sheet, line, column, Double(value), formats[position])
                } else {
                    writeString(String(value), at: column)
                }
            case .double, .decimal:
                if let value = cells[place].number {
                    worksheet_write_number(sheet, line, column, value, formats[position])
                } else if case .decimal(let digits) = cells[place] {
                    writeString(digits, at: column)
                }
            }
        }
        line += 1
    }

    /// Ends the sheet: the filter needs to know its last row.
    func finish() {
        guard !places.isEmpty else { return }
        worksheet_autofilter(sheet, 0, 0, max(1, line) - 1, UInt16(places.count - 1))
    }

    /// Whether a value becomes a cell: null and empty text do not.
    private static func isWritten(_ cell: Cell) -> Bool {
        switch cell {
        case .text(let text), .json(let text): !text.isEmpty
        case .series: false
        case .null, .integer, .double, .boolean, .decimal: !cell.isNull
        }
    }

    private func writeHeading() {
        if !places.isEmpty { workbook.rowCount += 1 }
        for (position, place) in places.enumerated() {
            let column = UInt16(position)
            worksheet_set_column(sheet, column, column, widths[position], nil)
            worksheet_write_string(sheet, 0, column, columns[place].sheetHeading, heading)
        }
        worksheet_freeze_panes(sheet, 1, 0)
    }

    private mutating func writeText(_ text: String, kind: ValueKind, at position: Int) {
        if kind == .date || kind == .timestamp, let serial = ExcelDate.serial(of: text) {
            worksheet_write_number(sheet, line, UInt16(position), serial, formats[position])
        } else {
            writeString(text, at: UInt16(position))
        }
    }

    private mutating func writeString(_ text: String, at column: UInt16) {
        // A cell holds 32,767 UTF-16 units; counted only where the bytes could be that many.
        var text = text
        if text.utf8.count > 32_767, text.utf16.count > 32_767 {
            cutCount += 1
            var units = 0
            text =
                String(
                    text.prefix { character in
                        units += character.utf16.count
                        return units < 32_767
                    }) + "…"
        }
        worksheet_write_string(sheet, line, column, text.withoutNoncharacters, nil)
    }
}

extension String {
    /// The text without U+FFFE and U+FFFF, which XML cannot hold and which would make the workbook unreadable.
    fileprivate var withoutNoncharacters: String {
        guard utf8.contains(0xEF),
            unicodeScalars.contains(where: { $0.value == 0xFFFE || $0.value == 0xFFFF })
        else { return self }
        var view = UnicodeScalarView()
        for scalar in unicodeScalars {
            view.append(scalar.value == 0xFFFE || scalar.value == 0xFFFF ? "\u{FFFD}" : scalar)
        }
        return String(view)
    }
}
