import EmbeddedSQL
import KPIQuery
import PostgresClient
import TestSupport
import Testing
import Warehouse
import WarehouseTestSupport

/// What a KPI's file makes of itself, and how one that does not read is refused.
@Suite struct KPIFileTests {
    @Test(.scratchDatabase) func aKPIIsAddedByAddingItsFileToAFolder() throws {
        let folder = ScratchFolder()
        for file in DeploymentTests.files { folder.write(file.path, file.text) }
        let added = Self.chatVolume(key: "chat_volume")
        folder.write(added.path, added.text)
        var warehouse = try Warehouse(
            ConnectionSettings(ScratchDatabase.conninfo),
            files: EmbeddedSQL.files(of: .folder(folder.path)))
        let report = try warehouse.load(
            LoadRequest(paths: [Self.ticketFile(in: folder)], name: "desk"))
        #expect(report.entities.map(\.added) == [3])

        let answer = try warehouse.answer("chats by priority in 2026-03")
        #expect(answer.rows.map { "\($0.members[0].text ?? "-") \($0.cells[0].n)" } == ["high 1", "low 1"])
        #expect(answer.answeredFrom == ["rollup.ticket_created_at_month"])
        #expect(
            try DeploymentTests.text(
                "select sum(n)::text from kpi.daily where kpi = 'chat_volume' and dimension = 'priority'")
                == "2")
        let entry = try #require(try warehouse.vocabulary().kpis.first { $0.key == "chat_volume" })
        #expect(entry.title == "Chat volume")
        #expect(entry.aliases == ["chats"])
        #expect(warehouse.catalogue["chat_volume"]?.definition == "Reportable tickets that came by chat.")

        #expect(try DeploymentTests.text("select sum(value)::text from kpi.chat_volume") == "2")
        #expect(
            try DeploymentTests.text("select obj_description('kpi.chat_volume'::regclass)").contains(
                "came by chat"))
        let uncommented = try DeploymentTests.text(
            """
            select count(*)::text from pg_attribute
            where attrelid = 'kpi.chat_volume'::regclass and attnum > 0
                and col_description(attrelid, attnum) is null
            """)
        #expect(uncommented == "0")
    }

    private static func ticketFile(in folder: ScratchFolder) -> String {
        folder.write(
            "tickets.csv",
            """
            ticket_id,created_at,channel,priority
            1,2026-03-01T08:00:00Z,chat,high
            2,2026-03-02T08:00:00Z,chat,low
            3,2026-03-03T08:00:00Z,email,low
            """)
        return folder.path("tickets.csv")
    }

    @Test(
        .scratchDatabase,
        arguments: [
            ("-- kind: count", "-- kind: counting", "line 4: kind \"counting\" is none of"),
            ("-- key: ticket_volume", "-- key: volumes", "line 1: key \"volumes\" must be the file's name"),
            ("-- unit: tickets\n", "", "the header lacks \"-- unit: …\""),
            ("-- better: none", "-- better: more", "better \"more\" is none of higher, lower, none"),
            (
                "-- better: none", "-- better: none\n-- withheld_belo: 5",
                "line 7: the header knows no field \"withheld_belo\"; did you mean withheld_below?"
            ),
            (
                "-- better: none", "-- better: none\n-- withheld_below: five",
                "line 7: withheld_below is \"five\"; write a whole number"
            ),
            ("-- better: none", "-- better: none\n-- variance: n", "variance \"n\" is neither population"),
            ("-- better: none", "-- better: none\n-- filter_only: chanel", "\"chanel\" is no dimension"),
            (
                "-- better: none", "-- better: none\n-- windows: 24h, 1w",
                "line 7: \"1w\" is no time; write such as 90m, 24h, 7d"
            ),
        ])
    func aKPIFileThatDoesNotReadIsNamedWithItsLine(wanted: String, written: String, problem: String) throws {
        let files = DeploymentTests.files.replacing("kpi/ticket_volume.sql") {
            $0.replacing(wanted, with: written)
        }
        let error = DeploymentTests.error(deploying: files)
        #expect(error.contains("sql/kpi/ticket_volume.sql"))
        #expect(error.contains(problem))
        #expect(try DeploymentTests.text("select to_regclass('meta.migration') is null") == "t")
    }

    /// Views, tables and columns are named after a key.
    @Test(
        .scratchDatabase,
        arguments: [
            ("my-kpi", "line 1: key \"my-kpi\" must be a lower-case letter, then"),
            ("Volume", "line 1: key \"Volume\" must be"), ("7_days", "line 1: key \"7_days\" must be"),
            (String(repeating: "k", count: 33), "and _, at most 32"),
            ("daily", "line 1: the name \"daily\" belongs to the view kpi.daily"),
            ("ticket", "line 1: the name \"ticket\" belongs to the view kpi.ticket"),
            ("excluded_tickets", "line 1: the name \"excluded_tickets\" belongs to sql/beside/excluded_"),
        ])
    func aKeyThatNothingCanBeNamedAfterIsRefused(key: String, problem: String) throws {
        let error = DeploymentTests.error(deploying: DeploymentTests.files + [Self.chatVolume(key: key)])
        #expect(error.contains("sql/kpi/\(key).sql"), "\(error)")
        #expect(error.contains(problem), "\(error)")
        #expect(try DeploymentTests.text("select to_regclass('meta.migration') is null") == "t")
    }

    /// What a rollup keeps of a KPI is named after its key, and so may be what another key says.
    @Test(
        .scratchDatabase,
        arguments: [
            ("chat_time", "duration", "chat_time_business", "duration", "rollup.chat_time_business_sizes"),
            ("chat_time", "duration", "chat_time_business", "count", "chat_time_business_count"),
            ("chat_share", "proportion", "chat_share_hit", "count", "chat_share_hit_count"),
        ])
    func keysThatMakeOneNameInARollupAreRefused(
        key: String, kind: String, other: String, otherKind: String, name: String
    ) throws {
        let files = [Self.ticketKPI(key: key, kind: kind), Self.ticketKPI(key: other, kind: otherKind)]
        let error = DeploymentTests.error(deploying: DeploymentTests.files + files)
        #expect(error.contains("sql/kpi/\(key).sql"), "\(error)")
        #expect(error.contains("sql/kpi/\(other).sql"), "\(error)")
        #expect(error.contains("\(name)\""), "\(error)")
        #expect(try DeploymentTests.text("select to_regclass('meta.migration') is null") == "t")
        for file in files { try DeploymentTests.deploy(DeploymentTests.files + [file]) }
    }

    /// A KPI of tickets that are counted, timed by two clocks, or divided; of each kind by others.
    private static func ticketKPI(key: String, kind: String) -> SQLFile {
        SQLFile(
            path: "kpi/\(key).sql",
            text: """
                -- key: \(key)
                -- name: \(key)
                -- kind: \(kind)
                -- unit: \(kind == "duration" ? "seconds" : kind == "count" ? "tickets" : "percent")
                -- better: none
                -- anchor: created_at
                -- definition: Reportable tickets that came by chat.
                select
                    ticket.*,
                    ticket.created_at as anchor_at,
                    ticket.channel = 'chat' as is_hit,
                    1 as value_ms\(kind == "duration" ? ",\n    1 as business_ms" : "")
                from fact.ticket
                where ticket.team = '\(kind)'
                """)
    }

    /// No name that is made of the longest key is as long as those that PostgreSQL cuts.
    @Test(.scratchDatabase, arguments: ["ticket.created_at", "date_trunc('day', ticket.created_at)"])
    func theLongestKeyHasRoomInEveryName(anchor: String) throws {
        let key = String(repeating: "k", count: 32)
        let duration = SQLFile(
            path: "kpi/\(key).sql",
            text: """
                -- key: \(key)
                -- name: Long
                -- kind: duration
                -- unit: seconds
                -- better: none
                -- anchor: created_at
                -- definition: How long it takes to say.
                select
                    excluded_ticket.*,
                    \(anchor.replacing("ticket.", with: "excluded_ticket.")) as anchor_at,
                    1 as value_ms,
                    1 as business_ms
                from fact.excluded_ticket
                """)
        try DeploymentTests.deploy(DeploymentTests.files + [duration])
        let names = """
            select count(*)::text from (
                select relname as name from pg_class
                union all
                select attname from pg_attribute
            ) as named
            where octet_length(name) = 63 and name like '%kkk%'
            """
        #expect(try DeploymentTests.text(names) == "0")
        #expect(try DeploymentTests.text("select to_regclass('rollup.\(key)_business_sizes')::text") != "")
    }

    /// A KPI that counts tickets.
    private static func chatVolume(key: String) -> SQLFile {
        SQLFile(
            path: "kpi/\(key).sql",
            text: """
                -- key: \(key)
                -- aliases: chats
                -- name: Chat volume
                -- kind: count
                -- unit: tickets
                -- better: none
                -- anchor: created_at
                -- definition: Reportable tickets that came by chat.
                select
                    ticket.*,
                    ticket.created_at as anchor_at
                from fact.ticket
                where ticket.channel = 'chat'
                """)
    }
}
