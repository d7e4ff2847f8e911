import KPIQuery
import Testing
import Warehouse
import WarehouseTestSupport

/// Hours around changes of the clock.
@Suite struct ClockChangeTests {
    /// In Berlin 02:00 is skipped on March 29 and comes twice on October 25.
    @Test(arguments: [
        ("2026-03-29", 23, "1,2,0,0"), ("2026-10-25", 24, "1,3,0,0"), ("2026-03-28", 24, "0,0,0,0"),
    ])
    func aSkippedHourHasNoRow(day: String, rows: Int, counts: String) throws {
        try ScratchWarehouse.lend { warehouse in
            try warehouse.load([
                "tickets.csv": """
                ticket_id,created_at
                1,2026-03-29T00:30:00Z
                2,2026-03-29T01:00:00Z
                3,2026-03-29T01:30:00Z
                4,2026-10-24T23:30:00Z
                5,2026-10-25T00:00:00Z
                6,2026-10-25T00:30:00Z
                7,2026-10-25T01:30:00Z

                """
            ])
            #expect(try warehouse.change(.timezone, to: "Europe/Berlin"))
            let answer = try warehouse.answer("volume hourly in \(day)")
            #expect(answer.rows.count == rows)
            let hours = (1...4).map { hour in
                answer.rows.first {
                    answer.range.buckets[$0.bucket - 1].start.description.hasPrefix("\(day) 0\(hour)")
                }
                .map { String(Int($0.cells[0].value ?? -1)) }
            }
            // An hour that is not there is left out.
            #expect((hours.compactMap(\.self) + ["0", "0"]).prefix(4).joined(separator: ",") == counts)
        }
    }

    /// In New York 02:00 is skipped on 8 March.
    @Test(arguments: [
        ("volume hourly", 12, "2026-03-07 19:00:00"),
        ("volume last 24 hours hourly", 24, "2026-03-07 07:00:00"),
        ("volume last 24 hours", 1, "2026-03-07 07:00:00"),
        ("volume last 5 hours hourly", 5, "2026-03-08 03:00:00"),
        ("volume last 6 hours hourly", 6, "2026-03-08 01:00:00"),
    ])
    func skippedHoursAreNotCounted(question: String, rows: Int, from: String) throws {
        try ScratchWarehouse.lend { warehouse in
            try warehouse.load(["tickets.csv": "ticket_id,created_at\n1,2026-03-02T10:00:00Z\n"])
            #expect(try warehouse.change(.timezone, to: "America/New_York"))
            let answer = try warehouse.answer(question, asOf: "2026-03-08T12:30:00Z")
            #expect(answer.rows.count == rows)
            #expect(answer.range.from.description == from)
        }
    }
}
