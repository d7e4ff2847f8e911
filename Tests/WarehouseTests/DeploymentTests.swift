import EmbeddedSQL
import KPIQuery
import PostgresClient
import TestSupport
import Testing
import Warehouse
import WarehouseTestSupport

/// What happens between a database and `sql/` when a command starts.
@Suite struct DeploymentTests {
    static let files = EmbeddedSQL.files

    @Test(.scratchDatabase) func deployingAgainChangesNothing() throws {
        try Self.deploy()
        let first = try Self.objects()
        try Self.deploy()
        #expect(try Self.objects() == first)
        #expect(first.count > 100)
    }

    @Test(.scratchDatabase) func aChangedFileIsBuiltAnewAndNothingElseOfTheDataChanges() throws {
        try Self.deploy()
        try Self.run("insert into meta.setting (name, value) values ('week_start', 'sunday')")
        try Self.deploy(
            Self.files.replacing("kpi/csat.sql") { $0.replacing("share that is satisfied", with: "share") })
        let comment = try Self.text("select obj_description('kpi.csat'::regclass)")
        #expect(comment.contains("Answered csat surveys: share, three quarters"))
        #expect(try Self.text("select value from meta.setting") == "sunday")
    }

    @Test(.scratchDatabase) func whatTakesLongIsSaidBefore() throws {
        let settings = try ConnectionSettings(ScratchDatabase.conninfo)
        func open(_ files: [SQLFile], loading: Bool = false) throws -> Bool {
            var isTold = false
            var warehouse = try Warehouse(settings, files: files, onUpgrade: { _ in isTold = true })
            if loading {
                try warehouse.load(["tickets.csv": "ticket_id,created_at\n1,2026-03-01T08:00:00Z\n"])
            }
            return isTold
        }
        #expect(try !open(Self.files, loading: true))
        #expect(
            try !open(Self.files.replacing("kpi/csat.sql") { $0.replacing("share that is", with: "share") }))
        #expect(try open(Self.files.replacing("fact/reply.sql") { $0 + "\n-- Otherwise.\n" }))
        #expect(try !open(Self.files.replacing("fact/reply.sql") { $0 + "\n-- Otherwise.\n" }))
    }

    @Test(.scratchDatabase) func anEditedMigrationIsRefusedByName() throws {
        try Self.deploy()
        let before = try Self.objects()
        let edited = Self.files.replacing("migrations/0002_create_core.sql") {
            $0 + "\ncreate table core.extra ();"
        }
        let error = Self.error(deploying: edited)
        #expect(error.contains("sql/migrations/0002_create_core.sql has changed"))
        #expect(try Self.objects() == before)
    }

    @Test(.scratchDatabase) func aDatabaseOfANewerVersionIsRefused() throws {
        let later = SQLFile(path: "migrations/9999_add_later.sql", text: "create table meta.later ();")
        try Self.deploy(Self.files + [later])
        #expect(Self.error(deploying: Self.files).contains("newer Deskhouse (migration 9999_add_later.sql"))
        #expect(try Self.text("select to_regclass('meta.later')::text") == "meta.later")
    }

    @Test(.scratchDatabase) func aNewMigrationIsAppliedToADatabaseInUse() throws {
        try Self.deploy()
        let added = SQLFile(path: "migrations/9999_add_later.sql", text: "create table meta.later ();")
        try Self.deploy(Self.files + [added])
        #expect(try Self.text("select max(name) from meta.migration") == "9999_add_later.sql")
    }

    @Test(.scratchDatabase) func aFailingMigrationLeavesTheDatabaseAsItWas() throws {
        try Self.deploy()
        let before = try Self.objects()
        let broken = SQLFile(
            path: "migrations/9999_break.sql", text: "create table meta.later (); select 1 / 0;")
        #expect(Self.error(deploying: Self.files + [broken]).contains("division by zero"))
        #expect(try Self.objects() == before)
    }

    @Test(.scratchDatabase, arguments: ["core", "fact", "meta", "kpi", "staging"])
    func aDatabaseWithSuchASchemaOfAnotherIsRefused(schema: String) throws {
        try Self.run("create schema \(schema)")
        let error = Self.error(deploying: Self.files)
        #expect(error.contains("holds a schema \(schema) that Deskhouse did not make"))
        #expect(
            try Self.text(
                "select count(*)::text from pg_class where relnamespace::regnamespace::text = '\(schema)'")
                == "0")
    }

    @Test(.scratchDatabase) func whatAUserMadeInOurSchemasStaysOrStopsTheUpgradeByName() throws {
        try Self.deploy()
        let changed = Self.files.replacing("kpi/csat.sql") { $0.replacing("share that is", with: "share") }
        try Self.run(
            """
            create view kpi.alone as select 1 as one;
            create function kpi.mine() returns integer language sql return 1
            """)
        try Self.deploy(changed)
        #expect(try Self.text("select (one + kpi.mine())::text from kpi.alone") == "2")
        try Self.run("create view kpi.built_on_ours as select * from kpi.csat")
        #expect(Self.error(deploying: Self.files).contains("kpi.built_on_ours"))
        try Self.run("drop view kpi.built_on_ours")
        try Self.deploy()
        #expect(try Self.text("select (one + kpi.mine())::text from kpi.alone") == "2")
    }

    @Test(.scratchDatabase) func whatWasGrantedOnAViewOutlivesAnUpgrade() throws {
        try Self.deploy()
        try Self.run(
            """
            grant usage on schema kpi to pg_monitor;
            grant select on kpi.csat to pg_monitor with grant option;
            grant select on kpi.nps to public
            """)
        try Self.deploy(
            Self.files.replacing("kpi/csat.sql") { $0.replacing("share that is", with: "share") })
        #expect(
            try Self.text(
                """
                select concat_ws(
                    ' ', has_table_privilege('pg_monitor', 'kpi.csat', 'select with grant option'),
                    has_table_privilege('pg_monitor', 'kpi.frt_within_1h', 'select'),
                    has_table_privilege('pg_read_all_stats', 'kpi.nps', 'select')
                )
                """) == "t f t")
    }

    @Test(.scratchDatabase) func whatWasGrantedOnColumnsOutlivesAnUpgrade() throws {
        try Self.deploy()
        try Self.run(
            """
            grant select (day, channel) on kpi.csat to pg_monitor;
            grant select (day) on kpi.nps to pg_monitor with grant option;
            grant select (country) on kpi.csat to public
            """)
        let grants = """
            select string_agg(
                concat_ws(
                    ' ', attrelid::regclass, attname, nullif(granted.grantee, 0)::regrole, granted.is_grantable
                ),
                ', ' order by attrelid::regclass::text, attname
            )
            from pg_attribute
            cross join lateral aclexplode(attacl) as granted
            where attrelid in ('kpi.csat'::regclass, 'kpi.nps'::regclass)
            """
        let granted = "kpi.csat channel pg_monitor f, kpi.csat country f, kpi.csat day pg_monitor f"
        #expect(try Self.text(grants) == "\(granted), kpi.nps day pg_monitor t")
        try Self.deploy(
            Self.files.replacing("kpi/nps.sql") { $0.replacing("-- better: higher", with: "-- better: none") }
        )
        #expect(try Self.text(grants) == "\(granted), kpi.nps day pg_monitor t")
        // Without the column there is nothing to grant.
        try Self.deploy(
            Self.files.replacing("kpi/csat.sql") {
                $0.replacing("-- better: higher", with: "-- better: higher\n-- dimensions: channel")
            })
        #expect(
            try Self.text(grants)
                == "kpi.csat channel pg_monitor f, kpi.csat day pg_monitor f, kpi.nps day pg_monitor t")
    }

    @Test(.scratchDatabase) func whatPostgreSQLRefusesOfAFileIsSaidWithTheFile() throws {
        let broken = Self.files.replacing("kpi/csat.sql") {
            $0.replacing("from fact.survey", with: "from nowhere")
        }
        #expect(Self.error(deploying: broken).contains("sql/kpi/csat.sql: "))
    }

    @Test(.scratchDatabase) func aDatabaseThatIsNotUTF8IsRefused() throws {
        try Self.run("create database ascii_text encoding 'SQL_ASCII' locale 'C' template template0")
        defer { try? Self.run("drop database ascii_text") }
        let settings = try ConnectionSettings(ScratchDatabase.conninfo).overriding("dbname", "ascii_text")
        let error = #expect(throws: WarehouseError.self) { _ = try Warehouse(settings, files: Self.files) }
        #expect(
            "\(error.map { "\($0)" } ?? "")".contains("keeps text as SQL_ASCII, and Deskhouse needs UTF8"))
    }

    @Test(.scratchDatabase) func aSessionGoesByItsOwnFormsAndTheUsersOtherOptions() throws {
        try Self.run(
            """
            do $$
            begin
                execute format('alter database %I set extra_float_digits = -15', current_database());
            end
            $$
            """)
        let settings = try ConnectionSettings(ScratchDatabase.conninfo).overriding(
            "options", "-c work_mem=7MB -c datestyle=German")
        var warehouse = try Warehouse(settings, files: Self.files)
        #expect(
            try warehouse.rows(
                "select current_setting('work_mem'), current_date::text ~ '^20', (1 / 3.0)::double precision::text"
            ) == [["7MB", "t", "0.3333333333333333"]])
    }

    @Test(.scratchDatabase) func otherSchemasAreNoOnesBusiness() throws {
        try Self.run("create schema shop; create table shop.item (); create table public.ticket ()")
        try Self.deploy()
        #expect(
            try Self.text("select to_regclass('shop.item')::text || to_regclass('core.ticket')::text")
                == "shop.itemcore.ticket")
    }

    @Test(.scratchDatabase) func aRoleThatMayNotCreateSchemasIsToldWhatToGrant() throws {
        try Self.withRole("cannot_create") { settings in
            let error = Self.error(deploying: Self.files, settings)
            #expect(error.contains("role \"cannot_create\" may not create schemas"))
            #expect(error.contains("grant create on database"))
        }
    }

    @Test(.scratchDatabase) func aRoleThatMayOnlyReadWorksUntilSomethingHasToChange() throws {
        try Self.deploy()
        try Self.withReader("can_only_read") { settings in
            var warehouse = try Warehouse(settings, files: Self.files)
            let answer = try warehouse.answer("volume in 2026-03")
            #expect(answer.rows.map(\.cells[0].n) == [0])
            let changed = Self.files.replacing("kpi/csat.sql") { $0 + " " }
            let error = Self.error(deploying: changed, settings)
            #expect(
                error.contains("is not set up for this version of Deskhouse, and this role may not change it")
            )
        }
    }

    @Test(.scratchDatabase) func aUsersOwnViewStopsARebuildByName() throws {
        try Self.deploy()
        try Self.run("create view public.my_csat as select day, value from kpi.csat")
        let before = try Self.objects()
        let changed = Self.files.replacing("kpi/csat.sql") { $0 + " " }
        let error = Self.error(deploying: changed)
        #expect(error.contains("my_csat"))
        #expect(error.contains("kpi.csat"))
        #expect(try Self.objects() == before)
        try Self.run("drop view public.my_csat")
        try Self.deploy(changed)
    }

    @Test(.scratchDatabase) func aRolesSearchPathHindersNoUpgrade() throws {
        try Self.deploy()
        try Self.setSearchPath("kpi, fact, meta, public")
        let changed = Self.files.replacing("kpi/csat.sql") { $0 + " " }
        #expect(Self.error(deploying: changed) == "")
        #expect(Self.error(deploying: Self.files) == "")
    }

    /// An older version noted the names of functions as the role's path had PostgreSQL write them.
    @Test(.scratchDatabase, arguments: ["kpi, fact, meta, public", "public", "''"])
    func namesThatWereNotedWithoutTheirSchemaHinderNoUpgrade(laterPath: String) throws {
        try Self.deploy()
        try Self.run("create function kpi.mine() returns integer language sql return 1")
        try Self.setSearchPath("kpi, fact, meta, public")
        try Self.run(
            "update meta.deployed_object set name = to_regprocedure(name)::text where kind = 'function'")
        let names = "select string_agg(name, ' ') from meta.deployed_object where name ~ 'ledger_currency'"
        #expect(try Self.text(names) == "ledger_currency()")
        try Self.setSearchPath(laterPath)
        let changed = Self.files.replacing("kpi/csat.sql") { $0 + " " }
        #expect(Self.error(deploying: changed) == "")
        #expect(try Self.text(names) == "kpi.ledger_currency()")
        #expect(try Self.text("select kpi.mine()::text") == "1")
    }

    @Test(.scratchDatabase) func aFolderIsNotLeftUnasked() throws {
        let settings = try ConnectionSettings(ScratchDatabase.conninfo)
        let changed = Self.files.replacing("kpi/csat.sql") { $0.replacing("share that", with: "part that") }
        func comment() throws -> String { try Self.text("select obj_description('kpi.csat'::regclass)") }
        _ = try Warehouse(settings, files: changed, from: .folder("/srv/my sql"))
        let error = Self.error(deploying: Self.files)
        #expect(error.contains("DESKHOUSE_SQL='/srv/my sql'"), "\(error)")
        #expect(try comment().contains("part that"))
        // What is the same needs no word.
        _ = try Warehouse(settings, files: changed)
        _ = try Warehouse(settings, files: Self.files, from: .builtIn)
        #expect(try comment().contains("share that"))
        #expect(Self.error(deploying: changed) == "")
    }

    /// Two commands that start together: the one that says nothing has looked before the other one deploys.
    @Test(.scratchDatabase) func aFolderIsNotLeftUnaskedByWhoWaitedForItsDeployment() async throws {
        try Self.deploy()
        var other = try ScratchDatabase.connect()
        try other.execute("begin")
        try other.execute("select pg_advisory_xact_lock(7355608001)")
        async let refusal = Self.error(deploying: Self.files.replacing("kpi/csat.sql") { $0 + " " })
        let isWaiting = """
            select exists (
                select from pg_locks
                inner join pg_stat_activity on pg_stat_activity.pid = pg_locks.pid
                where datname = current_database() and locktype = 'advisory' and not granted
            )
            """
        for _ in 1...1_200 where try Self.text(isWaiting) == "f" {
            try await Task.sleep(for: .milliseconds(50))
        }
        try #require(try Self.text(isWaiting) == "t")
        try other.execute("update meta.deployment set fingerprint = 'other', sql_folder = '/srv/sql'")
        try other.execute("commit")
        #expect(await refusal.contains("goes by the SQL of /srv/sql"))
        #expect(try Self.text("select fingerprint from meta.deployment") == "other")
    }

    @Test(.scratchDatabase) func whatIsSaidOfAFolderIsRememberedAlsoWhereItsFilesAreTheSame() throws {
        func folder(after origin: SQLOrigin) throws -> String {
            _ = try Warehouse(ConnectionSettings(ScratchDatabase.conninfo), files: Self.files, from: origin)
            return try Self.text("select coalesce(sql_folder, '-') from meta.deployment")
        }
        #expect(try folder(after: .unsaid) == "-")
        let deployedAt = try Self.text("select deployed_at::text from meta.deployment")
        #expect(try folder(after: .folder("/srv/sql")) == "/srv/sql")
        #expect(try folder(after: .unsaid) == "/srv/sql")
        #expect(try folder(after: .folder("/srv/other")) == "/srv/other")
        #expect(try folder(after: .builtIn) == "-")
        #expect(try Self.text("select deployed_at::text from meta.deployment") == deployedAt)
    }

    @Test(.scratchDatabase) func whoMayNotRememberAFolderWorksWithItNonetheless() throws {
        try Self.deploy()
        let owner = try ConnectionSettings(ScratchDatabase.conninfo)
        try Self.withReader("cannot_remember") { reader in
            for settings in [reader, owner.overriding("options", "-c default_transaction_read_only=on")] {
                #expect(Self.error(deploying: Self.files, settings, from: .folder("/srv/sql")) == "")
            }
        }
        #expect(try Self.text("select coalesce(sql_folder, '-') from meta.deployment") == "-")
    }

    @Test(.scratchDatabase) func aRoleWithoutRightsIsToldOfTheFolder() throws {
        let changed = Self.files.replacing("kpi/csat.sql") { $0 + " " }
        _ = try Warehouse(
            ConnectionSettings(ScratchDatabase.conninfo), files: changed, from: .folder("/srv/my sql"))
        try Self.withReader("not_told_of_folder") { settings in
            let error = Self.error(deploying: Self.files, settings)
            #expect(error.contains("DESKHOUSE_SQL='/srv/my sql'"), "\(error)")
            #expect(Self.error(deploying: changed, settings) == "")
        }
    }

    @Test(.scratchDatabase) func aFolderOfAnotherVersionIsRefusedByTheMigrationThatTellsIt() throws {
        func error(_ files: [SQLFile]) -> String {
            Self.error(deploying: files, from: .folder("/srv/my sql"))
        }
        let older = error(Self.files.filter { $0.path != "migrations/0022_remember_sql_folder.sql" })
        #expect(older.contains("/srv/my sql is of another version: it has no migrations/0022_remember"))
        #expect(older.contains("Copy this version's sql/ anew"), "\(older)")
        // Before anything else of it is read.
        let edited = error(
            Self.files.replacing("migrations/0002_create_core.sql") { $0 + "\n" }
                .replacing("kpi/csat.sql") { _ in "-- kind: counting" })
        #expect(edited.contains("its migrations/0002_create_core.sql is not this version's"), "\(edited)")
        #expect(try Self.text("select to_regclass('meta.migration') is null") == "t")
        // Its user's own are nobody else's.
        let added = SQLFile(path: "migrations/9999_add_later.sql", text: "create table meta.later ();")
        #expect(error(Self.files + [added]) == "")
    }

    // MARK: - Steps

    static func deploy(_ files: [SQLFile] = DeploymentTests.files) throws {
        _ = try Warehouse(ConnectionSettings(ScratchDatabase.conninfo), files: files)
    }

    /// What the deployment says against the files; empty where it took them.
    static func error(
        deploying files: [SQLFile], _ settings: ConnectionSettings? = nil, from origin: SQLOrigin = .unsaid
    ) -> String {
        do {
            _ = try Warehouse(
                settings ?? ConnectionSettings(ScratchDatabase.conninfo), files: files, from: origin)
            return ""
        } catch {
            return "\(error)"
        }
    }

    static func run(_ sql: String) throws {
        var connection = try ScratchDatabase.connect()
        try connection.executeScript(sql)
    }

    static func text(_ sql: String) throws -> String {
        var connection = try ScratchDatabase.connect()
        return try connection.execute(Statement(trusted: sql)).value(String.self)
    }

    /// Every relation and function with the identity it was made with, and the records of the deployment.
    private static func objects() throws -> [String] {
        var connection = try ScratchDatabase.connect()
        return try connection.execute(
            """
            select format('%s %s %s', relname, pg_class.oid, pg_class.xmin) from pg_class
            where relnamespace::regnamespace::text !~ '^pg_' and relnamespace::regnamespace::text <> 'information_schema'
            union all
            select format('%s %s', pg_proc.oid::regprocedure, pg_proc.xmin) from pg_proc
            where pronamespace::regnamespace::text !~ '^pg_' and pronamespace::regnamespace::text <> 'information_schema'
            union all
            select format('%s %s', name, applied_at) from meta.migration
            union all
            select format('%s %s', fingerprint, deployed_at) from meta.deployment
            order by 1
            """
        ).values(String.self)
    }

    /// A role of this name that owns nothing, while the closure runs.
    private static func withRole(_ name: String, _ body: (ConnectionSettings) throws -> Void) throws {
        try run("create role \(name) login")
        defer { _ = try? run("drop owned by \(name); drop role \(name)") }
        try body(ConnectionSettings(ScratchDatabase.conninfo).overriding("user", name))
    }

    /// A role of this name that may read all of the warehouse and change nothing, while the closure runs.
    private static func withReader(_ name: String, _ body: (ConnectionSettings) throws -> Void) throws {
        try withRole(name) { settings in
            try run(
                """
                grant usage on schema meta, core, fact, rollup, kpi to \(name);
                grant select on all tables in schema meta, core, fact, rollup, kpi to \(name)
                """)
            try body(settings)
        }
    }

    /// The path of all further sessions in the database.
    private static func setSearchPath(_ path: String) throws {
        try run(
            """
            do $$ begin
                execute format(
                    $path$alter database %I set search_path = \(path)$path$, current_database());
            end $$
            """)
    }
}

extension [SQLFile] {
    /// The files with one of them changed.
    func replacing(_ path: String, _ change: (String) -> String) -> [SQLFile] {
        map { $0.path == path ? SQLFile(path: path, text: change($0.text)) : $0 }
    }
}
