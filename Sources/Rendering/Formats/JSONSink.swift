/// json: the machine form of an answer, one object with its provenance, `rows`, and `total` where totals were asked
/// for.
struct JSONSink: RowSink {
    private let output: Output
    private var rows = JSONRowWriter([])
    private var isFirst = true

    init(output: Output) {
        self.output = output
    }

    mutating func begin(_ columns: [Column], provenance: Provenance) throws(OutputError) {
        rows = JSONRowWriter(columns)
        output.write("{")
        for (name, value) in provenance.members {
            output.write(jsonString: name)
            output.write(": ")
            output.write(json: value)
            output.write(",\n ")
        }
        output.write("\"rows\": [")
        try output.drain()
    }

    mutating func row(_ cells: [Cell]) throws(OutputError) {
        writeSeparator()
        rows.write(cells, to: output)
        try output.drain()
    }

    mutating func finish(_ closing: Closing) throws(OutputError) {
        output.write("]")
        if !closing.totals.isEmpty {
            output.write(",\n \"total\": [")
            isFirst = true
            for total in closing.totals {
                writeSeparator()
                rows.write(total, to: output)
            }
            output.write("]")
        }
        output.write("}\n")
        try output.commit()
    }

    private mutating func writeSeparator() {
        if isFirst { output.write("\n  ") } else { output.write(",\n  ") }
        isFirst = false
    }
}
