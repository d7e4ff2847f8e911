import EmbeddedSQL
import PostgresClient

/// The files of `sql/` that a database was deployed by, as it remembers them.
struct DeployedFiles {
    let fingerprint: String
    /// The folder they were from; nil: the program's own.
    let folder: String?

    /// What the database remembers; nil where nothing was deployed.
    static func read(on connection: inout Connection) throws -> DeployedFiles? {
        do {
            guard
                try connection.execute("select to_regclass('meta.deployment') is not null").value(Bool.self)
            else { return nil }
        } catch {
            // A role that reads kpi only.
            guard error.sqlState == .insufficientPrivilege else { throw error }
            throw WarehouseError.mayNotRead(role: connection.user)
        }
        // Before 0022 there is no column sql_folder.
        return try connection.execute(
            "select fingerprint, to_jsonb(deployment) ->> 'sql_folder' from meta.deployment"
        ).map { row throws(PostgresError) in
            DeployedFiles(fingerprint: try row.decode(at: 0), folder: try row.decode(at: 1))
        }.first
    }

    /// Remembers where the same files are said to be from, where that is news and the session may.
    func remember(_ origin: SQLOrigin, on connection: inout Connection) throws {
        guard origin != .unsaid, origin.folder != folder, try Self.mayRemember(on: &connection) else {
            return
        }
        // Other files may have been deployed meanwhile.
        try connection.execute(
            """
            update meta.deployment set sql_folder = \(origin.folder)
            where fingerprint = \(fingerprint)
            """)
    }

    private static func mayRemember(on connection: inout Connection) throws -> Bool {
        guard try Deployment.mayChange(on: &connection) else { return false }
        return try connection.execute("select current_setting('transaction_read_only') = 'off'").value(
            Bool.self)
    }
}

extension SQLOrigin {
    /// The folder that is named; nil: the program's own files.
    var folder: String? {
        if case .folder(let path) = self { path } else { nil }
    }
}
