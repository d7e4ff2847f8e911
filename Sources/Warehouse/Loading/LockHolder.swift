import PostgresClient

/// Who keeps others waiting.
enum LockHolder {
    /// The session that has held a lock longest, of which the condition is SQL over `pg_locks`: program, role and
    /// process; nil where nobody has it.
    static func find(where condition: String, on connection: inout Connection) throws -> String? {
        try connection.execute(
            """
            select concat_ws(' ', nullif(application_name, ''), 'as', usename, '(process', pg_locks.pid || ')')
            from pg_locks
            left join pg_stat_activity
                on pg_locks.pid = pg_stat_activity.pid
            where granted
                and database = (select oid from pg_database where datname = current_database())
                and pg_locks.pid <> pg_backend_pid()
                and \(trusted: condition)
            order by xact_start
            limit 1
            """
        ).values(String.self).first
    }
}
