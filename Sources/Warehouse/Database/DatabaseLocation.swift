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
