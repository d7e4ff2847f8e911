import EmbeddedSQL
import Intake
import PostgresClient

/// The session from which a mapping's rows come: on one alone nobody can read and write at once.
struct MappingSession: ~Copyable {
    private(set) var connection: Connection
    /// The files of the load, to be named where one lacks a column.
    private let files: [InputFile]

    /// Connects; a mapping reads its source's local times, and changes nothing.
    init(_ settings: ConnectionSettings, timezone: String, files: [InputFile]) throws {
        var connection = try Warehouse.connect(settings)
        try LoadResources.takeTime(isLocal: false, on: &connection)
        // What SQL reads as a local time, such as to_timestamp, is the source's, as where we read it.
        try connection.execute("select set_config('timezone', \(timezone), false)")
        try connection.execute("set default_transaction_read_only = on")
        // Nobody but this load has to do with the files at hand. Where it waits for a table that the load itself
        // holds, and the load for its rows, the server sees no deadlock.
        try connection.execute("set lock_timeout = '3s'")
        self.connection = connection
        self.files = files
    }

    /// Lends what a select gives, as CSV with a header, chunk by chunk.
    mutating func read(_ sql: SQLFile, _ body: (borrowing RawSpan) throws -> Void) throws {
        _ = try naming(sql) { connection in
            try connection.copyOut(
                Statement(trusted: FileHeader.statement(of: sql.text)), header: true, body)
        }
    }

    /// Whether a select gives more rows than so many; no more are looked for.
    mutating func gives(moreThan count: Int, by sql: SQLFile) throws -> Bool {
        try naming(sql) { connection in
            try connection.execute(
                Statement(
                    trusted: """
                        select exists (
                            select from (\(FileHeader.statement(of: sql.text))
                            ) as selected
                            offset \(count)
                        )
                        """)
            ).value(Bool.self)
        }
    }

    /// Does something with a select; where it fails, the file is named.
    private mutating func naming<Value>(
        _ sql: SQLFile, _ work: (inout Connection) throws -> Value
    ) throws -> Value {
        do {
            return try work(&connection)
        } catch let error as PostgresError {
            // What passes by itself is no fault of the mapping, nor is a cancelled statement.
            if error.isTransient || error.sqlState == .queryCanceled { throw error }
            if error.sqlState == .lockNotAvailable {
                throw LoadError.mappingFailed(
                    file: sql.path,
                    problem: "waits for a table that is being changed, most likely by this load: "
                        + "look at nothing but the files at hand")
            }
            let missing = try MissingColumn(error)?.problem(in: sql, files: files, on: &connection)
            throw LoadError.mappingFailed(file: sql.path, problem: missing ?? error.description)
        }
    }
}
