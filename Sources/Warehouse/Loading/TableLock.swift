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
        try connection.execute(
            """
            select concat_ws(' ', nullif(application_name, ''), 'as', usename, '(process', pg_locks.pid || ')')
            from pg_locks
            left join pg_stat_activity
                on pg_locks.pid = pg_stat_activity.pid
            where locktype = 'relation'
                and granted
                and relation = \(table)::regclass
                and database = (select oid from pg_database where datname = current_database())
                and pg_locks.pid <> pg_backend_pid()
            order by xact_start
            limit 1
            """
        ).values(String.self).first
    }
}
