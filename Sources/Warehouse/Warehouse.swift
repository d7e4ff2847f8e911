package import EmbeddedSQL
package import KPIQuery
import Platform
package import PostgresClient

/// The warehouse in one database: deployed, with its KPIs, ready to load and to answer.
package struct Warehouse: ~Copyable {
    package var connection: Connection
    /// Every KPI, as `sql/kpi` defines it.
    package let catalogue: KPICatalogue
    /// The files of `sql/` that this run goes by.
    let files: [SQLFile]
    /// Where the KPIs' parts stand added up.
    let rollups: RollupCatalogue
    /// Where further sessions of the same user connect.
    private(set) var settings: ConnectionSettings
    /// Stops what is going on.
    let stopRequest: StopRequest
    private let origin: SQLOrigin
    private let onUpgrade: (DeploymentNotice) -> Void
    /// Where to connect again after the connection was lost; may start the server.
    private let reopen: () throws -> ConnectionSettings

    /// Connects, and brings the database to the state that the files describe.
    ///
    /// Costs two round trips where there is nothing to do.
    ///
    /// - Parameters:
    ///   - settings: Where the database is.
    ///   - files: The files of `sql/` to go by.
    ///   - origin: Where they are from.
    ///   - stopRequest: Cancels what the session is doing.
    ///   - onUpgrade: Is told what takes long where another version set the warehouse up.
    ///   - reopen: Says where to connect when the connection was lost and a load is tried again; it may start the
    ///     server. Nil: where it was.
    /// - Throws: `WarehouseError` where the database is not ours or the role may not change it, or where the files are
    ///   of another version, `PostgresError` where there is no server.
    package init(
        _ settings: ConnectionSettings, files: [SQLFile], from origin: SQLOrigin = .unsaid,
        stopRequest: StopRequest = StopRequest(),
        onUpgrade: @escaping (DeploymentNotice) -> Void = { _ in },
        reopen: (() throws -> ConnectionSettings)? = nil
    ) throws {
        try FolderVersion.check(files, from: origin)
        let own = Self.session(settings)
        let catalogue = try KPICatalogue(files)
        let rollups = try RollupCatalogue(catalogue, files: files)
        var connection = try Self.connect(own)
        try stopRequest.watch(connection)
        try Deployment(files: files, origin: origin, catalogue: catalogue, rollups: rollups, tell: onUpgrade)
            .run(on: &connection)
        self.files = files
        self.origin = origin
        self.onUpgrade = onUpgrade
        self.settings = own
        self.stopRequest = stopRequest
        self.reopen = reopen ?? { settings }
        self.catalogue = catalogue
        self.rollups = rollups
        self.connection = connection
    }

    /// What every session of ours goes by, whatever the user's environment, role or database says: text is read back
    /// as it is written here, and a number to its last digit.
    private static let forms = [
        "timezone": "UTC", "datestyle": "ISO,YMD", "intervalstyle": "iso_8601", "extra_float_digits": "1",
        "bytea_output": "hex", "client_min_messages": "warning",
    ]

    /// The settings that all our sessions have: the user's own, between what may be another and what may not.
    private static func session(_ settings: ConnectionSettings) -> ConnectionSettings {
        func options(_ values: [String: String]) -> String {
            values.sorted { $0.key < $1.key }.map { "-c \($0.key)=\($0.value)" }.joined(separator: " ")
        }
        // Facts are wide, and far more of them are read than an answer has rows, which the planner cannot know: as it
        // reckons, handing a row from one process to another costs more than finding it. It costs a twentieth of that.
        let planning = ["parallel_tuple_cost": "0.005", "parallel_setup_cost": "200"]
        let all = [options(planning), settings.options ?? "", options(forms)]
        return settings.overriding("options", all.filter { !$0.isEmpty }.joined(separator: " "))
    }

    /// Opens a session by these settings, which are those of `session`: one of ours, wherever it is needed.
    static func connect(_ settings: ConnectionSettings) throws -> Connection {
        var connection = try Connection(settings)
        let encoding = connection.parameterStatus("server_encoding") ?? ""
        guard encoding == "UTF8" else {
            throw WarehouseError.notUTF8(database: connection.database, encoding: encoding)
        }
        // libpq sends these of its own accord, and they win over options.
        for (variable, name) in [("PGDATESTYLE", "datestyle"), ("PGTZ", "timezone")]
        where getenv(variable) != nil {
            try connection.execute("select set_config(\(name), \(forms[name] ?? ""), false)")
        }
        return connection
    }

    /// Begins a new session in place of one that was lost.
    mutating func reconnect() throws {
        settings = Self.session(try reopen())
        var connection = try Self.connect(settings)
        stopRequest.forgetSessions()
        try stopRequest.watch(connection)
        try Deployment(files: files, origin: origin, catalogue: catalogue, rollups: rollups, tell: onUpgrade)
            .run(on: &connection)
        self.connection = connection
    }
}

extension Warehouse {
    /// Answers a query in the language of kpi-query.md.
    ///
    /// All of it is read in one snapshot: a whole load or none of it. Throws `ParseFailure` where the text is no query
    /// or names what is not there, or means nothing. `asOf` is the instant that counts as now, as PostgreSQL reads it;
    /// nil is the present.
    package mutating func answer(_ text: String, asOf: String? = nil) throws -> Answer {
        try answer(QueryLanguage(vocabulary()).query(text), text: text, asOf: asOf)
    }

    /// Answers a query that was read already; `text` is what it was read from.
    package mutating func answer(_ query: Query, text: String, asOf: String? = nil) throws -> Answer {
        let catalogue = catalogue
        let rollups = rollups
        return try connection.transaction(isolation: .repeatableRead, access: .readOnly) { connection in
            try QueryRun(query: query, text: text, catalogue: catalogue, rollups: rollups, asOf: asOf)
                .answer(on: &connection)
        }
    }
}

extension Warehouse {
    /// Reads a line of any kind, with the names there are in this warehouse.
    ///
    /// Throws `ParseFailure` where it does not read.
    package mutating func line(_ text: String) throws -> Line {
        try QueryLanguage(vocabulary()).line(text)
    }

    /// The file that defines a KPI, whole.
    package func file(of definition: KPIDefinition) -> String {
        files.first { $0.path == definition.path }?.text ?? ""
    }
}

extension Warehouse {
    /// Derives every fact from core again, to the same content; `onWait` is told where it waits for a load.
    package mutating func rebuild(onWait: () -> Void = {}) throws {
        let derivation = Derivation(files: files, rollups: rollups)
        let checks = try QualityChecks(files: files)
        try connection.transaction { connection in
            try LoaderLock.take(on: &connection, onWait: onWait)
            try derivation.rebuild(checks, on: &connection)
        }
    }
}
