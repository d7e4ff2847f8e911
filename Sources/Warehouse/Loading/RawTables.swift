import Intake
import PostgresClient

/// The tables of the raw schema: one load's files as text, until a mapping has selected from them.
enum RawTables {
    /// Drops all of them, those that an interrupted load left behind too; waits for who reads them.
    static func clear(waits: LoadWaits, on connection: inout Connection) throws {
        for table in try all(on: &connection) {
            try connection.transaction { connection in
                try waits.take(rawTable: table, on: &connection)
                try connection.execute("drop table \(trusted: name(of: table))")
            }
        }
    }

    /// Drops those that nobody reads; others, such as a backup's, stay for the next load to drop.
    static func clearUnread(on connection: inout Connection) throws {
        for table in try all(on: &connection) {
            try connection.transaction { connection in
                guard try TableLock.take(name(of: table), on: &connection) else { return }
                try connection.execute("drop table \(trusted: name(of: table))")
            }
        }
    }

    private static func all(on connection: inout Connection) throws -> [String] {
        try connection.execute("select tablename from pg_tables where schemaname = 'raw'").values(String.self)
    }

    /// A raw table's name in SQL.
    static func name(of table: String) -> String { "raw.\(Quoting.identifier(table))" }

    /// Makes the table if it is not there, and adds the columns that it lacks; waits for who reads it.
    ///
    /// All at once: a file may have more than a thousand.
    static func prepare(
        _ table: String, columns: [Entity.StoredColumn], waits: LoadWaits, on connection: inout Connection
    ) throws {
        let name = name(of: table)
        let additions = columns.map { column in
            // Files are in bytewise order, whatever the database's collation.
            let type = column.postgresType + (column.name == "_file" ? " collate \"C\"" : "")
            return "add column if not exists \(Quoting.identifier(column.name)) \(type)"
        }
        try connection.transaction { connection in
            try connection.execute("create unlogged table if not exists \(trusted: name) ()")
            guard !additions.isEmpty else { return }
            try waits.take(rawTable: table, on: &connection)
            try connection.execute(
                "alter table \(trusted: name) \(trusted: additions.joined(separator: ",\n"))")
        }
    }
}

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
