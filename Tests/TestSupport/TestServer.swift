import PostgresClient
package import PostgresServer

/// The PostgreSQL server that all tests of a process share; thrown away with the run.
package enum TestServer {
    /// Where it is.
    ///
    /// Started when first asked for; without server binaries an error that says what to install.
    package static let address: Result<ServerAddress, any Error> = Result {
        let home = ServerHome(path: try TestRun.path("server"), account: try ServerAccount.forServer())
        return try PrivateServer(home: home, durability: .noneForTests).start()
    }

    /// A connection string for one of its databases.
    package static func conninfo(database: String) throws -> String {
        try address.get().conninfo(database: database)
    }

    /// Runs a statement that is about whole databases, in the database `postgres`.
    static func administer(_ statement: Statement) throws {
        var connection = try Connection(ConnectionSettings(conninfo(database: "postgres")))
        try connection.execute(statement)
    }
}
