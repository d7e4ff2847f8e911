/// ndjson: one JSON object a line, the same as a row of json.
///
/// Totals are not among the rows.
struct NDJSONSink: RowSink {
    private let output: Output
    private var rows = JSONRowWriter([])

    init(output: Output) {
        self.output = output
    }

    mutating func begin(_ columns: [Column], provenance: Provenance) throws(OutputError) {
        rows = JSONRowWriter(columns)
    }

    mutating func row(_ cells: [Cell]) throws(OutputError) {
        rows.write(cells, to: output)
        output.write(byte: UInt8(ascii: "\n"))
        try output.drain()
    }

    mutating func finish(_ closing: Closing) throws(OutputError) {
        try output.commit()
    }
}
