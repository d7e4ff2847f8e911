import ArgumentParser
import EmbeddedSQL
import PostgresClient
import PostgresServer
import Warehouse

/// Which database a command works on.
struct DatabaseOptions: ParsableArguments {
    @Option(
        help: ArgumentHelp(
            "A libpq connection string or URI; else DATABASE_URL, else PG* variables, else the private server.",
            valueName: "conninfo"))
    var database: String?

    /// The warehouse, deployed and ready.
    func openWarehouse() throws -> Warehouse {
        let files: [SQLFile]
        do {
            files = try EmbeddedSQL.filesInUse()
        } catch {
            throw WarehouseError.sqlFolder(error)
        }
        let location = try DatabaseLocation(option: database)
        return try Warehouse(
            try Self.settings(of: location), files: files, interruption: ProcessSignals.interruption,
            reopen: { try Self.settings(of: location) })
    }

    /// How to connect; starts the private server where that is meant.
    private static func settings(of location: DatabaseLocation) throws -> ConnectionSettings {
        try location.settings { step in
            switch step {
            case .initializing: StandardError.print("making a private PostgreSQL server (once) …")
            case .starting: break
            case .recovering: StandardError.print("the private server was not stopped properly; it recovers …")
            }
        }
    }
}
