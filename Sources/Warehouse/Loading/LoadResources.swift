import PostgresClient

/// What a derivation may take of the server.
enum LoadResources {
    /// Lets the rest of the transaction take as much memory and as many processors as a loader may.
    ///
    /// The private server says how much memory that is; on another server its own setting holds.
    static func use(on connection: inout Connection) throws {
        try connection.execute(
            """
            select set_config('work_mem', current_setting('deskhouse.load_work_mem', true), true)
            where current_setting('deskhouse.load_work_mem', true) <> ''
            """)
        // Facts are wide: as PostgreSQL reckons, handing a row from one processor to another costs more than finding it. It
        // costs a twentieth of that.
        try connection.executeScript(
            "set local parallel_tuple_cost = 0.005; set local parallel_setup_cost = 100")
    }
}
