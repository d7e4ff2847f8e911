import Basics
import EmbeddedSQL
import PostgresClient
import SampleData
import TestSupport
import Testing
import WarehouseTestSupport

@testable import Warehouse

/// Which relation answers, and that it stays right.
@Suite struct RollupTests {
    private static let asOf = "2026-05-10T12:00:00Z"

    /// A load that touches much fills the rollups instead of changing them; what stands there is the same.
    @Test func aLargeLoadLeavesWhatARebuildLeaves() throws {
        try ScratchWarehouse.lend { warehouse in
            func tickets(_ count: Int, _ channel: String) -> String {
                (0..<count).reduce(into: "ticket_id,created_at,channel,resolved_at\n") { text, number in
                    let day = "2026-03-\((number % 28 + 1).padded(to: 2))"
                    text += "\(number),\(day)T08:00:00Z,\(channel),\(day)T1\(number % 10):00:00Z\n"
                }
            }
            try warehouse.load(["tickets.csv": tickets(40, "chat")], as: "small")
            try warehouse.load(["tickets.csv": tickets(2_400, "email")], as: "large")
            // Some become others, and some are as they were.
            try warehouse.load(["tickets.csv": tickets(20, "phone")], as: "large")
            let kept = try warehouse.content()
            let answer = try warehouse.answer("volume, art by channel in 2026-03", asOf: Self.asOf)
            #expect(answer.rows.map { $0.cells.map(\.n) } == [[2_380, 2_380], [40, 40], [20, 20]])
            try warehouse.rebuild()
            #expect(try warehouse.content() == kept)
        }
    }

    /// Whether a rollup is filled or changed follows from what is touched of its own fact.
    @Test func manySurveysWithoutTicketsFillTheirRollupsAlone() throws {
        try ScratchWarehouse.lend { warehouse in
            try warehouse.load([
                "tickets.csv": "ticket_id,created_at\n1,2026-03-01T08:00:00Z\n",
                "orders.csv": "order_id,customer_id,ordered_at\n1,C,2026-03-01T08:00:00Z\n",
                "surveys.csv": "survey_id,kind,sent_at\n1,csat,2026-03-01T08:00:00Z\n",
                "agents.csv": "agent_id\nA\n",
                "shifts.csv":
                    "shift_id,agent_id,starts_at,ends_at\n1,A,2026-03-01T08:00:00Z,2026-03-01T09:00:00Z\n",
            ])
            let rollups = [
                "ticket_created_at_day", "customer_order_ordered_at_day", "survey_asked_at_day",
                "agent_time_day",
            ]
            /// The rollups whose cells of a day that the load does not touch are written anew.
            func filled(by name: String, _ header: String, _ row: (Int) -> String) throws -> [String] {
                func written() throws -> [[[String]]] {
                    try rollups.map { rollup in
                        try warehouse.rows(
                            "select xmin::text from rollup.\(rollup) where day = '2026-03-01' order by slice, 1"
                        )
                    }
                }
                let before = try written()
                try warehouse.load(files: [
                    (name, header + "\n" + (2...2_400).map(row).joined(separator: "\n"))
                ])
                let after = try written()
                let content = try warehouse.content()
                try warehouse.rebuild()
                #expect(try warehouse.content() == content)
                return rollups.indices.filter { before[$0] != after[$0] }.map { rollups[$0] }
            }
            #expect(
                try filled(by: "surveys.csv", "survey_id,kind,sent_at") {
                    "\($0),csat,2026-03-0\($0 % 7 + 2)T08:00:00Z"
                } == ["survey_asked_at_day"])
            #expect(
                try filled(by: "orders.csv", "order_id,customer_id,ordered_at") {
                    "\($0),C,2026-03-0\($0 % 7 + 2)T08:00:00Z"
                } == ["customer_order_ordered_at_day"])
            #expect(
                try filled(by: "shifts.csv", "shift_id,agent_id,starts_at,ends_at") {
                    let day = "2026-03-0\($0 % 7 + 2)"
                    return "\($0),B,\(day)T08:00:00Z,\(day)T09:00:00Z"
                } == ["agent_time_day"])
            #expect(
                try filled(by: "tickets.csv", "ticket_id,created_at") {
                    "\($0),2026-03-0\($0 % 7 + 2)T08:00:00Z"
                } == ["ticket_created_at_day"])
        }
    }

    @Test(arguments: [
        ("volume by channel in 2026-03", ["rollup.ticket_created_at_month"]),
        ("volume by channel in 2026-W14", ["rollup.ticket_created_at_day"]),
        ("volume by channel where priority = 'high' in 2026", ["rollup.ticket_created_at_month"]),
        ("reopen_rate by agent weekly in 2026", ["rollup.ticket_resolved_at_day"]),
        ("frt in 2026-03", ["rollup.histogram"]),
        ("frt, volume in 2026-03", ["rollup.histogram", "rollup.ticket_created_at_month"]),
        ("frt mean daily in 2026-03", ["rollup.first_response_first_response_at_day"]),
        ("frt weekly in 2026-03", ["rollup.first_response_time_sizes"]),
        ("frt business by agent daily in 2026-03", ["rollup.first_response_time_business_sizes"]),
        ("frt weekly by brand in 2026-03", ["rollup.first_response_time_sizes"]),
        ("frt weekly by channel where priority = 'high' in 2026-03", ["fact.first_response"]),
        ("frt from 2026-03-02 to 2026-03-20", ["fact.first_response"]),
        ("frt monthly from 2026-03-02 to 2026-05-20", ["fact.first_response"]),
        ("frt exact in 2026-03", ["fact.first_response"]),
        ("frt max in 2026-03", ["fact.first_response"]),
        ("volume by country, segment in 2026-03", ["fact.ticket"]),
        ("volume by brand in 2026-03", ["rollup.ticket_created_at_month"]),
        ("volume by brand, channel in 2026-03", ["fact.ticket"]),
        ("volume hourly in 2026-03-02", ["fact.ticket"]),
        (
            "clearance_rate by team in 2026-03",
            ["rollup.ticket_resolved_at_month", "rollup.ticket_created_at_month"]
        ),
        (
            "backlog by channel daily in 2026-03",
            ["rollup.open_stretch_opened_at_day", "rollup.open_stretch_closed_at_day"]
        ),
        ("backlog this month", ["fact.open_stretch"]),
        ("backlog_age in 2026-03", ["fact.open_stretch"]),
        (
            "occupancy by agent in 2026-03",
            ["rollup.interaction_occurred_at_month", "rollup.agent_time_month"]
        ),
        (
            "contact_rate by country in 2026-03",
            ["rollup.ticket_created_at_month", "rollup.customer_order_ordered_at_month"]
        ),
    ])
    func theSmallestRelationThatCanAnswers(question: String, relations: [String]) throws {
        try ScratchWarehouse.lend { warehouse in
            try warehouse.load([
                "tickets.csv":
                    "ticket_id,created_at,channel,priority,brand\n1,2026-03-01T08:00:00Z,chat,high,A\n"
            ])
            let answer = try warehouse.answer(question, asOf: Self.asOf)
            #expect(answer.answeredFrom == relations)
            #expect(answer.statements.allSatisfy { !$0.reason.isEmpty })
        }
    }

    /// Two of 1-4 is a third of the scale, whose decimals never end: a power that PostgreSQL rounds would make the
    /// spread of two such answers less than nothing.
    @Test func equalAnswersHaveAnIntervalWithoutWidth() throws {
        try ScratchWarehouse.lend { warehouse in
            try warehouse.load([
                "surveys.csv": """
                survey_id,kind,responded_at,score,scale_min,scale_max
                S1,csat,2026-03-01T08:00:00Z,2,1,4
                S2,csat,2026-03-02T08:00:00Z,2,1,4
                """
            ])
            for word in ["", "exact"] {
                let answer = try warehouse.answer("csat_score \(word) in 2026-03 with ci", asOf: Self.asOf)
                let cell = answer.rows[0].cells[0]
                for number in [cell.value, cell.lower, cell.upper] {
                    #expect(abs(try #require(number) - 7.0 / 3) < 1e-9)
                }
            }
        }
    }

    @Test(.scratchDatabase) func aKPIThatCountsOtherCasesIsCountedAnew() throws {
        let settings = try ConnectionSettings(ScratchDatabase.conninfo)
        func answer(_ files: [SQLFile], loading: Bool = false) throws -> Answer {
            var warehouse = try Warehouse(settings, files: files)
            if loading {
                try warehouse.load([
                    "tickets.csv":
                        "ticket_id,created_at,channel\n1,2026-03-01T08:00:00Z,chat\n2,2026-03-02T08:00:00Z,mail\n"
                ])
            }
            return try warehouse.answer("volume in 2026-03", asOf: Self.asOf)
        }
        #expect(try answer(EmbeddedSQL.files, loading: true).rows[0].cells[0].n == 2)
        let chatOnly = EmbeddedSQL.files.map { file in
            file.path == "kpi/ticket_volume.sql"
                ? SQLFile(path: file.path, text: file.text + "where ticket.channel = 'chat'\n") : file
        }
        let changed = try answer(chatOnly)
        #expect(changed.rows[0].cells[0].n == 1)
        #expect(changed.answeredFrom == ["rollup.ticket_created_at_month"])
        // And back, as if a release were taken back.
        #expect(try answer(EmbeddedSQL.files).rows[0].cells[0].n == 2)
    }

    /// Squares of some fit whole numbers, of others not, on either side of zero.
    @Test(.scratchDatabase, arguments: ["", "-"]) func durationsOfAnySizeAddUp(sign: String) throws {
        let files = EmbeddedSQL.files.map { file in
            guard file.path == "kpi/resolution_time.sql" else { return file }
            return SQLFile(
                path: file.path,
                text: file.text.replacing(
                    "ticket.resolution_ms as value_ms", with: "\(sign)ticket.resolution_ms as value_ms"))
        }
        var warehouse = try Warehouse(ConnectionSettings(ScratchDatabase.conninfo), files: files)
        try warehouse.load([
            "tickets.csv": """
            ticket_id,created_at,resolved_at
            1,2026-03-01T08:00:00Z,2026-03-01T08:00:01Z
            2,2026-01-01T08:00:00Z,2026-03-02T08:00:00Z
            3,1990-01-01T08:00:00Z,2026-03-03T08:00:00Z

            """
        ])
        let quick = try warehouse.answer("art mean with ci in 2026-03", asOf: Self.asOf)
        let exact = try warehouse.answer("art mean exact with ci in 2026-03", asOf: Self.asOf)
        #expect(quick.answeredFrom == ["rollup.ticket_resolved_at_month"])
        let (left, right) = (quick.rows[0].cells[0], exact.rows[0].cells[0])
        #expect((try #require(left.value) < 0) == (sign == "-"))
        for (one, other) in [(left.value, right.value), (left.lower, right.lower), (left.upper, right.upper)]
        {
            let (one, other) = (try #require(one), try #require(other))
            #expect(abs(one - other) <= 1e-9 * abs(other))
        }
    }

    @Test(.scratchDatabase) func aKPIWhoseCasesAreJoinedIsAnsweredFromTheFacts() throws {
        let joined = SQLFile(
            path: "kpi/known_customers.sql",
            text: """
                -- key: known_customers
                -- name: Tickets of known customers
                -- kind: count
                -- unit: tickets
                -- better: none
                -- anchor: created_at
                -- definition: Reportable tickets whose customer is known.
                select
                    ticket.*,
                    ticket.created_at as anchor_at
                from fact.ticket
                inner join core.customer
                    on ticket.customer_id = customer.customer_id
                        and ticket.source = customer.source
                """)
        var warehouse = try Warehouse(
            ConnectionSettings(ScratchDatabase.conninfo), files: EmbeddedSQL.files + [joined])
        try warehouse.load([
            "tickets.csv":
                "ticket_id,created_at,customer_id\n1,2026-03-01T08:00:00Z,C1\n2,2026-03-02T08:00:00Z,C2\n",
            "customers.csv": "customer_id\nC2\n",
        ])
        let answer = try warehouse.answer("known_customers in 2026-03", asOf: Self.asOf)
        #expect(answer.rows[0].cells[0].n == 1)
        #expect(answer.answeredFrom == ["fact.ticket", "core.customer"])
    }

    /// A KPI of a user's own whose anchor may be empty: such a case is in no day, wherever one looks.
    @Test(.scratchDatabase) func aCaseWithoutAnAnchorIsInNoDay() throws {
        let done = SQLFile(
            path: "kpi/tickets_done.sql",
            text: """
                -- key: tickets_done
                -- name: Tickets done
                -- kind: count
                -- unit: tickets
                -- better: higher
                -- anchor: resolved_at
                -- definition: Tickets by their final resolution.
                select
                    ticket.*,
                    ticket.resolved_at as anchor_at
                from fact.ticket
                """)
        var warehouse = try Warehouse(
            ConnectionSettings(ScratchDatabase.conninfo), files: EmbeddedSQL.files + [done])
        try warehouse.load([
            "tickets.csv":
                "ticket_id,created_at,resolved_at\n1,2026-03-01T08:00:00Z,2026-03-02T08:00:00Z\n2,2026-03-01T08:00:00Z,\n"
        ])
        let answer = try warehouse.answer("tickets_done exact in 2026-03", asOf: Self.asOf)
        #expect(answer.rows[0].cells[0].n == 1)
        for view in ["kpi.tickets_done", "kpi.daily where kpi = 'tickets_done' and dimension is null"] {
            #expect(try warehouse.rows("select day, n from \(view)") == [["2026-03-02", "1"]], "\(view)")
        }
    }

    /// A mistyped year leaves the days of many centuries out of the views, not its rows.
    @Test func noViewBeginsBeforeThereWereHelpDesks() throws {
        try ScratchWarehouse.lend { warehouse in
            try warehouse.load([
                "tickets.csv":
                    "ticket_id,created_at\n1,0206-03-01T08:00:00Z\n2,2026-03-01T08:00:00Z\n",
                "customers.csv":
                    "customer_id,joined_at\nC,0206-03-01T08:00:00Z\nD,2026-03-01T08:00:00Z\n",
            ])
            let views = [
                "kpi.daily where kpi = 'backlog' and dimension is null and", "kpi.backlog where",
                "kpi.churn_rate where",
            ]
            for view in views {
                let first = try warehouse.rows("select min(day) from \(view) true")
                #expect(first == [["1970-01-01"]], "\(view)")
                let levels = try warehouse.rows(
                    """
                    select sum(n) from \(view) day between '2026-02-28' and '2026-03-02'
                    group by day order by day
                    """)
                let isAtStart = view.contains("churn")
                #expect(levels == [["1"], [isAtStart ? "1" : "2"], ["2"]], "\(view)")
            }
            #expect(try warehouse.rows("select min(day) from kpi.ticket_volume") == [["0206-03-01"]])
        }
    }

    @Test func theReportingZoneMovesCellsToOtherDays() throws {
        try ScratchWarehouse.lend { warehouse in
            try warehouse.load(["tickets.csv": "ticket_id,created_at\n1,2026-03-01T23:30:00Z\n"])
            let day = "select day from kpi.daily where kpi = 'ticket_volume' and dimension is null"
            #expect(try warehouse.rows(day) == [["2026-03-01"]])
            #expect(try warehouse.change(.timezone, to: "Europe/Berlin"))
            #expect(try warehouse.rows(day) == [["2026-03-02"]])
        }
    }

    @Test func aCellThatLosesItsLastCaseIsGone() throws {
        try ScratchWarehouse.lend { warehouse in
            func load(_ row: String) throws {
                try warehouse.load([
                    "tickets.csv": "ticket_id,created_at,channel,resolved_at,excluded\n\(row)\n"
                ])
            }
            try load("1,2026-03-01T08:00:00Z,chat,2026-03-01T09:00:00Z,")
            let filled = try warehouse.content(of: ["rollup"])
            #expect(!filled.isEmpty)
            try load("1,2026-03-01T08:00:00Z,chat,2026-03-01T09:00:00Z,spam")
            let excluded = try warehouse.content(of: ["rollup"])
            #expect(!excluded.isEmpty)
            #expect(excluded.allSatisfy { $0.hasPrefix("rollup.excluded_ticket_created_at_") })
            try load("1,2026-03-01T08:00:00Z,chat,2026-03-01T09:00:00Z,")
            #expect(try warehouse.content(of: ["rollup"]) == filled)
        }
    }

    /// The number beside an answer is counted like a KPI: from cells where they can tell, else from rows.
    @Test(arguments: [
        ("in 2026-03", 3), ("weekly in 2026-03", 3), ("hourly in 2026-03-01", 1),
        ("in 2026-03 where channel = 'chat'", 2), ("in 2026-03 where brand = 'A'", 1),
        ("in 2026-03 where channel = 'chat' and country is null and priority is null", 2),
        ("in 2026-03-01 where not channel = 'chat'", 0), ("in 2026-05", 0),
    ])
    func excludedTicketsAreCounted(clause: String, count: Int) throws {
        try ScratchWarehouse.lend { warehouse in
            try warehouse.load([
                "tickets.csv": """
                ticket_id,created_at,channel,excluded,brand
                1,2026-03-01T08:00:00Z,chat,spam,A
                2,2026-03-02T08:00:00Z,chat,test,B
                3,2026-03-31T23:59:59Z,mail,,A
                4,2026-04-01T00:00:00Z,mail,spam,A
                5,2026-03-07T08:00:00Z,chat,,A
                """
            ])
            // One is left out later, one came back.
            try warehouse.load([
                "tickets.csv": """
                ticket_id,created_at,channel,excluded,brand
                3,2026-03-31T23:59:59Z,mail,deleted,B
                4,2026-04-01T00:00:00Z,mail,,A
                """
            ])
            #expect(try warehouse.answer("volume \(clause)", asOf: Self.asOf).excluded == count)
        }
    }

    /// Where cells can tell, no ticket is looked at: what the cells say is the answer, right or wrong.
    @Test func excludedTicketsAreReadFromCells() throws {
        try ScratchWarehouse.lend { warehouse in
            try warehouse.load([
                "tickets.csv": "ticket_id,created_at,channel,excluded\n1,2026-03-01T08:00:00Z,chat,spam\n"
            ])
            for period in ["day", "month"] {
                _ = try warehouse.rows(
                    """
                    update rollup.excluded_ticket_created_at_\(period) set excluded_tickets_count = 7 returning 1
                    """)
            }
            #expect(try warehouse.answer("volume in 2026-03", asOf: Self.asOf).excluded == 7)
            #expect(try warehouse.answer("volume in 2026-W09", asOf: Self.asOf).excluded == 7)
            #expect(try warehouse.answer("volume hourly in 2026-03-01", asOf: Self.asOf).excluded == 7)
        }
    }
}
