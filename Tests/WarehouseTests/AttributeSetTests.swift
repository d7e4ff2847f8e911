import Testing
import Warehouse
import WarehouseTestSupport

/// Questions by what a source's tickets have beside the contract's columns.
@Suite struct AttributeSetTests {
    private static let header = "ticket_id,created_at,channel,resolved_at,brand,plan\n"
    private static let asOf = "2026-05-10T12:00:00Z"

    /// Tickets of some brands and plans, some without.
    private static let tickets =
        header
        + (0..<60).map { number in
            let brand = ["A", "B", ""][number % 3]
            let plan = ["basic", "gold"][number % 2]
            let day = 1 + number % 28
            return "\(number),2026-0\(2 + number % 2)-\(day < 10 ? "0" : "")\(day)T08:00:00Z,chat,"
                + "2026-04-0\(1 + number % 9)T\(10 + number % 10):00:00Z,\(brand),\(plan)\n"
        }.joined()

    @Test(arguments: [
        "volume by brand monthly in 2026", "volume by plan, brand in 2026",
        "volume by plan daily in 2026-03 where brand = 'A' or brand is null",
        "art mean by brand weekly in 2026", "reopen_rate by plan in 2026 where not brand = 'B'",
        "backlog by brand daily in 2026-03", "clearance_rate by plan monthly in 2026",
        "resolution_rate by plan monthly in 2026",
    ])
    func aRollupSaysWhatTheFactsSay(question: String) throws {
        try ScratchWarehouse.lend { warehouse in
            try warehouse.load(["tickets.csv": Self.tickets])
            // One changes its brand, one its plan, one loses both; one comes.
            try warehouse.load([
                "tickets.csv": Self.header + """
                    3,2026-03-04T08:00:00Z,chat,2026-04-04T13:00:00Z,B,gold
                    8,2026-02-09T08:00:00Z,chat,,B,gold
                    12,2026-02-13T08:00:00Z,chat,,,
                    99,2026-02-13T08:00:00Z,chat,,C,gold

                    """
            ])
            let quick = try warehouse.answer(question, asOf: Self.asOf)
            let words = question.split(separator: " ")
            let exact = try warehouse.answer(
                "\(words[0]) exact \(words.dropFirst().joined(separator: " "))", asOf: Self.asOf)
            #expect(quick.answeredFrom.allSatisfy { $0.hasPrefix("rollup.") }, "\(quick.answeredFrom)")
            #expect(exact.answeredFrom.allSatisfy { $0.hasPrefix("fact.") }, "\(exact.answeredFrom)")
            #expect(quick.rows.map(\.members) == exact.rows.map(\.members))
            #expect(quick.rows.map { $0.cells.map(\.value) } == exact.rows.map { $0.cells.map(\.value) })
            #expect(quick.rows.contains { $0.cells[0].n > 0 })
        }
    }

    @Test func percentilesComeFromHistogramsToo() throws {
        try ScratchWarehouse.lend { warehouse in
            try warehouse.load(["tickets.csv": Self.tickets])
            let quick = try warehouse.answer("art p90 by brand in 2026", asOf: Self.asOf)
            let exact = try warehouse.answer("art exact p90 by brand in 2026", asOf: Self.asOf)
            #expect(quick.answeredFrom == ["rollup.histogram"])
            #expect(quick.rows.count == 3)
            for left in quick.rows {
                let right = try #require(exact.rows.first { $0.members == left.members })
                let (value, wanted) = (try #require(left.cells[0].value), try #require(right.cells[0].value))
                #expect(abs(value - wanted) <= 0.01 * wanted)
                #expect(left.cells[0].n == right.cells[0].n)
            }
        }
    }

    @Test func aSetThatNoTicketHasAnyMoreIsForgotten() throws {
        try ScratchWarehouse.lend { warehouse in
            func sets() throws -> [[String]] {
                try warehouse.rows("select attributes from fact.attribute_set order by 1")
            }
            try warehouse.load([
                "tickets.csv": "ticket_id,created_at,excluded,brand\n"
                    + "1,2026-03-01T08:00:00Z,,A\n2,2026-03-01T08:00:00Z,,B\n3,2026-03-01T08:00:00Z,spam,B\n"
            ])
            #expect(try sets() == [[#"{"brand": "A"}"#], [#"{"brand": "B"}"#]])
            try warehouse.load([
                "tickets.csv": "ticket_id,created_at,excluded,brand\n"
                    + "1,2026-03-01T08:00:00Z,,C\n2,2026-03-01T08:00:00Z,,C\n"
            ])
            // The excluded ticket still has its own.
            #expect(try sets() == [[#"{"brand": "B"}"#], [#"{"brand": "C"}"#]])
            #expect(try warehouse.verify(fromCore: true).checks.filter { !$0.passed } == [])
        }
    }

    @Test func attributesThatDifferTooMuchAreReadFromTheFacts() throws {
        try ScratchWarehouse.lend { warehouse in
            func kept() throws -> [[String]] {
                try warehouse.rows("select is_kept from meta.attribute_cells")
            }
            func load(_ numbers: Range<Int>) throws {
                let rows = numbers.map {
                    "\($0),2026-03-01T08:00:00Z,chat,,\($0 % 2 == 0 ? "A" : "B"),\($0)\n"
                }
                try warehouse.load(["tickets.csv": Self.header + rows.joined()])
            }
            func answer() throws -> (from: [String], values: [Double?]) {
                let answer = try warehouse.answer("volume by brand in 2026-03", asOf: Self.asOf)
                return (answer.answeredFrom, answer.rows.map { $0.cells[0].value })
            }
            try load(0..<500)
            #expect(try kept() == [["t"]])
            #expect(try answer() == (["rollup.ticket_created_at_month"], [250, 250]))
            try load(500..<502)
            #expect(try kept() == [["f"]])
            #expect(try answer() == (["fact.ticket"], [251, 251]))
            try load(502..<510)
            #expect(try answer() == (["fact.ticket"], [255, 255]))
            #expect(try warehouse.verify(fromCore: true).checks.filter { !$0.passed } == [])
            // Nothing brings them back but a rebuild, where they are few again.
            try warehouse.load([
                "tickets.csv": Self.header
                    + (0..<400).map { "\($0),2026-03-01T08:00:00Z,chat,,A,1\n" }.joined()
            ])
            #expect(try kept() == [["f"]])
            #expect(try warehouse.verify(fromCore: true).checks.filter { !$0.passed } == [])
            try warehouse.rebuild()
            #expect(try kept() == [["t"]])
            #expect(try answer() == (["rollup.ticket_created_at_month"], [455, 55]))
        }
    }
}
