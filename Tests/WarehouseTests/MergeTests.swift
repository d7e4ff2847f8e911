import TestSupport
import Testing
import WarehouseTestSupport

@testable import Warehouse

/// What a row does to the row that has its key.
@Suite struct MergeTests {
    @Test func aRowReplacesTheOneWithItsKeyWhole() throws {
        try ScratchWarehouse.lend { warehouse in
            try warehouse.load([
                "tickets.csv": """
                ticket_id,created_at,channel,priority,tags,brand
                1,2026-03-01T08:00:00Z,chat,high,a;b,blue
                2,2026-03-01T09:00:00Z,chat,high,,
                """
            ])
            let report = try warehouse.load([
                "tickets.csv": """
                ticket_id,created_at,channel,priority,tags,brand
                1,2026-03-01T08:00:00Z,email,,,
                2,2026-03-01T09:00:00Z,chat,high,,
                3,2026-03-01T10:00:00Z,,,,
                """
            ])
            #expect(report.entities == [Self.entity("tickets", read: 3, added: 1, changed: 1, unchanged: 1)])
            let rows = try warehouse.rows(
                "select ticket_id, channel, priority, tags, attributes from core.ticket order by 1")
            #expect(
                rows == [
                    ["1", "email", "-", "-", "-"], ["2", "chat", "high", "-", "-"],
                    ["3", "-", "-", "-", "-"],
                ])
        }
    }

    @Test func aColumnThatALaterFileLacksBecomesNull() throws {
        try ScratchWarehouse.lend { warehouse in
            try warehouse.load([
                "customers.csv": "customer_id,name,segment,plan\nC1,Ann,gold,pro\nC2,Bob,silver,pro\n"
            ])
            try warehouse.load(["customers.csv": "customer_id,name\nC1,Ann\n"])
            let rows = try warehouse.rows(
                "select customer_id, name, segment, attributes from core.customer order by 1")
            #expect(rows == [["C1", "Ann", "-", "-"], ["C2", "Bob", "silver", #"{"plan": "pro"}"#]])
        }
    }

    @Test func theLastLineOfAKeyWinsWithinALoad() throws {
        try ScratchWarehouse.lend { warehouse in
            // Files are read in bytewise order of their names.
            let report = try warehouse.load([
                "agents.2.csv": "agent_id,name\nA1,third\n",
                "agents.1.csv": "agent_id,name,team\nA1,first,Returns\nA2,other,\nA1,second,Returns\n",
            ])
            #expect(report.entities == [Self.entity("agents", read: 4, added: 2, unchanged: 2)])
            let rows = try warehouse.rows("select agent_id, name, team from core.agent order by 1")
            #expect(rows == [["A1", "third", "-"], ["A2", "other", "-"]])
        }
    }

    @Test(arguments: [false, true]) func loadingTheSameAgainChangesNothing(isRepeatedWithin: Bool) throws {
        try ScratchWarehouse.lend { warehouse in
            let files = Self.everyEntity
            let first = try warehouse.load(files: files)
            #expect(first.rejected == 0)
            #expect(first.entities.count == 14)
            let content = try warehouse.content()
            let positions = try warehouse.rows("select ticket_id, row_seq, xmin from core.ticket order by 1")
            let again = try warehouse.load(files: isRepeatedWithin ? files.doubled : files)
            #expect(again.entities.allSatisfy { $0.added == 0 && $0.changed == 0 })
            #expect(again.entities.allSatisfy { $0.unchanged == Int($0.read) })
            let contentAfter = try warehouse.content()
            #expect(contentAfter == content)
            let positionsAfter = try warehouse.rows(
                "select ticket_id, row_seq, xmin from core.ticket order by 1")
            #expect(positionsAfter == positions)
        }
    }

    /// Keys of more than an id, with their empty parts.
    @Test func keysOfSeveralColumnsTakeEmptyForAValue() throws {
        try ScratchWarehouse.lend { warehouse in
            for times in 1...2 {
                let report = try warehouse.load([
                    "schedule_hours.csv": """
                    schedule_id,weekday,opens_at,closes_at,valid_from
                    S1,1,09:00,12:0\(times),
                    S1,1,09:00,17:00,2026-01-01
                    S1,1,13:00,24:00,
                    """,
                    "holidays.csv":
                        "holiday_on,schedule_id,name\n2026-01-01,,New Year \(times)\n2026-01-01,S1,\n",
                    "targets.csv": """
                    kpi,starts_on,target,channel,team
                    csat,2026-01-01,8\(times),,
                    csat,2026-01-01,90,chat,
                    csat,2026-01-01,91,,chat
                    """,
                ])
                let total = report.entities.reduce(into: (added: 0, changed: 0)) { total, entity in
                    total.added += entity.added
                    total.changed += entity.changed
                }
                #expect(total == (times == 1 ? (8, 0) : (0, 3)))
            }
            let hours = try warehouse.rows(
                "select opens_at, closes_at, valid_from from core.schedule_hour order by 1, 3 nulls first")
            #expect(
                hours == [
                    ["09:00:00", "12:02:00", "-"], ["09:00:00", "17:00:00", "2026-01-01"],
                    ["13:00:00", "24:00:00", "-"],
                ])
            let targets = try warehouse.rows("select target, dimensions from core.target order by 1")
            #expect(
                targets == [["82", "{}"], ["90", #"{"channel": "chat"}"#], ["91", #"{"team": "chat"}"#]])
        }
    }

    @Test func equalIdsOfTwoSourcesNeverMeet() throws {
        try ScratchWarehouse.lend { warehouse in
            for source in ["desk", "shop"] {
                let report = try warehouse.load(
                    [
                        "tickets.csv": """
                        ticket_id,created_at,agent_id,customer_id,channel
                        1,2026-03-01T08:00:00Z,A1,C1,\(source) chat
                        """,
                        "interactions.csv": """
                        interaction_id,ticket_id,occurred_at,author,agent_id
                        I1,1,2026-03-01T08:0\(source == "desk" ? 1 : 5):00Z,agent,A1
                        """,
                        "agents.csv": "agent_id,name,team\nA1,\(source) Ann,\(source) team\n",
                        "customers.csv": "customer_id,segment\nC1,\(source) gold\n",
                    ], as: source)
                #expect(report.entities.map(\.added) == [1, 1, 1, 1])
                #expect(report.entities.map(\.changed) == [0, 0, 0, 0])
            }
            let facts = try warehouse.rows(
                "select source, channel, team, segment, first_response_ms from fact.ticket order by source")
            #expect(
                facts == [
                    ["desk", "desk chat", "desk team", "desk gold", "60000"],
                    ["shop", "shop chat", "shop team", "shop gold", "300000"],
                ])
            let answer = try warehouse.answer("volume by agent in 2026-03")
            #expect(answer.rows.map { $0.members[0].text } == ["A1", "A1"])
            #expect(answer.rows.map { $0.members[0].source } == ["desk", "shop"])
            #expect(answer.rows.map { $0.members[0].name } == ["desk Ann", "shop Ann"])
        }
    }

    @Test func aCorrectionRestatesWhatItTouches() throws {
        try ScratchWarehouse.lend { warehouse in
            try warehouse.load([
                "tickets.csv": """
                ticket_id,created_at,resolved_at
                1,2026-03-01T08:00:00Z,2026-03-01T10:00:00Z
                2,2026-03-01T08:00:00Z,2026-03-01T10:00:00Z
                """,
                "interactions.csv": """
                interaction_id,ticket_id,occurred_at,author,handling_seconds
                I1,1,2026-03-01T08:10:00Z,agent,60
                """,
            ])
            // The interaction turns out to belong to the other ticket.
            try warehouse.load([
                "interactions.csv": """
                interaction_id,ticket_id,occurred_at,author,handling_seconds
                I1,2,2026-03-01T08:20:00Z,agent,90
                """
            ])
            let facts = try warehouse.rows(
                "select ticket_id, first_response_ms, handle_ms from fact.ticket order by ticket_id")
            #expect(facts == [["1", "-", "-"], ["2", "1200000", "90000"]])
        }
    }

    @Test func waitingRowsTakeEffectWhenTheirTicketArrives() throws {
        try ScratchWarehouse.lend { warehouse in
            let rows: [(name: String, text: String)] = [
                (
                    "interactions.csv",
                    "interaction_id,ticket_id,occurred_at,author\nI1,1,2026-03-01T08:10:00Z,agent\n"
                ),
                (
                    "surveys.csv",
                    "survey_id,kind,responded_at,ticket_id,score\nV1,csat,2026-03-02T08:00:00Z,1,5\n"
                        + "V2,csat,2026-03-02T08:00:00Z,,1\n"
                ),
                (
                    "ticket_events.csv",
                    "event_id,ticket_id,occurred_at,field,value\nE1,1,2026-03-01T09:00:00Z,status,resolved\n"
                ),
            ]
            let early = try warehouse.load(files: rows)
            // The event waits too, but the contract counts interactions and surveys.
            #expect(early.waiting.reduce(0) { $0 + $1.rows } == 2)
            #expect(try Self.numbers(&warehouse) == ["volume 0", "frt 0", "csat 1", "tickets_resolved 0"])
            #expect(try warehouse.status().waiting == 2)
            func counted() throws -> [[String]] {
                let counts = try warehouse.rows("select entity, row_count from fact.waiting_count order by 1")
                #expect(
                    try warehouse.rows("select entity, count(*) from fact.waiting group by 1 order by 1")
                        == counts)
                return counts
            }
            #expect(try counted() == [["interactions", "1"], ["surveys", "1"], ["ticket_events", "1"]])

            // The same id of another source is another ticket.
            let other = try warehouse.load(
                ["tickets.csv": "ticket_id,created_at\n1,2026-03-01T08:00:00Z\n"], as: "other")
            #expect(other.waiting.reduce(0) { $0 + $1.rows } == 2)

            let late = try warehouse.load(["tickets.csv": "ticket_id,created_at\n1,2026-03-01T08:00:00Z\n"])
            #expect(late.waiting.isEmpty)
            #expect(try counted() == [])
            #expect(try Self.numbers(&warehouse) == ["volume 2", "frt 1", "csat 2", "tickets_resolved 1"])

            // When the ticket turns out to be spam, all of it is out.
            try warehouse.load(["tickets.csv": "ticket_id,created_at,excluded\n1,2026-03-01T08:00:00Z,spam\n"]
            )
            #expect(try Self.numbers(&warehouse) == ["volume 1", "frt 0", "csat 1", "tickets_resolved 0"])
            #expect(try warehouse.answer("volume in 2026-03").excluded == 1)
        }
    }

    // MARK: - Pieces

    private static func numbers(_ warehouse: inout Warehouse) throws -> [String] {
        var numbers: [String] = []
        for kpi in ["volume", "frt", "csat", "tickets_resolved"] {
            let answer = try warehouse.answer("\(kpi) in 2026-03")
            numbers.append("\(kpi) \(answer.rows[0].cells[0].n)")
        }
        return numbers
    }

    private static func entity(
        _ name: String, read: Int64, added: Int = 0, changed: Int = 0, unchanged: Int = 0, rejected: Int64 = 0
    ) -> LoadReport.Entity {
        LoadReport.Entity(
            name: name, read: read, added: added, changed: changed, unchanged: unchanged, rejected: rejected)
    }

    /// One file of each entity of the contract.
    private static let everyEntity: [(name: String, text: String)] = [
        (
            "agents.csv",
            "agent_id,name,team,kind,started_on,desk\nA1,Ann,Returns,human,2020-01-01,4\nA2,,,bot,,\n"
        ),
        ("customers.csv", "customer_id,segment,country,joined_at\nC1,gold,DE,2026-01-01 08:00:00+01\n"),
        (
            "tickets.csv",
            "ticket_id,created_at,customer_id,agent_id,tags,resolved_at,brand\n"
                + "1,2026-03-01T08:00:00Z,C1,A1,a;b,2026-03-01T09:00:00Z,blue\n2,2026-03-02T08:00:00Z,,,,,\n"
        ),
        (
            "interactions.csv",
            "interaction_id,ticket_id,occurred_at,author,agent_id,handling_seconds\n"
                + "I1,1,2026-03-01T08:10:00Z,agent,A1,60.5\nI2,9,2026-03-01T08:10:00Z,customer,,\n"
        ),
        (
            "ticket_events.csv",
            "event_id,ticket_id,occurred_at,field,value\nE1,2,2026-03-02T09:00:00Z,status,closed\n"
        ),
        ("surveys.csv", "survey_id,kind,sent_at,ticket_id,score\nV1,csat,2026-03-02T08:00:00Z,1,\n"),
        (
            "costs.csv",
            "cost_id,category,period_start,period_end,amount,currency\nK1,staffing,2026-03-01,2026-03-31,10.50,EUR\n"
        ),
        (
            "shifts.csv",
            "shift_id,agent_id,starts_at,ends_at\nH1,A1,2026-03-01T08:00:00Z,2026-03-01T16:00:00Z\n"
        ),
        ("schedules.csv", "schedule_id,timezone,is_default\nS1,Europe/Berlin,yes\n"),
        ("schedule_hours.csv", "schedule_id,weekday,opens_at,closes_at\nS1,7,09:00,17:00\n"),
        ("holidays.csv", "holiday_on,name\n2026-01-01,New Year\n"),
        (
            "orders.csv",
            "order_id,customer_id,ordered_at,amount,currency\nO1,C1,2026-02-01T08:00:00Z,9.90,EUR\n"
        ),
        ("targets.csv", "kpi,starts_on,target,channel\ncsat,2026-01-01,85,chat\n"),
        ("initiatives.csv", "initiative_id,name,starts_on,team\nN1,Macros,2026-02-01,Returns\n"),
    ]
}

extension [(name: String, text: String)] {
    /// Each file with all of its lines twice.
    fileprivate var doubled: [(name: String, text: String)] {
        map { file in
            let lines = file.text.split(separator: "\n")
            return (file.name, (lines + lines.dropFirst()).map { $0 + "\n" }.joined())
        }
    }
}
