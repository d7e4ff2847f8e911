import PostgresClient

/// The lock that keeps everybody off a table, readers too.
enum TableLock {
    /// Takes it until the transaction ends, unless somebody uses the table; returns whether it was to be had.
    ///
    /// Who uses it may do so for long, and whoever comes after would wait for both.
    static func take(_ table: String, on connection: inout Connection) throws -> Bool {
        do {
            try connection.savepoint { connection in
                _ = try connection.execute(
                    Statement(trusted: "lock table \(table) in access exclusive mode nowait"))
            }
            return true
        } catch let error as PostgresError {
            guard error.sqlState == .lockNotAvailable else { throw error }
            return false
        }
    }
}
