import PostgresClient

/// The lock that keeps everybody off a table, readers too.
enum TableLock {
    /// Takes it until the transaction ends; returns whether it was to be had within a time (nil: for ever).
    ///
    /// Who uses the table may do so for long, and whoever comes after waits for both: so that nobody waits unless asked.
    static func take(
        _ table: String, waiting time: Duration? = .zero, on connection: inout Connection
    ) throws -> Bool {
        do {
            try connection.savepoint { connection in
                if time != .zero { try LoadResources.waitForLocks(atMost: time, on: &connection) }
                _ = try connection.execute(
                    Statement(
                        trusted:
                            "lock table \(table) in access exclusive mode\(time == .zero ? " nowait" : "")"))
            }
            return true
        } catch let error as PostgresError {
            guard error.sqlState == .lockNotAvailable else { throw error }
            return false
        }
    }

    /// Who uses the table: program, role and process of the one that has done so longest; nil where nobody does.
    static func holder(of table: String, on connection: inout Connection) throws -> String? {
        try LockHolder.find(
            where: "locktype = 'relation' and relation = \(Quoting.literal(table))::regclass", on: &connection
        )
    }
}
