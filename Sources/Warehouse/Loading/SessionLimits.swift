import PostgresClient

/// The time limits that a session had before it was let load.
struct SessionLimits {
    private let statement: String
    private let lock: String
    private let idleInTransaction: String

    /// Lets the session take as long as it needs.
    static func lift(on connection: inout Connection) throws -> SessionLimits {
        let limits = try connection.execute(
            """
            select
                current_setting('statement_timeout'),
                current_setting('lock_timeout'),
                current_setting('idle_in_transaction_session_timeout')
            """
        ).map { row throws(PostgresError) in
            SessionLimits(
                statement: try row.decode(at: 0), lock: try row.decode(at: 1),
                idleInTransaction: try row.decode(at: 2))
        }
        try LoadResources.takeTime(isLocal: false, on: &connection)
        return limits[0]
    }

    /// What the session asks next is limited as before.
    func giveBack(on connection: inout Connection) throws {
        try connection.execute(
            """
            select
                set_config('statement_timeout', \(statement), false),
                set_config('lock_timeout', \(lock), false),
                set_config('idle_in_transaction_session_timeout', \(idleInTransaction), false)
            """)
    }
}
