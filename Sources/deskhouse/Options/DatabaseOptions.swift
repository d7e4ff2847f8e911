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
    ///
    /// - Parameter say: Is told what takes time.
    /// - Returns: The warehouse.
    /// - Throws: Whatever keeps it from being opened.
    func openWarehouse(_ say: @escaping (String) -> Void = StandardError.print) throws -> Warehouse {
        let origin = SQLOrigin.named
        let files: [SQLFile]
        do {
            files = try EmbeddedSQL.files(of: origin)
        } catch {
            throw WarehouseError.sqlFolder(error)
        }
        let location = try DatabaseLocation(option: database)
        return try location.opening({ Self.say(of: $0, say) }) { settings in
            try Warehouse(
                settings, files: files, from: origin, stopRequest: ProcessSignals.stopRequest,
                onUpgrade: { say(Self.text(of: $0)) },
                reopen: { try location.settings { Self.say(of: $0, say) } })
        }
    }

    private static func text(of notice: DeploymentNotice) -> String {
        switch notice {
        case .waitingForLoad:
            "this version sets the warehouse up anew, when the load that is running is done …"
        case .waitingForReaders: "this version sets the warehouse up anew, when those who read it are done …"
        case .deriving:
            "the SQL that derives numbers is another (a new version, or files in sql/): deriving them again (once) …"
        }
    }

    /// Tells what the private server is busy with, where that takes time.
    private static func say(of step: StartStep, _ say: (String) -> Void) {
        switch step {
        case .initializing: say("making a private PostgreSQL server (once) …")
        case .starting: break
        case .recovering: say("the private server was not stopped properly; it recovers …")
        }
    }
}
