import EmbeddedSQL
import KPIReference
import PostgresClient
import TestSupport
import Testing
import WarehouseTestSupport

@testable import Warehouse

/// `deskhouse verify`: it passes on whatever was loaded, and sees whatever was spoiled.
@Suite struct VerificationTests {
    @Test(arguments: Array(1...6) as [UInt64])
    func passesOnMessyDataAfterSeveralLoads(seed: UInt64) throws {
        let data = MessyData(seed: seed + 200)
        try ScratchWarehouse.lend { warehouse in
            try warehouse.apply(data.settings)
            try warehouse.run(data.loads(rounds: 3, seed: seed))
            let before = try warehouse.content()
            let verification = try warehouse.verify(fromCore: true)
            #expect(verification.checks.filter { !$0.passed } == [])
            let compared = Dictionary(
                verification.checks.map { ($0.name, $0.comparedCount) }, uniquingKeysWith: +)
            let idle = compared.filter { $0.value == 0 }.map(\.key)
            #expect(idle.isEmpty)
            #expect(
                Set(compared.keys).isSuperset(of: [
                    "rollup", "histogram", "histogram_counts", "sizes", "days", "months", "segments",
                    "ledger",
                    "cost_shares",
                    "backlog_balance", "response_and_resolution", "mean_response_and_resolution", "from_core",
                ]))
            // What it tried, it took back.
            #expect(try warehouse.content() == before)
        }
    }

    /// In Samoa the 29th was followed by the 31st: nothing lasts on the 30th.
    @Test func passesOverADayThatTheZoneSkips() throws {
        try ScratchWarehouse.lend { warehouse in
            #expect(try warehouse.change(.timezone, to: "Pacific/Apia"))
            try warehouse.load(files: [
                (
                    "tickets.csv",
                    "ticket_id,created_at\n1,2011-12-29T20:00:00Z\n2,2011-12-30T09:59:59Z\n3,2011-12-30T10:00:00Z\n"
                ),
                (
                    "shifts.csv",
                    "shift_id,agent_id,starts_at,ends_at\n1,A,2011-12-30T08:00:00Z,2011-12-30T12:00:00Z\n"
                ),
                (
                    "costs.csv",
                    "cost_id,category,period_start,period_end,amount,currency\n1,other,2011-12-29,2011-12-31,30,EUR\n"
                ),
                (
                    "customers.csv",
                    "customer_id,joined_at,churned_at\n1,2011-01-01T00:00:00Z,2011-12-30T11:00:00Z\n2,,\n"
                ),
            ])
            let verification = try warehouse.verify(fromCore: true)
            #expect(verification.checks.filter { !$0.passed } == [])
            let days = try warehouse.rows("select day, denominator from kpi.utilization order by day")
            #expect(days == [["2011-12-29", "7200"], ["2011-12-31", "7200"]])
        }
    }

    @Test func anEmptyWarehousePasses() throws {
        try ScratchWarehouse.lend { warehouse in
            let verification = try warehouse.verify(fromCore: true)
            #expect(verification.checks.filter { !$0.passed } == [])
        }
    }

    @Test func everyColumnOfEveryRollupIsComparedWithRows() throws {
        let catalogue = try KPICatalogue(EmbeddedSQL.files)
        let rollups = try RollupCatalogue(catalogue, files: EmbeddedSQL.files)
        let checks = RollupChecks(
            catalogue: catalogue, rollups: rollups,
            settings: RollupSettings(zone: "UTC", resolutionWithin: 1, hasAttributeCells: true))
        let comparisons = catalogue.counted.flatMap(checks.comparisons)
        for relation in rollups.relations {
            let compared = comparisons.filter { $0.relation.name == relation.name }
            #expect(Set(compared.flatMap(\.parts).map(\.column)) == Set(relation.columns.map(\.name)))
            #expect(Set(compared.flatMap(\.sizes).map(\.measure)) == Set(relation.histograms.map(\.measure)))
        }
    }

    // MARK: - What is spoiled is seen

    /// A statement behind the product's back, and which checks have to fail of it.
    struct Fault: CustomTestStringConvertible, Sendable {
        let sql: String
        /// `name subject`.
        let seenBy: Set<String>

        var testDescription: String { sql }
    }

    /// One cell of a table that meets a condition.
    private static func cell(_ table: String, where condition: String = "true") -> String {
        "ctid = (select ctid from \(table) where \(condition) order by \(table).*::text limit 1)"
    }

    /// Adds to one column of one cell of a day.
    private static func spoiled(_ relation: String, _ column: String, slice: String, kpi: String) -> Fault {
        let table = "rollup.\(relation)_day"
        let found = cell(table, where: "slice = '\(slice)' and \(column) is not null")
        return Fault(
            sql: "update \(table) set \(column) = \(column) + 1 where \(found)",
            seenBy: ["rollup \(kpi)", "months \(relation)", "segments \(relation)"])
    }

    static let faults: [Fault] = [
        spoiled("ticket_created_at", "ticket_volume_count", slice: "total", kpi: "ticket_volume"),
        spoiled("ticket_created_at", "ticket_volume_count", slice: "agent", kpi: "ticket_volume"),
        spoiled(
            "ticket_created_at", "resolution_rate_24h_hit_count", slice: "team", kpi: "resolution_rate 24h"),
        spoiled("ticket_created_at", "resolution_rate_hit_count", slice: "channel", kpi: "resolution_rate"),
        spoiled("ticket_resolved_at", "resolution_time_ms", slice: "priority", kpi: "resolution_time"),
        spoiled("ticket_resolved_at", "resolution_time_squares", slice: "country", kpi: "resolution_time"),
        spoiled(
            "first_response_first_response_at", "first_response_time_business_ms", slice: "channel, priority",
            kpi: "first_response_time"),
        spoiled("survey_responded_at", "csat_hit_count", slice: "segment", kpi: "csat"),
        spoiled("survey_responded_at", "csat_score_sum", slice: "total", kpi: "csat_score"),
        spoiled("open_stretch_closed_at", "resolutions_count", slice: "source", kpi: "resolutions"),
        spoiled("agent_time", "occupancy_denominator_seconds", slice: "agent", kpi: "occupancy"),
        spoiled(
            "customer_order_ordered_at", "contact_rate_denominator_count", slice: "country",
            kpi: "contact_rate"),
        Fault(
            sql: "delete from rollup.ticket_created_at_month where \(cell("rollup.ticket_created_at_month"))",
            seenBy: ["months ticket_created_at"]),
        Fault(
            sql: "delete from rollup.ticket_created_at_day where slice = 'channel'",
            seenBy: ["rollup ticket_volume", "months ticket_created_at", "segments ticket_created_at"]),
        Fault(
            sql: """
                update rollup.histogram set buckets[1] = buckets[1] - 1
                where \(cell("rollup.histogram", where: "measure = 'reply_time' and slice = 'team'"))
                """,
            seenBy: ["histogram reply_time"]),
        Fault(
            sql: """
                update rollup.histogram set case_count = case_count + 1
                where \(cell("rollup.histogram", where: "measure = 'reply_time' and slice = 'total'"))
                """,
            seenBy: ["histogram_counts histogram"]),
        Fault(
            sql: """
                update rollup.histogram
                set buckets = buckets[1] || buckets, up_to = 0 || up_to
                where \(cell("rollup.histogram", where: "measure = 'reply_time' and slice = 'agent'"))
                """,
            seenBy: ["histogram reply_time"]),
        Fault(
            sql: """
                update rollup.reply_time_sizes set sizes[1] = sizes[1] - 1
                where \(cell("rollup.reply_time_sizes", where: "slice = 'agent'"))
                """,
            seenBy: ["sizes reply_time"]),
        Fault(
            sql: """
                update rollup.reply_time_sizes
                set sizes = (select array_agg(size order by size desc) from unnest(sizes) as kept (size))
                where \(cell("rollup.reply_time_sizes", where: "sizes[1] < sizes[cardinality(sizes)]"))
                """,
            seenBy: ["sizes reply_time"]),
        Fault(
            sql: """
                update rollup.reply_time_sizes set days[1] = days[1] - 1
                where \(cell("rollup.reply_time_sizes", where: "slice = 'agent'"))
                """,
            seenBy: ["days reply_time"]),
        Fault(
            sql: """
                update rollup.reply_time_sizes set up_to[3] = up_to[3] - 1
                where \(cell("rollup.reply_time_sizes", where: "up_to[2] < up_to[3]"))
                """,
            seenBy: ["days reply_time"]),
        Fault(
            sql: """
                update fact.ticket set resolution_ms = resolution_ms + 100000000
                where \(cell("fact.ticket", where: "resolution_after_response_ms > 0 and direction = 'inbound'"))
                """,
            seenBy: [
                "rollup resolution_time", "histogram resolution_time", "sizes resolution_time",
                "days resolution_time",
                "response_and_resolution first response time + resolution time after it, ticket by ticket",
                "mean_response_and_resolution mean first response time + mean resolution time after it, month by month",
            ]),
        Fault(
            sql:
                "delete from fact.open_stretch where \(cell("fact.open_stretch", where: "stretch_number = 1"))",
            seenBy: ["rollup backlog", "backlog_balance the backlog at the end of each day"]),
        Fault(
            sql: "update fact.reply set channel = 'fax' where \(cell("fact.reply"))",
            seenBy: [
                "rollup reply_time", "histogram reply_time", "sizes reply_time", "days reply_time",
            ]),
    ]

    /// So that what is seen below was spoiled there.
    @Test func theDataThatIsSpoiledPassesBefore() throws {
        try Self.lendFilled { warehouse in
            let verification = try warehouse.verify(fromCore: true)
            #expect(verification.checks.filter { !$0.passed } == [])
        }
    }

    @Test(arguments: faults) func seesWhatWasSpoiled(fault: Fault) throws {
        try Self.lendFilled { warehouse in
            let changed = try warehouse.connection.execute(Statement(trusted: fault.sql)).affectedRows
            #expect(changed > 0)
            let failed = try warehouse.verify().checks.filter { !$0.passed }
            #expect(fault.seenBy.isSubset(of: failed.map { "\($0.name) \($0.subject)" }))
            for check in failed {
                #expect(check.firstDifference != nil)
                #expect(check.firstDifference?.expected.value != check.firstDifference?.found.value)
            }
        }
    }

    @Test func namesTheFirstDifferenceWithBothNumbers() throws {
        try ScratchWarehouse.lend { warehouse in
            try warehouse.load([
                "tickets.csv": """
                ticket_id,created_at,channel
                1,2026-03-01T08:00:00Z,chat
                2,2026-03-02T08:00:00Z,chat
                3,2026-03-02T09:00:00Z,
                """
            ])
            _ = try warehouse.connection.execute(
                """
                update rollup.ticket_created_at_day set ticket_volume_count = 7
                where slice = 'channel' and day = '2026-03-02'
                """)
            let check = try #require(
                try warehouse.verify().checks.first { !$0.passed && $0.subject == "ticket_volume" })
            #expect(check.name == "rollup")
            #expect(check.differentCount == 2)
            let difference = try #require(check.firstDifference)
            #expect(difference.place == "2026-03-02")
            #expect(difference.segment == "channel (none)")
            #expect(difference.number == "ticket_volume_count")
            #expect(difference.expected == VerifiedCheck.Side(origin: "rows", value: "1"))
            #expect(
                difference.found == VerifiedCheck.Side(origin: "rollup.ticket_created_at_day", value: "7"))
        }
    }

    /// Facts and rollups agree with each other, but not with core.
    static let coreFaults = [
        Fault(
            sql:
                "update core.ticket set priority = 'spoiled' where \(cell("core.ticket", where: "excluded is null"))",
            seenBy: ["from_core fact.ticket", "from_core rollup.ticket_created_at_day"]),
        Fault(
            sql: "delete from core.customer_order where \(cell("core.customer_order"))",
            seenBy: ["from_core fact.customer_order", "from_core rollup.customer_order_ordered_at_month"]),
        Fault(
            sql: "update fact.interaction set interaction_id = 'spoiled' where \(cell("fact.interaction"))",
            seenBy: ["from_core fact.interaction"]),
        Fault(
            sql: "update fact.waiting set ticket_id = 'spoiled' where \(cell("fact.waiting"))",
            seenBy: ["from_core fact.waiting"]),
        Fault(
            sql: "update fact.waiting_count set row_count = 99 where \(cell("fact.waiting_count"))",
            seenBy: ["from_core fact.waiting_count"]),
    ]

    @Test(arguments: coreFaults) func seesFromCoreWhatTheSnapshotCannotSee(fault: Fault) throws {
        try Self.lendFilled { warehouse in
            let changed = try warehouse.connection.execute(Statement(trusted: fault.sql)).affectedRows
            #expect(changed == 1)
            let failed = try warehouse.verify(fromCore: true).checks.filter { !$0.passed }
            #expect(fault.seenBy.isSubset(of: failed.map { "\($0.name) \($0.subject)" }))
            #expect(
                failed.allSatisfy { $0.name == "from_core" && $0.firstDifference?.place.isEmpty == false })
        }
    }

    // MARK: - What follows from the files

    private static let chatVolume = SQLFile(
        path: "kpi/chat_volume.sql",
        text: """
            -- key: chat_volume
            -- name: Chats
            -- kind: count
            -- unit: tickets
            -- better: none
            -- anchor: created_at
            -- definition: Chats begun in the period.
            select
                ticket.*,
                ticket.created_at as anchor_at
            from fact.ticket
            where ticket.channel = 'chat'
            """)

    @Test(.scratchDatabase) func aKPIThatIsAddedIsVerified() throws {
        let files = (EmbeddedSQL.files + [Self.chatVolume]).sorted { $0.path < $1.path }
        var warehouse = try Warehouse(ConnectionSettings(ScratchDatabase.conninfo), files: files)
        try warehouse.load(["tickets.csv": "ticket_id,created_at,channel\n1,2026-03-01T08:00:00Z,chat\n"])
        let check = try #require(try warehouse.verify().checks.first { $0.subject == "chat_volume" })
        #expect(check.passed)
        #expect(check.comparedCount > 0)
        _ = try warehouse.connection.execute(
            "update rollup.ticket_created_at_day set chat_volume_count = 5 where slice = 'total'")
        let failed = try warehouse.verify().checks.filter { !$0.passed }.map(\.subject)
        #expect(Set(failed) == ["chat_volume", "ticket_created_at"])
    }

    @Test(.scratchDatabase) func moneyThatIsLostWhileItIsSharedOutIsSeen() throws {
        // The same amounts are worth something else each time they are looked at.
        let files = EmbeddedSQL.files.map { file in
            guard file.path == "kpi/cost.sql" else { return file }
            return SQLFile(
                path: file.path,
                text: file.text.replacing(
                    "cost.amount,", with: "cost.amount * (1 + random())::numeric as amount,"))
        }
        var warehouse = try Warehouse(ConnectionSettings(ScratchDatabase.conninfo), files: files)
        try warehouse.load([
            "costs.csv":
                "cost_id,category,period_start,period_end,amount,currency\nK,staffing,2026-03-01,2026-04-30,900,EUR\n"
        ])
        let failed = Set(
            try warehouse.verify().checks.filter { !$0.passed }.map { "\($0.name) \($0.subject)" })
        #expect(failed.isSuperset(of: ["ledger cost EUR", "cost_shares cost EUR by channel"]))
    }

    @Test func sharesOfHalfAMinorUnitAddUp() throws {
        try ScratchWarehouse.lend { warehouse in
            let tickets = (1...7).map { "\($0),2026-03-01T08:00:00Z,A\($0)\n" }.joined()
            try warehouse.load([
                "tickets.csv": "ticket_id,created_at,agent_id\n" + tickets,
                "costs.csv":
                    "cost_id,category,period_start,period_end,amount,currency\nK,other,2026-03-31,2026-04-01,0.01,EUR\n",
            ])
            #expect(try warehouse.verify().checks.filter { !$0.passed } == [])
        }
    }

    private static func lendFilled(_ body: (inout Warehouse) throws -> Void) throws {
        let data = MessyData(seed: 4, ticketCount: 60)
        try ScratchWarehouse.lend { warehouse in
            try warehouse.apply(data.settings)
            try warehouse.run(data.loads(rounds: 2, seed: 4))
            try body(&warehouse)
        }
    }
}
