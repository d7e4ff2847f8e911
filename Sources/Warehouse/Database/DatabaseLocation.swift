import Platform
package import PostgresClient
package import PostgresServer

/// Where the warehouse's database is.
package enum DatabaseLocation: Sendable {
    /// A server of the user's, reached by a libpq connection string; an empty one is libpq's own environment.
    case given(ConnectionSettings)
    /// Our own server, which is started on demand.
    case privateServer(PrivateServer)

    /// `--database`, else `DATABASE_URL`, else libpq's own environment if it names a database, else the private server.
    package init(
        option: String?, environment: ServerEnvironment = .current
    ) throws(ServerError) {
        let libpqVariables = ["PGHOST", "PGHOSTADDR", "PGPORT", "PGDATABASE", "PGSERVICE"]
        if let option {
            self = .given(ConnectionSettings(option))
        } else if let url = environment["DATABASE_URL"] {
            self = .given(ConnectionSettings(url))
        } else if libpqVariables.contains(where: { environment[$0] != nil }) {
            self = .given(ConnectionSettings(""))
        } else {
            self = .privateServer(try PrivateServer.standard(environment))
        }
    }

    /// Opens something by a connection; tries again, at most ten seconds, where a private server ends under it.
    ///
    /// One that was killed looks alive for a moment: its socket takes connections that nobody will serve.
    package func opening<Value: ~Copyable>(
        _ report: (StartStep) -> Void = { _ in }, _ open: (ConnectionSettings) throws -> Value
    ) throws -> Value {
        let deadline = ContinuousClock.now + .seconds(10)
        while true {
            do {
                return try open(try settings(report))
            } catch let error as PostgresError {
                guard mayPass(error), ContinuousClock.now < deadline else { throw error }
                usleep(50_000)
            }
        }
    }

    /// Whether our own server was not there, rather than that it answered and refused.
    private func mayPass(_ error: PostgresError) -> Bool {
        guard case .privateServer = self else { return false }
        switch error {
        case .connectionLost: return true
        case .connectionFailed(let message):
            return !message.contains("FATAL:") || message.contains("the database system is")
        default: return false
        }
    }

    /// How to connect; starts the private server where that is meant, telling `report` what it waits for.
    package func settings(
        _ report: (StartStep) -> Void = { _ in }
    ) throws(ServerError) -> ConnectionSettings {
        switch self {
        case .given(let settings): settings
        case .privateServer(let server): ConnectionSettings(try server.start(report).conninfo)
        }
    }
}
