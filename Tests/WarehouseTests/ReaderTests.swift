import EmbeddedSQL
import PostgresClient
import TestSupport
import Testing
import Warehouse
import WarehouseTestSupport

/// `deskhouse grant`: what a BI reader sees, and what it does not, tried as that role.
@Suite struct ReaderTests {
    @Test(.desk) func aReaderReadsEveryViewOfKPIAndNothingElse() throws {
        var warehouse = try Self.warehouse()
        try Self.withReader("reader_reads", of: &warehouse) { warehouse, reader in
            let views = try reader.execute(
                "select relname::text from pg_class where relnamespace = 'kpi'::regnamespace order by 1"
            ).values(String.self)
            #expect(views.count == warehouse.catalogue.definitions.count + 2)
            for view in views {
                // Names need no schema.
                try reader.execute(Statement(trusted: "select * from \(Quoting.identifier(view))"))
            }
            #expect(try reader.execute("select count(*) from ticket").value(Int.self) == 2)

            let others = try reader.execute(
                """
                select relname::text, relnamespace::regnamespace::text from pg_class
                where relnamespace::regnamespace::text in ('meta', 'core', 'staging', 'raw', 'fact', 'rollup')
                    and relkind in ('r', 'p', 'v', 'm')
                order by 1, 2
                """)
            var count = 0
            for (name, schema) in try others.map({ row in
                (try row.decode(String.self, at: 0), try row.decode(String.self, at: 1))
            }) {
                #expect(Self.isRefused("select from \(schema).\(Quoting.identifier(name))", on: &reader))
                count += 1
            }
            #expect(count > 40)
            #expect(Self.isRefused("select meta.setting_value('timezone')", on: &reader))
            // Nor does the planner's knowledge of the data show any.
            let sampled = try reader.execute(
                "select count(*) from pg_stats where schemaname not in ('pg_catalog', 'information_schema')"
            ).value(Int.self)
            #expect(sampled == 0)
        }
    }

    @Test(.desk) func aReaderWritesNowhere() throws {
        var warehouse = try Self.warehouse()
        try Self.withReader("reader_writes", of: &warehouse) { _, reader in
            #expect(Self.fails("create temporary table own (id integer)", as: "25006", on: &reader))
            // The setting is the session's to change; the rights are not.
            try reader.execute("set default_transaction_read_only = off")
            for attempt in [
                "create table own (id integer)", "create table public.own (id integer)", "create schema own",
                "create function kpi.own() returns integer language sql as 'select 1'",
                "update kpi.ticket set channel = 'fax'", "delete from kpi.csat", "drop view kpi.csat",
                "insert into meta.setting (name, value) values ('timezone', 'UTC')", "truncate core.ticket",
                "comment on view kpi.csat is 'mine'", "create role own",
            ] {
                // 55000: a view that no row can be changed through, whoever asks.
                let isRefused = Self.fails(attempt, as: "42501", "55000", on: &reader)
                #expect(isRefused, "\(attempt)")
            }
        }
    }

    @Test(.desk) func itsSessionsBeginReadOnlyAndEndLongStatements() throws {
        var warehouse = try Self.warehouse()
        try Self.withReader("reader_session", of: &warehouse) { _, reader in
            let settings = try [
                "default_transaction_read_only", "statement_timeout", "idle_in_transaction_session_timeout",
                "search_path",
            ].map { name in
                try reader.execute("select current_setting(\(name))").value(String.self)
            }
            #expect(settings == ["on", "5min", "5min", "kpi"])
        }
        // In other databases of the server the role is as it was.
        let elsewhere = try warehouse.rows(
            """
            select count(*) from pg_db_role_setting
            inner join pg_roles on pg_roles.oid = setrole
            where rolname = 'deskhouse_reader' and setdatabase = 0
            """)
        #expect(elsewhere == [["0"]])
    }

    @Test(.desk) func nothingPersonalIsInAnyView() throws {
        var warehouse = try Self.warehouse()
        try Self.withReader("reader_sees", of: &warehouse) { warehouse, reader in
            func everything() throws -> String {
                let views = try reader.execute(
                    "select relname::text from pg_class where relnamespace = 'kpi'::regnamespace"
                ).values(String.self)
                return try views.map { view in
                    try reader.execute(
                        Statement(
                            trusted:
                                "select coalesce(string_agg(to_jsonb(content)::text, ' '), '') from kpi.\(Quoting.identifier(view)) as content"
                        )
                    ).value(String.self)
                }.joined()
            }
            let before = try everything()
            #expect(before.contains("Returns"))
            #expect(!before.contains("Secret"))
            #expect(!before.contains("Kumo"))

            #expect(try !warehouse.change(.publicAttributes, to: " brand , size"))
            let after = try everything()
            #expect(after.contains("Kumo"))
            #expect(!after.contains("Secret"))
            let shown = try reader.execute("select public_attributes::text from ticket order by ticket_id")
                .values(String?.self)
            #expect(shown == [#"{"size": "38", "brand": "Kumo"}"#, nil])
        }
    }

    @Test(.desk) func aCellOfESATBelowFiveIsWithheld() throws {
        var warehouse = try Self.warehouse()
        func answer(_ number: Int) -> String {
            "E\(number),esat,2026-03-01T1\(number):00:00Z,A1,\(number % 2 + 4)\n"
        }
        let header = "survey_id,kind,responded_at,agent_id,score\n"
        try warehouse.load(["surveys.csv": header + (1...4).map(answer).joined()])
        try Self.withReader("reader_esat", of: &warehouse) { warehouse, reader in
            func cell() throws -> [String?] {
                try reader.execute("select numerator, denominator, n, value from esat").map {
                    row throws(PostgresError) in
                    (0..<4).map { row.text(at: $0) }
                }.first ?? []
            }
            // Nothing to add up: numerators over denominators of other days stay right.
            #expect(try cell() == [nil, nil, "4", nil])
            #expect(
                try warehouse.rows(
                    "select numerator, denominator, n from kpi.daily where kpi = 'esat' and dimension is null"
                )
                    == [["-", "-", "4"]])
            // A condition does not get at the cases either: the planner keeps it out.
            #expect(try reader.execute("select count(*) from esat where numerator >= 0").value(Int.self) == 0)
            try warehouse.load(["surveys.csv": header + answer(5)])
            #expect(try cell() == ["5", "5", "5", "100"])
        }
        let barrier = try warehouse.rows(
            "select reloptions::text from pg_class where oid = 'kpi.esat'::regclass")
        #expect(barrier == [["{security_barrier=true}"]])
    }

    @Test(.desk) func theRightsOutliveARebuildAndTakeInNewViews() throws {
        var warehouse = try Self.warehouse()
        try Self.withReader("reader_stays", of: &warehouse) { warehouse, reader in
            let added = SQLFile(
                path: "kpi/chats.sql",
                text: """
                    -- key: chats
                    -- name: Chats
                    -- kind: count
                    -- unit: tickets
                    -- better: none
                    -- anchor: created_at
                    -- definition: Reportable tickets that came by chat.
                    select ticket.*, fact.milliseconds(ticket.created_at, ticket.created_at) as none_ms,
                        ticket.created_at as anchor_at
                    from fact.ticket
                    where ticket.channel = 'chat'
                    """)
            _ = try Warehouse(
                ConnectionSettings(ScratchDatabase.conninfo), files: EmbeddedSQL.files + [added])
            #expect(try reader.execute("select sum(n)::bigint from chats").value(Int.self) == 1)
            #expect(try reader.execute("select sum(n)::bigint from ticket_volume").value(Int.self) == 2)
            try warehouse.rebuild()
            #expect(try reader.execute("select count(*) from ticket").value(Int.self) == 2)
        }
    }

    @Test(.desk) func grantingAgainChangesNothing() throws {
        var warehouse = try Self.warehouse()
        try Self.withReader("reader_again", of: &warehouse) { warehouse, _ in
            func state() throws -> [[String]] {
                try warehouse.rows(
                    """
                    select format('%s %s', oid::regclass, relacl) from pg_class
                    where relnamespace = 'kpi'::regnamespace
                    union all
                    select format('%s %s', rolname, rolcanlogin) from pg_roles
                    where rolname in ('deskhouse_reader', 'reader_again')
                    union all
                    select format('%s %s', setrole::regrole, setconfig) from pg_db_role_setting
                    where setdatabase = (select oid from pg_database where datname = current_database())
                    order by 1
                    """)
            }
            let before = try state()
            let again = try warehouse.grantReading(to: "reader_again")
            #expect(!again.isNew)
            #expect(try state() == before)
        }
    }

    /// Roles belong to the server: one that was granted in another database reads nothing here.
    @Test(.desk) func aDeploymentGrantsNothingByItself() throws {
        var elsewhere = try Self.warehouse()
        try Self.withReader("reader_elsewhere", of: &elsewhere) { _, _ in
            try ScratchWarehouse.lend { warehouse in
                let reads = try warehouse.rows(
                    "select has_schema_privilege('reader_elsewhere', 'kpi', 'usage')")
                #expect(reads == [["f"]])
            }
        }
    }

    @Test(.desk) func aNameIsTakenAsItIsWritten() throws {
        var warehouse = try Self.warehouse()
        let name = #"Reader "X"; drop"#
        try Self.withReader(name, of: &warehouse) { _, reader in
            let user = try reader.execute("select current_user::text from ticket limit 1").value(String.self)
            #expect(user == name)
        }
    }

    @Test(.desk) func aRoleWithOtherRightsIsRefusedAndNothingChanges() throws {
        var warehouse = try Self.warehouse()
        try Self.withRoles(["reader_fact": "login", "reader_super": "superuser", "reader_apart": "noinherit"])
        {
            try warehouse.connection.execute("grant usage on schema fact to reader_fact")
            try warehouse.connection.execute("grant insert on fact.reply to reader_fact")
            #expect(Self.refusal(of: "reader_fact", &warehouse).contains("has rights on fact.reply already"))
            #expect(Self.refusal(of: "reader_super", &warehouse).contains("has rights on"))
            #expect(
                Self.refusal(of: "reader_apart", &warehouse).contains("alter role \"reader_apart\" inherit"))
            let members = try warehouse.rows(
                "select count(*) from pg_auth_members where member::regrole::text ~ '^reader_(fact|super|apart)$'"
            )
            #expect(members == [["0"]])
        }
    }

    @Test(.desk) func aRoleThatCouldGiveItselfMoreIsRefused() throws {
        try Self.withRoles(["reader_maker": "login createrole"]) {
            var warehouse = try Self.warehouse()
            let refusal = Self.refusal(of: "reader_maker", &warehouse)
            #expect(refusal.contains("alter role \"reader_maker\" nocreaterole"))
        }
        var warehouse = try Self.warehouse()
        for name in ["", "public", "pg_read_all_data", String(repeating: "é", count: 32)] {
            #expect(Self.refusal(of: name, &warehouse).contains("is no name for a reader"))
        }
    }

    /// The role that loads need not be one that makes roles.
    @Test(.scratchDatabase) func withoutCreateroleItLoadsAndIsToldWhatToDo() throws {
        try Self.withRoles(["plain_loader": "login"]) {
            var administrator = try ScratchDatabase.connect()
            try administrator.execute(
                Statement(
                    trusted:
                        "grant create, connect, temporary on database \(administrator.database) to plain_loader"
                ))
            let settings = try ConnectionSettings(ScratchDatabase.conninfo).overriding("user", "plain_loader")
            var warehouse = try Warehouse(settings, files: EmbeddedSQL.files)
            try warehouse.load(["tickets.csv": "ticket_id,created_at\n1,2026-03-01T08:00:00Z\n"])
            let problem = Self.refusal(of: "reader_by_loader", &warehouse)
            #expect(problem.contains("role \"plain_loader\" may not make or change roles"))
            #expect(problem.contains("alter role \"plain_loader\" createrole"))

            // An administrator can do it in the loader's warehouse, and the loader rebuilds the views with the rights.
            var other = try Warehouse(ConnectionSettings(ScratchDatabase.conninfo), files: EmbeddedSQL.files)
            try Self.withReader("reader_by_loader", of: &other) { _, reader in
                #expect(try reader.execute("select count(*) from ticket").value(Int.self) == 1)
                let changed = EmbeddedSQL.files + [SQLFile(path: "fact/zz.sql", text: "select 1;")]
                _ = try Warehouse(settings, files: changed)
                #expect(try reader.execute("select count(*) from ticket").value(Int.self) == 1)
                // What is there already asks for no rights to make roles.
                _ = try warehouse.grantReading(to: "reader_by_loader")
            }
        }
    }

    @Test(.desk) func aReaderIsToldThatTheCommandsAreNotForIt() throws {
        var warehouse = try Self.warehouse()
        try Self.withReader("reader_asks", of: &warehouse) { _, _ in
            let settings = try ConnectionSettings(ScratchDatabase.conninfo).overriding("user", "reader_asks")
            let problem = #expect(throws: WarehouseError.self) {
                _ = try Warehouse(settings, files: EmbeddedSQL.files)
            }
            #expect("\(try #require(problem))".contains("role \"reader_asks\" may not look into schema meta"))
        }
    }

    // MARK: - Steps

    private static func warehouse() throws -> Warehouse {
        try Warehouse(ConnectionSettings(ScratchDatabase.conninfo), files: EmbeddedSQL.files)
    }

    /// A session of a reader, who is gone afterwards.
    private static func withReader(
        _ role: String, of warehouse: inout Warehouse,
        _ body: (inout Warehouse, inout Connection) throws -> Void
    ) throws {
        let grant = try warehouse.grantReading(to: role)
        #expect(grant.isNew)
        #expect(grant.schemasOpenToAll == [])
        let conninfo = try TestServer.conninfo(database: warehouse.connection.database)
        var administrator = try Connection(ConnectionSettings(conninfo))
        defer {
            _ = try? administrator.execute(Statement(trusted: "drop role \(Quoting.identifier(role))"))
        }
        var reader = try Connection(ConnectionSettings(conninfo).overriding("user", role))
        try body(&warehouse, &reader)
    }

    /// Roles that are there while the closure runs.
    private static func withRoles(_ roles: KeyValuePairs<String, String>, _ body: () throws -> Void) throws {
        var administrator = try ScratchDatabase.connect()
        for (role, attribute) in roles {
            try administrator.execute(Statement(trusted: "create role \(role) \(attribute)"))
        }
        defer {
            for (role, _) in roles {
                _ = try? administrator.executeScript("drop owned by \(role) cascade; drop role \(role)")
            }
        }
        try body()
    }

    /// What granting says against a role; empty where it did it.
    private static func refusal(of role: String, _ warehouse: inout Warehouse) -> String {
        do {
            _ = try warehouse.grantReading(to: role)
            return ""
        } catch {
            return "\(error)"
        }
    }

    private static func isRefused(_ sql: String, on connection: inout Connection) -> Bool {
        fails(sql, as: "42501", on: &connection)
    }

    private static func fails(_ sql: String, as sqlStates: String..., on connection: inout Connection) -> Bool
    {
        do {
            try connection.execute(Statement(trusted: sql))
            return false
        } catch {
            return error.sqlState.map { sqlStates.contains($0.rawValue) } ?? false
        }
    }
}

extension Trait where Self == ScratchDatabaseTrait {
    /// A warehouse whose data have something personal in every place there is for it.
    fileprivate static var desk: Self {
        scratchDatabase(clonedFrom: "reader_desk") { conninfo in
            var warehouse = try Warehouse(ConnectionSettings(conninfo), files: EmbeddedSQL.files)
            try warehouse.load([
                "agents.csv": "agent_id,name,email,team\nA1,Secret Agent,secret.agent@example.com,Returns\n",
                "customers.csv": """
                customer_id,name,email,segment,address
                C1,Secret Customer,secret@example.com,Plus,Secret Street
                """,
                "tickets.csv": """
                ticket_id,created_at,resolved_at,customer_id,agent_id,channel,subject,tags,brand,size,note
                1,2026-03-01T08:00:00Z,2026-03-01T12:00:00Z,C1,A1,chat,Secret subject,Secret tag,Kumo,38,Secret note
                2,2026-03-02T08:00:00Z,,,,email,Secret subject,,,,Secret note
                """,
                "interactions.csv": """
                interaction_id,ticket_id,occurred_at,author,agent_id,handling_seconds,body
                I1,1,2026-03-01T09:00:00Z,agent,A1,60,Secret body
                """,
                "surveys.csv": """
                survey_id,kind,responded_at,ticket_id,score,reason,comment
                S1,csat,2026-03-01T13:00:00Z,1,5,Secret reason,Secret comment
                """,
            ])
        }
    }
}
