import PostgresClient
import TestSupport
import Testing

@Suite(.scratchDatabase) struct ConnectionTests {
    @Test func tellsAboutItself() throws {
        var connection = try Connection(
            ConnectionSettings(ScratchDatabase.conninfo, overrides: ["application_name": "some test"]))
        #expect(connection.serverVersion >= 150_000)
        #expect(connection.parameterStatus("server_version")?.isEmpty == false)
        #expect(connection.parameterStatus("application_name") == "some test")
        #expect(connection.parameterStatus("client_encoding") == "UTF8")
        #expect(connection.parameterStatus("no_such_setting") == nil)
        #expect(connection.user == "deskhouse")
        #expect(connection.host.hasPrefix("/"))
        #expect(try connection.execute("select current_database()").value(String.self) == connection.database)
        #expect(
            try connection.execute("select pg_backend_pid()").value(Int.self) == connection.backendProcess)
    }

    @Test func parameterStatusFollowsTheSession() throws {
        var connection = try ScratchDatabase.connect()
        try connection.execute("set timezone to 'Europe/Berlin'")
        #expect(connection.parameterStatus("TimeZone") == "Europe/Berlin")
    }

    @Test func noServerIsAFailureToConnect() throws {
        let error = #expect(throws: PostgresError.self) {
            _ = try Connection(ConnectionSettings("host=/nowhere dbname=x"))
        }
        guard case .connectionFailed(let message) = error else {
            Issue.record("not a failure to connect: \(String(describing: error))")
            return
        }
        #expect(message.contains("/nowhere"))
    }

    @Test func missingDatabaseIsAFailureToConnect() throws {
        let settings = ConnectionSettings(
            try ScratchDatabase.conninfo, overrides: ["dbname": "no such database"])
        let error = #expect(throws: PostgresError.self) { _ = try Connection(settings) }
        #expect(error?.description.contains("database \"no such database\" does not exist") == true)
    }

    @Test func transactionStatusFollowsTheStatements() throws {
        var connection = try ScratchDatabase.connect()
        #expect(connection.transactionStatus == .idle)
        try connection.execute("begin")
        #expect(connection.transactionStatus == .inTransaction)
        #expect(throws: PostgresError.self) { try connection.execute("select 1 / 0") }
        #expect(connection.transactionStatus == .inFailedTransaction)
        let error = #expect(throws: PostgresError.self) { try connection.execute("select 1") }
        #expect(error?.sqlState == .inFailedTransaction)
        try connection.execute("rollback")
        #expect(connection.transactionStatus == .idle)
    }

    @Test func endedSessionIsNoticedAndCanBeReset() throws {
        var connection = try ScratchDatabase.connect()
        var other = try ScratchDatabase.connect()
        #expect(connection.isAlive == true)
        let process = connection.backendProcess
        // With a timeout the function waits for the process to end.
        #expect(try other.execute("select pg_terminate_backend(\(process)::int, 10000)").value(Bool.self))
        #expect(connection.isAlive == false)
        let error = #expect(throws: PostgresError.self) { try connection.execute("select 1") }
        guard case .connectionLost = error else {
            Issue.record("not a lost connection: \(String(describing: error))")
            return
        }
    }

    @Test func sessionEndedDuringAStatementIsLost() throws {
        var connection = try ScratchDatabase.connect()
        let error = #expect(throws: PostgresError.self) {
            try connection.transaction { try $0.execute("select pg_terminate_backend(pg_backend_pid())") }
        }
        guard case .connectionLost(let message) = error else {
            Issue.record("not a lost connection: \(String(describing: error))")
            return
        }
        #expect(message.contains("terminating connection due to administrator command"))
        #expect(error?.isTransient == true)
    }

    @Test(.timeLimit(.minutes(5))) func leavingTheScopeEndsTheSession() throws {
        var observer = try ScratchDatabase.connect()
        func openAndClose() throws -> Int {
            let connection = try ScratchDatabase.connect()
            return connection.backendProcess
        }
        let process = try openAndClose()
        // The server notices in its own time; that it does is what ends this loop.
        while try observer.execute(
            "select exists (select from pg_stat_activity where pid = \(process)::int)"
        ).value(Bool.self) {}
        #expect(observer.isAlive == true)
    }
}
