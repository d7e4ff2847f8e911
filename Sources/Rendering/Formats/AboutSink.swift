/// A format without room for where its rows come from, with a file beside it that says so.
///
/// The file holds the machine form's members but for the rows, what each column means, the totals, and the number of
/// rows it belongs to. It takes its place just after the rows took theirs; output that is no file gets none.
struct AboutSink<Rows: RowSink>: RowSink {
    private var rows: Rows
    private let path: String?
    /// Whether rows have their values by name, and so no name twice.
    private let hasMembers: Bool
    private var columns: [Column] = []
    private var provenance = Provenance(query: "")
    private var rowCount = 0

    init(_ rows: Rows, output: Output, hasMembers: Bool = false) {
        self.rows = rows
        self.hasMembers = hasMembers
        path = output.replacedPath.map { $0 + ".about.json" }
    }

    mutating func begin(_ columns: [Column], provenance: Provenance) throws(OutputError) {
        self.columns = columns
        self.provenance = provenance
        try rows.begin(columns, provenance: provenance)
    }

    mutating func row(_ cells: [Cell]) throws(OutputError) {
        rowCount += 1
        try rows.row(cells)
    }

    mutating func finish(_ closing: Closing) throws(OutputError) {
        guard let path else {
            try rows.finish(closing)
            return
        }
        let about = try Output(replacing: path)
        writeAbout(to: about, closing: closing)
        // Everything that can go wrong has been tried when the first of the two is renamed.
        try about.flush()
        try rows.finish(closing)
        try about.commit()
    }

    private func writeAbout(to about: Output, closing: Closing) {
        about.write("{")
        for (name, value) in provenance.members {
            about.write(jsonString: name)
            about.write(": ")
            about.write(json: value)
            about.write(",\n ")
        }
        about.write("\"row_count\": ")
        about.write(integer: rowCount)
        about.write(",\n \"columns\": [")
        var isFirst = true
        let names = hasMembers ? columns.memberNames : columns.map(\.name)
        for (column, name) in zip(columns, names) where column.isInFiles {
            about.write(isFirst ? "\n  {\"name\": " : ",\n  {\"name\": ")
            isFirst = false
            about.write(jsonString: name)
            about.write(", \"label\": ")
            about.write(jsonString: column.label)
            if let unit = column.kind.unit {
                about.write(", \"unit\": ")
                about.write(jsonString: unit)
            }
            about.write("}")
        }
        about.write("]")
        if !closing.totals.isEmpty {
            let writer = JSONRowWriter(columns)
            about.write(",\n \"total\": [")
            for (position, total) in closing.totals.enumerated() {
                about.write(position == 0 ? "\n  " : ",\n  ")
                writer.write(total, to: about)
            }
            about.write("]")
        }
        about.write("}\n")
    }
}
