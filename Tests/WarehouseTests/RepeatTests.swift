import Testing
import Warehouse
import WarehouseTestSupport

/// A ticket that comes back: what a load changes of the customer's other tickets, and what it leaves alone.
@Suite struct RepeatTests {
    private static let header = "ticket_id,created_at,direction,customer_id,category,resolved_at,excluded\n"

    @Test func aRepeatThatComesGoesOrChangesIsNoticed() throws {
        try ScratchWarehouse.lend { warehouse in
            try warehouse.load([
                "tickets.csv": Self.header + """
                    near,2026-03-01T08:00:00Z,inbound,C,returns,2026-03-02T08:00:00Z,
                    far,2026-01-01T08:00:00Z,inbound,C,returns,2026-01-02T08:00:00Z,
                    other,2026-03-01T08:00:00Z,inbound,C,payment,2026-03-02T08:00:00Z,

                    """
            ])
            func repeated() throws -> [[String]] {
                try warehouse.rows("select ticket_id from fact.ticket where has_repeat order by 1")
            }
            func written() throws -> [[String]] {
                try warehouse.rows(
                    "select xmin::text from fact.ticket where ticket_id in ('far', 'other') order by ticket_id"
                )
            }
            let before = try written()
            #expect(try repeated() == [])
            for (row, expected) in [
                ("2026-03-04T08:00:00Z,inbound,C,returns,,", [["near"]]),
                // What says nothing of a repeat changes none.
                ("2026-03-04T08:00:00Z,inbound,C,returns,2026-03-05T08:00:00Z,", [["near"]]),
                ("2026-03-20T08:00:00Z,inbound,C,returns,,", []),
                ("2026-03-09T08:00:00Z,inbound,C,returns,,", [["near"]]),
                ("2026-03-09T08:00:00Z,outbound,C,returns,,", []),
                ("2026-03-09T08:00:00Z,inbound,C,returns,,", [["near"]]),
                ("2026-03-09T08:00:00Z,inbound,D,returns,,", []),
                ("2026-03-09T08:00:00Z,inbound,C,returns,,", [["near"]]),
                ("2026-03-09T08:00:00Z,inbound,C,returns,,spam", []),
            ] {
                try warehouse.load(["tickets.csv": Self.header + "again,\(row)\n"])
                #expect(try repeated() == expected, "\(row)")
            }
            #expect(try written() == before)
            try warehouse.load([
                "tickets.csv": Self.header + "again,2026-03-03T08:00:00Z,inbound,C,payment,,\n"
            ])
            #expect(try repeated() == [["other"]])
        }
    }
}
