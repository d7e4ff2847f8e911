import Platform
import PostgresClient
import PostgresServer
import TestSupport

/// Whether the tests run as root, who runs servers as another user.
let isRoot = geteuid() == 0

extension PrivateServer {
    /// A server in a home of the test's own; stopped and removed with the run.
    static func forTest(_ name: String, durability: Durability = .noneForTests) throws -> PrivateServer {
        let home = ServerHome(path: try TestRun.path(name), account: try ServerAccount.forServer())
        return PrivateServer(home: home, durability: durability)
    }

    /// A server in a home of the test's own that has data already: a copy costs a tenth of making them.
    static func readyMade(_ name: String, durability: Durability = .noneForTests) throws -> PrivateServer {
        let server = try forTest(name, durability: durability)
        let original = try original.get()
        let script = "mkdir -m 700 \"$1\" && cp -R -p \"$2\" \"$1\""
        let parents = try Program(
            "/bin/sh", ["-c", "mkdir -p \"$(dirname \"$1\")\"", "sh", server.home.path]
        ).run()
        guard parents.isSuccess else { throw ScriptFailure(description: parents.output) }
        let outcome = try Program("/bin/sh", ["-c", script, "sh", server.home.path, original.home.data]).run()
        guard outcome.isSuccess else { throw ScriptFailure(description: outcome.output) }
        if isRoot { chown(server.home.path, server.home.account.userID, server.home.account.groupID) }
        return server
    }

    private static let original = Result {
        let server = try forTest("original")
        try server.start()
        try server.stop()
        return server
    }

    /// The process of the running server; nil if it does not run.
    var process: Int32? {
        guard case .running(_, let process, _) = status() else { return nil }
        return Int32(process)
    }

    /// Runs a shell script in the home as the server's user.
    func shell(_ script: String) throws {
        let outcome = try Program(
            "/bin/sh", ["-c", "cd \"$1\" && \(script)", "sh", home.path], as: home.account
        ).run()
        guard outcome.isSuccess else { throw ScriptFailure(description: outcome.output) }
    }
}

private struct ScriptFailure: Error, CustomStringConvertible {
    let description: String
}

extension ServerAddress {
    /// A session in the product's database.
    func connect() throws -> Connection {
        try Connection(ConnectionSettings(conninfo))
    }
}
