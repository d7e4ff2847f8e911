import PostgresClient

/// How much a transaction that goes through everything may sort and hash in.
///
/// The private server says how much its one loader may; on another server its own setting holds.
enum LoadMemory {
    /// Holds until the transaction ends.
    static func use(on connection: inout Connection) throws {
        try connection.execute(
            """
            select set_config('work_mem', current_setting('deskhouse.load_work_mem', true), true)
            where current_setting('deskhouse.load_work_mem', true) <> ''
            """)
    }
}
