import EmbeddedSQL
import Platform
import PostgresClient

/// What a deployment does that takes long.
package enum DeploymentNotice: Sendable {
    /// A load is running; it comes first.
    case waitingForLoad
    /// Somebody has a transaction open that has read what is to be built anew.
    case waitingForReaders
    /// What another version derived is derived again, which takes as long as a first load.
    case deriving
}

/// Brings a database to the state that the files of `sql/` describe.
///
/// Migrations run once, in the order of their names, and never change afterwards. Functions and views are dropped and
/// built anew whenever a file changed. All of it is one transaction under a lock, so that two starts at once are fine.
struct Deployment {
    /// Everyone who deploys waits for this advisory lock; any number that is ours alone.
    static let lock = 7_355_608_001

    let files: [SQLFile]
    /// Where they are from.
    let origin: SQLOrigin
    let catalogue: KPICatalogue
    let rollups: RollupCatalogue
    /// Is told what takes long.
    let tell: (DeploymentNotice) -> Void

    /// How often views that somebody reads are tried to be locked, for `lockTimeout` each: meanwhile other readers
    /// wait.
    private static let attempts = 10
    private static let lockTimeout = "3s"

    /// Does nothing, in two round trips, where the database is as the files describe.
    func run(on connection: inout Connection) throws {
        guard connection.serverVersion >= 150_000 else {
            throw WarehouseError.serverTooOld(version: connection.serverVersion)
        }
        let fingerprint = Fingerprint.of(files, generated)
        guard try hasToDeploy(fingerprint, on: &connection) else { return }
        try checkRights(on: &connection)
        try deployPatiently(fingerprint, on: &connection)
    }

    /// Whether the database was deployed by other files than these; refuses to replace a folder's unasked.
    ///
    /// Where it was by these, their origin may still be news to it.
    private func hasToDeploy(_ fingerprint: String, on connection: inout Connection) throws -> Bool {
        guard let deployed = try DeployedFiles.read(on: &connection) else { return true }
        guard deployed.fingerprint != fingerprint else {
            try deployed.remember(origin, on: &connection)
            return false
        }
        if origin == .unsaid, let folder = deployed.folder {
            throw WarehouseError.deployedFromFolder(path: folder)
        }
        return true
    }

    /// Waits for readers of what has to be built anew, for some time.
    private func deployPatiently(_ fingerprint: String, on connection: inout Connection) throws {
        for attempt in 1...Self.attempts {
            do {
                return try deploy(fingerprint, on: &connection)
            } catch let error as PostgresError {
                guard error.sqlState == .lockNotAvailable else { throw explained(error) }
                guard attempt < Self.attempts else {
                    throw WarehouseError.viewsInUse(by: try readers(on: &connection))
                }
                if attempt == 1 { tell(.waitingForReaders) }
                sleep(1)
            }
        }
    }

    private func deploy(_ fingerprint: String, on connection: inout Connection) throws {
        try connection.transaction { connection in
            try LoadResources.takeTime(isLocal: true, on: &connection)
            try connection.execute("select pg_advisory_xact_lock(\(Self.lock))")
            // Another command may have deployed meanwhile.
            guard try hasToDeploy(fingerprint, on: &connection) else { return }
            // Before any view is locked: a load may run for long, and nobody who reads is to wait for it.
            if try !LoaderLock.tryForTransaction(on: &connection) {
                tell(.waitingForLoad)
                try LoaderLock.take(on: &connection)
            }
            try connection.execute("set local lock_timeout = \(literal: Self.lockTimeout)")
            try noteDeployed(on: &connection)
            try dropReplaceable(on: &connection)
            try migrate(on: &connection)
            let hasNewRollups = try createReplaceable(on: &connection)
            try grantReplaceable(on: &connection)
            try ReaderRole.regrant(files, on: &connection)
            try bringUpToDate(hasNewRollups: hasNewRollups, on: &connection)
            try connection.execute(
                """
                insert into meta.deployment (fingerprint, fact_fingerprint, sql_folder)
                values (\(fingerprint), \(factFingerprint), \(origin.folder))
                on conflict (is_current) do update
                set fingerprint = excluded.fingerprint, fact_fingerprint = excluded.fact_fingerprint,
                    sql_folder = excluded.sql_folder, deployed_at = now()
                """)
        }
    }

    /// Who has open transactions on what is ours, longest first.
    private func readers(on connection: inout Connection) throws -> [String] {
        try connection.execute(
            """
            select concat_ws(
                ' ', nullif(application_name, ''), 'as', usename, '(process', pid,
                'for', extract(epoch from now() - xact_start)::integer, 's)'
            )
            from pg_stat_activity
            where pid <> pg_backend_pid()
                and datname = current_database()
                and pid in (
                    select pg_locks.pid
                    from pg_locks
                    inner join pg_class on pg_class.oid = pg_locks.relation
                    where relnamespace::regnamespace::text in ('meta', 'core', 'fact', 'rollup', 'kpi')
                        and granted
                )
            order by xact_start
            limit 3
            """
        ).values(String.self)
    }

    /// Refuses a database that is not ours to change.
    private func checkRights(on connection: inout Connection) throws {
        let isOurs = try connection.execute("select to_regclass('meta.migration') is not null").value(
            Bool.self)
        guard !isOurs else {
            guard try Self.mayChange(on: &connection) else {
                throw WarehouseError.notDeployed(database: connection.database)
            }
            return
        }
        let taken = try connection.execute(
            """
            select nspname from pg_namespace
            where nspname in ('meta', 'core', 'staging', 'raw', 'fact', 'rollup', 'kpi') order by nspname
            """
        ).values(String.self)
        guard taken.isEmpty else {
            throw WarehouseError.databaseBelongsToOther(database: connection.database, schemas: taken)
        }
        let mayCreate = try connection.execute(
            "select has_database_privilege(current_database(), 'create')"
        ).value(Bool.self)
        guard mayCreate else {
            throw WarehouseError.mayNotCreateSchemas(role: connection.user, database: connection.database)
        }
    }

    /// Whether the session's role has the rights of the one that owns the warehouse.
    static func mayChange(on connection: inout Connection) throws -> Bool {
        try connection.execute(
            "select pg_has_role(pg_class.relowner, 'usage') from pg_class where oid = 'meta.migration'::regclass"
        ).value(Bool.self)
    }

    /// Runs the migrations that are new; refuses where one that was applied has changed or is unknown.
    private func migrate(on connection: inout Connection) throws {
        let migrations = files.filter { $0.path.hasPrefix("migrations/") }
        let hasRecords = try connection.execute("select to_regclass('meta.migration') is not null").value(
            Bool.self)
        var applied: [String: String] = [:]
        if hasRecords {
            try connection.execute("select name, sha256 from meta.migration").forEach { row in
                applied[try row.decode(at: 0)] = try row.decode(String.self, at: 1)
            }
        }
        let names = Set(migrations.map(\.fileName))
        if let unknown = applied.keys.filter({ !names.contains($0) }).min() {
            throw WarehouseError.migrationUnknown(name: unknown)
        }
        for migration in migrations {
            let sha256 = try connection.execute(
                "select encode(sha256(convert_to(\(migration.text), 'UTF8')), 'hex')"
            ).value(String.self)
            if let earlier = applied[migration.fileName] {
                guard earlier == sha256 else {
                    throw WarehouseError.migrationChanged(name: migration.fileName)
                }
                continue
            }
            try connection.executeScript(migration.text)
            try connection.execute(
                "insert into meta.migration (name, sha256) values (\(migration.fileName), \(sha256))")
        }
    }

    /// The views and rollups that follow from the KPIs' files; made by other code than before, they are built anew too.
    private var generated: [String] {
        catalogue.definitions.map(view) + viewsOfAll + RollupTables(rollups).marks
    }

    func view(of definition: KPIDefinition) -> String { KPIView(definition).script }

    var viewsOfAll: [String] {
        [
            DailyView(catalogue: catalogue, rollups: rollups).script,
            KPINameView(catalogue: catalogue).script,
        ]
    }

    /// The files that say how facts are derived.
    private var factFingerprint: String {
        Fingerprint.of(files.filter { $0.path.hasPrefix("fact/") || $0.path.hasPrefix("functions/") })
    }

    /// Derives again what other files than these derived: all facts, or only the rollups whose tables are new.
    private func bringUpToDate(hasNewRollups: Bool, on connection: inout Connection) throws {
        let derivation = Derivation(files: files, rollups: rollups)
        guard try derivation.hasAnythingToDerive(on: &connection) else { return }
        let derivedBy =
            try connection.execute("select fact_fingerprint from meta.deployment")
            .values(String?.self).first ?? nil
        guard derivedBy != factFingerprint || hasNewRollups else { return }
        tell(.deriving)
        if derivedBy != factFingerprint {
            try derivation.rebuild(QualityChecks(files: files), on: &connection)
        } else {
            try RollupRefresh(catalogue: rollups).fill(on: &connection)
        }
    }

    private func explained(_ error: PostgresError) -> any Error {
        guard let diagnostic = error.diagnostic, diagnostic.sqlState == .dependentObjectsStillExist else {
            return error
        }
        return WarehouseError.dependentObject(
            detail: (diagnostic.detail ?? diagnostic.message).split(separator: "\n").first.map(String.init)
                ?? "")
    }
}

extension SQLFile {
    /// The last part of the path.
    var fileName: String { String(path.split(separator: "/").last ?? "") }
}
