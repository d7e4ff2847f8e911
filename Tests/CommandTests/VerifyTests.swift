import PostgresClient
import Testing
import Warehouse
import WarehouseTestSupport

/// `deskhouse verify`: what a person and a monitor are told.
@Suite struct VerifyTests {
    private static let tickets = """
        ticket_id,created_at,channel
        1,2026-03-01T08:00:00Z,chat
        2,2026-03-02T08:00:00Z,email
        """

    @Test func aWarehouseThatAddsUpIs0AndOneThatDoesNotIs3() throws {
        try ScratchWarehouse.lend { warehouse in
            try warehouse.load(["tickets.csv": Self.tickets])
            let deskhouse = Deskhouse(try ScratchWarehouse.conninfo(of: warehouse))

            let fine = try deskhouse.run("verify", "--from-core")
            #expect(fine.status == 0)
            #expect(fine.error.isEmpty)
            #expect(fine.lines.last?.hasSuffix(" checks, all ok") == true)
            #expect(!fine.output.contains("FAILED"))
            #expect(fine.output.contains("from_core"))

            _ = try warehouse.connection.execute(
                """
                update rollup.ticket_created_at_day set ticket_volume_count = 2
                where slice = 'channel' and channel = 'email'
                """)
            let spoiled = try deskhouse.run("verify")
            #expect(spoiled.status == 3)
            #expect(spoiled.error.contains("failed"))
            #expect(
                spoiled.output.contains(
                    """
                    rollup ticket_volume, first difference:
                      2026-03-02, channel email, ticket_volume_count: 1 (rows) against 2 (rollup.ticket_created_at_day)
                    """))
        }
    }

    @Test func aMonitorReadsOneObject() throws {
        try ScratchWarehouse.lend { warehouse in
            try warehouse.load(["tickets.csv": Self.tickets])
            let deskhouse = Deskhouse(try ScratchWarehouse.conninfo(of: warehouse))
            let fine = try deskhouse.run("verify", "--format", "json")
            #expect(fine.status == 0)
            #expect(fine.json["passed"] as? Bool == true)

            _ = try warehouse.connection.execute(
                "delete from rollup.ticket_created_at_month where slice = 'total'")
            let spoiled = try deskhouse.run("verify", "--format", "json")
            #expect(spoiled.status == 3)
            #expect(spoiled.json["passed"] as? Bool == false)
            let failed = (spoiled.json["checks"] as? [[String: Any]] ?? []).filter {
                $0["passed"] as? Bool == false
            }
            #expect(failed.count == 1)
            #expect(failed.first?["check"] as? String == "months")
            #expect(failed.first?["of"] as? String == "ticket_created_at")
            let difference = failed.first?["first_difference"] as? [String: Any] ?? [:]
            #expect(difference["place"] as? String == "2026-03-01")
            #expect(difference["segment"] as? String == "total")
            #expect(difference["expected"] as? String == "2")
            #expect(difference["found"] as? String == "0")
        }
    }
}
