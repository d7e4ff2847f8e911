import Testing
import Warehouse
import WarehouseTestSupport

/// What a load derives again, and what it leaves alone: only that depends on what it changed.
@Suite struct TouchedTests {
    /// When the rows of a fact were written, by their ids.
    private static func written(
        _ fact: String, by id: String, _ warehouse: inout Warehouse
    ) throws -> [[String]] {
        try warehouse.rows("select \(id), xmin::text from fact.\(fact) order by 1, 2")
    }

    private static func load(_ schedules: String, into warehouse: inout Warehouse) throws {
        try warehouse.load(["schedules.csv": "schedule_id,timezone,is_default\n" + schedules])
    }

    @Test func aScheduleThatIsNoDefaultTouchesItsOwnTicketsOnly() throws {
        try ScratchWarehouse.lend { warehouse in
            try warehouse.load([
                "schedules.csv": "schedule_id,timezone,is_default\nb,UTC,yes\n",
                "tickets.csv": """
                ticket_id,created_at,schedule_id
                none,2026-03-01T08:00:00Z,
                own,2026-03-01T08:00:00Z,c
                """,
            ])
            func touched(_ schedules: String) throws -> [String] {
                let before = try Self.written("ticket", by: "ticket_id", &warehouse)
                try Self.load(schedules, into: &warehouse)
                let after = try Self.written("ticket", by: "ticket_id", &warehouse)
                return zip(before, after).filter { $0 != $1 }.map { $0.0[0] }
            }
            #expect(try touched("c,UTC,no\n") == ["own"])
            #expect(try touched("a,UTC,no\n") == [])
            #expect(try touched("a,UTC,yes\n") == ["none"])
            #expect(try touched("a,UTC,no\n") == ["none"])
            #expect(try touched("b,Europe/Berlin,yes\n") == ["none"])
        }
    }

    @Test func whatFactsDoNotTakeFromAPersonTouchesNone() throws {
        try ScratchWarehouse.lend { warehouse in
            let customers = "customer_id,name,segment\n"
            let agents = "agent_id,name,team\n"
            try warehouse.load([
                "customers.csv": customers + "C,Ann,gold\n",
                "agents.csv": agents + "A,Bob,first\n",
                "orders.csv": "order_id,customer_id,ordered_at\nO,C,2026-03-01T08:00:00Z\n",
                "surveys.csv": """
                survey_id,kind,sent_at,customer_id,agent_id
                SC,nps,2026-03-01T08:00:00Z,C,
                SA,nps,2026-03-01T08:00:00Z,,A
                """,
                "shifts.csv":
                    "shift_id,agent_id,starts_at,ends_at\nH,A,2026-03-01T08:00:00Z,2026-03-01T16:00:00Z\n",
            ])
            func touched(_ name: String, _ text: String) throws -> [String] {
                let facts = [
                    ("customer_order", "order_id"), ("survey", "survey_id"), ("agent_time", "agent_id"),
                ]
                func written() throws -> [[String]] {
                    try facts.flatMap { try Self.written($0, by: $1, &warehouse) }
                }
                let before = try written()
                #expect(try warehouse.load(files: [(name, text)]).entities[0].changed == 1)
                return try zip(before, written()).filter { $0 != $1 }.map { $0.0[0] }
            }
            #expect(try touched("customers.csv", customers + "C,Anna,gold\n") == [])
            #expect(try touched("customers.csv", customers + "C,Anna,silver\n") == ["O", "SC"])
            #expect(try touched("agents.csv", agents + "A,Rob,first\n") == [])
            #expect(try touched("agents.csv", agents + "A,Rob,second\n") == ["SA", "A"])
            #expect(
                try warehouse.rows("select segment from fact.customer_order") == [["silver"]]
                    && warehouse.rows("select team from fact.agent_time") == [["second"]])
        }
    }
}
