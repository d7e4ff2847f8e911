import PostgresClient

/// The lock that lets one load at a time change the warehouse.
///
/// An advisory lock: readers never wait for it, and it is gone with the session that held it, however that ended.
enum LoaderLock {
    private static let key = 7_355_608_002

    /// Waits for the lock and holds it until the transaction ends; tells first that it has to wait.
    static func take(on connection: inout Connection, onWait: () -> Void = {}) throws {
        try LoadResources.takeTime(isLocal: true, on: &connection)
        if try tryForTransaction(on: &connection) { return }
        onWait()
        try connection.execute("select pg_advisory_xact_lock(\(key))")
    }

    /// Takes the lock until the transaction ends if it is free; returns whether it was.
    static func tryForTransaction(on connection: inout Connection) throws -> Bool {
        try connection.execute("select pg_try_advisory_xact_lock(\(key))").value(Bool.self)
    }

    /// Takes the lock for the session if it is free; returns whether it was.
    static func tryForSession(on connection: inout Connection) throws -> Bool {
        try connection.execute("select pg_try_advisory_lock(\(key))").value(Bool.self)
    }

    /// Waits for the lock, at most so long (nil: for ever), and holds it until the session gives it back.
    ///
    /// Returns false when the time was up: at once for none.
    static func waitForSession(atMost time: Duration?, on connection: inout Connection) throws -> Bool {
        guard time != .zero else { return try tryForSession(on: &connection) }
        do {
            // The transaction is for the time limit: the lock outlives it.
            try connection.transaction { connection in
                try LoadResources.waitForLocks(atMost: time, on: &connection)
                try connection.execute("select pg_advisory_lock(\(key))")
            }
            return true
        } catch let error as PostgresError {
            guard error.sqlState == .lockNotAvailable else { throw error }
            return false
        }
    }

    /// Who has the lock: program, role and process; nil where nobody has.
    static func holder(on connection: inout Connection) throws -> String? {
        try LockHolder.find(
            where:
                "locktype = 'advisory' and objsubid = 1 and classid::bigint << 32 | objid::bigint = \(key)",
            on: &connection)
    }

    /// Gives a session's lock back.
    static func giveBack(on connection: inout Connection) throws {
        try connection.execute("select pg_advisory_unlock(\(key))")
    }
}
