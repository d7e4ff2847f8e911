import PostgresClient

/// What a derivation may take of the server.
enum LoadResources {
    /// Lets the session, or with `isLocal` the rest of the transaction, take as long as it needs: what a role's timeouts
    /// are to stop is a question gone wrong, not a load.
    static func takeTime(isLocal: Bool, on connection: inout Connection) throws {
        try connection.execute(
            """
            select
                set_config('statement_timeout', '0', \(isLocal)),
                set_config('lock_timeout', '0', \(isLocal)),
                set_config('idle_in_transaction_session_timeout', '0', \(isLocal))
            """)
    }

    /// The longest time that `lock_timeout` holds.
    private static let longestWait = Duration.milliseconds(Int(Int32.max))

    /// Lets the rest of the transaction wait for each lock at most so long, more than no time; nil: for ever.
    static func waitForLocks(atMost time: Duration?, on connection: inout Connection) throws {
        // To the server, 0 means no limit.
        let milliseconds = time.map { max(1, Int(min($0, longestWait) / .milliseconds(1))) } ?? 0
        try connection.execute("select set_config('lock_timeout', \("\(milliseconds)"), true)")
    }

    /// Lets the rest of the transaction take as much memory as a loader may.
    ///
    /// The private server says how much memory that is; on another server its own setting holds. Long values are
    /// compressed by lz4 where the server knows it: the arrays of sizes are read a third faster, and written so.
    static func use(on connection: inout Connection) throws {
        try connection.execute(
            """
            select set_config('work_mem', current_setting('deskhouse.load_work_mem', true), true)
            where current_setting('deskhouse.load_work_mem', true) <> ''
            union all
            select set_config('default_toast_compression', 'lz4', true)
            from pg_settings
            where name = 'default_toast_compression'
                and 'lz4' = any (enumvals)
            """)
    }
}
