import CLibPQ

/// One session with a PostgreSQL server.
///
/// Owns its `PGconn`, and closes it when it goes out of scope. Not copyable, and whatever talks to the server is
/// `mutating`: so the compiler sees to it that a second statement
/// cannot begin while one is streaming or copying. All calls block.
///
/// ## Topics
/// ### Statements
/// - ``execute(_:)``
/// - ``executeScript(_:)``
/// - ``stream(_:describe:_:)``
/// - ``transaction(isolation:access:_:)``
/// - ``savepoint(_:)``
/// ### Bulk data
/// - ``copyIn(_:_:)``
/// - ``copyInBinary(_:_:)``
/// - ``copyOut(_:header:_:)``
/// - ``copyOutBinary(_:_:)``
///
/// `@unchecked Sendable`: `handle` has one owner, this value, and a value that cannot be copied is on one thread at
/// a time. libpq allows that.
package struct Connection: ~Copyable, @unchecked Sendable {
    let handle: OpaquePointer
    private let notices: NoticeReceiver

    /// Connects, and waits until the server has agreed or refused.
    ///
    /// The corresponding C function is `PQconnectdbParams`.
    package init(_ settings: ConnectionSettings) throws(PostgresError) {
        handle = try Self.open(settings)
        notices = NoticeReceiver()
        notices.install(on: handle)
    }

    deinit {
        PQfinish(handle)
    }

    private static func open(_ settings: ConnectionSettings) throws(PostgresError) -> OpaquePointer {
        // What libpq says of a string that it cannot read quotes it; find that out first, and say it without.
        _ = try settings.parsed().get()
        let parameters = settings.parameters
        if let parameter = parameters.first(where: { $0.value.utf8.contains(0) }) {
            throw .unsendable("the connection parameter \(parameter.keyword) contains a NUL character")
        }
        let keywords = CStringList(parameters.map(\.keyword))
        let values = CStringList(parameters.map(\.value))
        let opened = keywords.withPointers { keywords in
            values.withPointers { values in
                PQconnectdbParams(keywords, values, 1)
            }
        }
        guard let opened else { throw .connectionFailed("out of memory") }
        guard PQstatus(opened) == CONNECTION_OK else {
            let message = String(cString: PQerrorMessage(opened)).droppingLastLineBreak()
            PQfinish(opened)
            throw .connectionFailed(message)
        }
        return opened
    }
}

// MARK: - The session

extension Connection {
    /// What the session is in the middle of, without asking the server.
    package var transactionStatus: TransactionStatus {
        TransactionStatus(PQtransactionStatus(handle))
    }

    /// The server's version as a number: 150018 is 15.18.
    package var serverVersion: Int { Int(PQserverVersion(handle)) }

    /// The process that serves the session, as `pg_stat_activity` and `pg_terminate_backend` call it.
    package var backendProcess: Int { Int(PQbackendPID(handle)) }

    /// The database's name.
    package var database: String { PQdb(handle).map { String(cString: $0) } ?? "" }

    /// The role that the session began as.
    package var user: String { PQuser(handle).map { String(cString: $0) } ?? "" }

    /// The server's host name or socket directory.
    package var host: String { PQhost(handle).map { String(cString: $0) } ?? "" }

    /// A setting that the server reports of itself, such as `TimeZone` or `server_version`, as it is now.
    ///
    /// Nil for a setting that it does not report. The corresponding C function is `PQparameterStatus`.
    package func parameterStatus(_ name: String) -> String? {
        PQparameterStatus(handle, name).map { String(cString: $0) }
    }

    /// Whether the session still seems to stand, without asking the server.
    ///
    /// Notices that the server has closed it (a stop, a crash, `pg_terminate_backend`); not that a network fails.
    package var isAlive: Bool {
        // A server that ends a session says why first: the end of the stream comes after that.
        while PQstatus(handle) == CONNECTION_OK && clibpq_has_input(handle) == 1 {
            guard PQconsumeInput(handle) == 1 else { return false }
        }
        return PQstatus(handle) == CONNECTION_OK
    }

    /// Makes what cancels this session's statements from another thread.
    package func makeCancelHandle() throws(PostgresError) -> CancelHandle {
        guard let cancelHandle = CancelHandle(connection: handle) else { throw .connectionLost("no session") }
        return cancelHandle
    }

    /// Hands notices, warnings and `raise notice` messages to a closure, while the call that caused them runs.
    ///
    /// Without it they are dropped. The closure must not use the connection.
    package mutating func onNotice(_ receive: @escaping @Sendable (Diagnostic) -> Void) {
        notices.receive = receive
    }
}

// MARK: - Results

extension Connection {
    /// libpq's last message on this connection.
    var lastMessage: String {
        String(cString: PQerrorMessage(handle)).droppingLastLineBreak()
    }

    /// The error that a failed result stands for, or that a missing one does.
    func error(_ result: OpaquePointer?, statement: String) -> PostgresError {
        let isLost = PQstatus(handle) != CONNECTION_OK
        guard let result, let code = Diagnostic.Field.sqlState.text(in: result) else {
            return isLost ? .connectionLost(lastMessage) : .misused(lastMessage)
        }
        let state = SQLState(rawValue: code)
        let endsSession: [SQLState] = [.adminShutdown, .crashShutdown, .cannotConnectNow]
        if isLost || state.classCode == "08" || endsSession.contains(state) {
            return .connectionLost(Diagnostic(result).message)
        }
        return .server(Diagnostic(result), statement: statement)
    }

    /// Reads and drops results until there are none, so that the next statement can begin.
    func drain() {
        while let result = PQgetResult(handle) {
            let status = PQresultStatus(result)
            PQclear(result)
            switch status {
            case PGRES_COPY_IN:
                PQputCopyEnd(handle, "COPY was not expected here")
            case PGRES_COPY_OUT:
                while true {
                    var buffer: UnsafeMutablePointer<CChar>?
                    let count = PQgetCopyData(handle, &buffer, 0)
                    PQfreemem(buffer)
                    if count < 0 { break }
                }
            default:
                break
            }
        }
    }

    /// Ends a result whose rest nobody wants.
    ///
    /// With `cancels` the statement is cancelled. In a transaction that is to go on that would fail it, sometimes,
    /// when it comes before the statement's end: reading to the end costs time, but always leaves it as it is.
    func abandon(cancels: Bool) {
        if cancels, transactionStatus == .active,
            let cancelHandle = CancelHandle(connection: handle)
        {
            try? cancelHandle.cancel()
        }
        drain()
    }
}
