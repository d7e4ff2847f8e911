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
