import EmbeddedSQL
import Intake
import PostgresClient

extension LoadIntake {
    /// Reads the rows that the SQL of a mapping selects from its raw tables.
    ///
    /// They come from a second session, since one cannot read and write at once; the raw tables are committed.
    mutating func stage(
        _ mapping: SourceMapping, rawTables: [String], options: ReadOptions, settings: ConnectionSettings,
        timezone: String, on connection: inout Connection
    ) throws {
        var options = options
        var numbers: [String: Int32] = [:]
        for record in fileRecords { numbers[record.name] = Int32(record.number) }
        options.provenance = .columns(fileNumbers: numbers)
        options.delimiter = UInt8(ascii: ",")
        begin(at: options.firstRowSequence)
        var session = try MappingSession(settings, timezone: timezone, files: inputs.files)
        let watched = try stopRequest.watch(session.connection)
        defer { stopRequest.forget(watched) }
        for entity in Contract.entities {
            guard let sql = mapping.sql(for: entity.name) else { continue }
            let missing = SourceMapping.missingTables(of: sql.text, loaded: rawTables)
            guard missing.isEmpty else {
                skip(sql, missing: missing)
                continue
            }
            let index = add(sql, entity: entity.name)
            let byteCount = byteCount(ofTablesIn: sql)
            let fill = try fill(entity, on: &connection) {
                try byteCount >= Self.largeInput && session.gives(moreThan: Self.largeRowCount, by: sql)
            }
            options.shape = fill == nil ? .staging : .core
            var reader = EntityReader(entity: entity, options: options)
            try connection.copyInBinary(fill?.target ?? entity.stagingTarget) { writer in
                reader.begin(sql.path, fileNumber: Int32(index + 1))
                try session.read(sql) { bytes in
                    try bytes.withUnsafeBytes { chunk in
                        try reader.feed(chunk) { batch in
                            try writer.write(batch.bytes)
                            try note(batch, entity: entity.name, fileIndex: index)
                        }
                    }
                }
                try reader.finish { batch in
                    try writer.write(batch.bytes)
                    try note(batch, entity: entity.name, fileIndex: index)
                }
            }
            options.firstRowSequence = try close(reader, entity: entity.name)
            try finish(fill, accepted: Int(reader.counts.accepted), on: &connection)
        }
    }

    /// How long the files are that a select reads.
    private func byteCount(ofTablesIn sql: SQLFile) -> Int {
        let tables = SourceMapping.rawTables(in: sql.text)
        return fileRecords.filter { tables.contains($0.entity) }.reduce(0) { $0 + $1.byteCount }
    }
}
