/// csv and tsv: a header of machine names, then the rows; quoted as RFC 4180 says, with LF at the end of a line.
///
/// Null is an empty field and empty text is `""`, as in PostgreSQL's own CSV, so that the two can be told apart. The
/// columns are those of the machine form; totals are not among the rows.
struct DelimitedSink: RowSink {
    private let output: Output
    private let delimiter: UInt8
    private let defusesFormulas: Bool
    private let hasHeader: Bool
    /// The columns written, by their place in a row.
    private var places: [Int] = []
    private var columns: [Column] = []

    init(output: Output, delimiter: UInt8, defusesFormulas: Bool, hasHeader: Bool = true) {
        self.output = output
        self.delimiter = delimiter
        self.defusesFormulas = defusesFormulas
        self.hasHeader = hasHeader
    }

    mutating func begin(_ columns: [Column], provenance: Provenance) throws(OutputError) {
        self.columns = columns
        places = columns.indices.filter { columns[$0].isInFiles }
        guard hasHeader else { return }
        for (position, place) in places.enumerated() {
            if position > 0 { output.write(byte: delimiter) }
            writeText(columns[place].name, isFree: true)
        }
        output.write(byte: UInt8(ascii: "\n"))
        try output.drain()
    }

    mutating func row(_ cells: [Cell]) throws(OutputError) {
        var isFirst = true
        for place in places {
            if !isFirst { output.write(byte: delimiter) }
            isFirst = false
            switch cells[place] {
            case .null, .series:
                break
            case .text(let text):
                writeText(text, isFree: columns[place].kind.isFreeText)
            case .json(let text):
                writeQuotedWhereNeeded(text)
            case .integer(let value):
                output.write(integer: value)
            case .double(let value):
                if value.isFinite { output.write(double: value) }
            case .decimal(let digits):
                output.write(digits)
            case .interval(let interval):
                output.write(interval.seconds)
            case .intervals(let intervals):
                writeQuotedWhereNeeded(intervals.seconds)
            case .boolean(let value):
                if value { output.write("true") } else { output.write("false") }
            }
        }
        output.write(byte: UInt8(ascii: "\n"))
        try output.drain()
    }

    mutating func finish(_ closing: Closing) throws(OutputError) {
        try output.commit()
    }

    /// Writes text; what is free to say anything is kept from being run.
    private func writeText(_ text: String, isFree: Bool) {
        guard !text.isEmpty else {
            output.write("\"\"")
            return
        }
        writeQuotedWhereNeeded(defusesFormulas && isFree ? Formula.defused(text) : text)
    }

    private func writeQuotedWhereNeeded(_ text: String) {
        var text = text
        text.withUTF8 { bytes in
            var needsQuotes = false
            for byte in bytes
            where byte == delimiter || byte == UInt8(ascii: "\"") || byte == 0x0A || byte == 0x0D {
                needsQuotes = true
                break
            }
            guard needsQuotes else {
                output.write(bytes)
                return
            }
            output.write(byte: UInt8(ascii: "\""))
            for byte in bytes {
                if byte == UInt8(ascii: "\"") { output.write(byte: byte) }
                output.write(byte: byte)
            }
            output.write(byte: UInt8(ascii: "\""))
        }
    }
}
