import PostgresClient

/// What a derivation may take of the server.
enum LoadResources {
    /// Lets the rest of the transaction take as much memory as a loader may.
    ///
    /// The private server says how much memory that is; on another server its own setting holds.
    static func use(on connection: inout Connection) throws {
        try connection.execute(
            """
            select set_config('work_mem', current_setting('deskhouse.load_work_mem', true), true)
            where current_setting('deskhouse.load_work_mem', true) <> ''
            """)
    }
}
