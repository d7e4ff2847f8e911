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

    /// Finds the database, starting the private server where that is meant.
    func connectionSettings() throws -> ConnectionSettings {
        try DatabaseLocation(option: database).settings { step in
            switch step {
            case .initializing: StandardError.print("making a private PostgreSQL server (once) …")
            case .starting: break
            case .recovering: StandardError.print("the private server was not stopped properly; it recovers …")
            }
        }
    }

    /// The warehouse, deployed and ready.
    func openWarehouse() throws -> Warehouse {
        let files: [SQLFile]
        do {
            files = try EmbeddedSQL.filesInUse()
        } catch {
            throw WarehouseError.sqlFolder(error)
        }
        return try Warehouse(try connectionSettings(), files: files)
    }
}
