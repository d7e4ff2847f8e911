import Intake
import PostgresClient

extension LoadIntake {
    /// Reads every file of one name into its raw table; returns whether there is one: empty files make none.
    mutating func land(
        _ stem: String, options: inout ReadOptions, waits: LoadWaits, on connection: inout Connection
    ) throws -> Bool {
        var isThere = false
        begin(at: options.firstRowSequence)
        var reader = RawReader(options: options)
        for (index, file) in inputs.files.enumerated() where file.stem == stem {
            let bytes = try file.open()
            let columns = try reader.open(bytes, named: file.name, at: file.place, stem: stem)
            if columns.isEmpty { continue }
            isThere = true
            try RawTables.prepare(stem, columns: columns, waits: waits, on: &connection)
            let target = CopyTarget(schema: "raw", table: stem, columns: columns.map(\.name))
            try connection.copyInBinary(target) { writer in
                try reader.readRest { batch in
                    try writer.write(batch.bytes)
                    try note(batch, entity: stem, fileIndex: index)
                    advance(rows: batch.rowCount + batch.rejects.count, in: bytes)
                }
            }
            finish(bytes, fileIndex: index)
        }
        if isThere { try connection.execute("analyze \(identifier: "raw", stem)") }
        // What could be read is counted when the mapping has made rows of it.
        options.firstRowSequence = try closeRaw(stem, counts: reader.counts, next: options.firstRowSequence)
        return isThere
    }
}
