import PostgresClient
import Rendering
import Shell
import Testing
import Warehouse
import WarehouseTestSupport

/// In which zone instants are written, and where that is said.
@Suite struct InstantTests {
    private static let tickets = """
        ticket_id,created_at
        1,2026-03-30T21:00:00.250Z
        2,2026-03-31T02:45:00Z
        3,2026-01-31T12:00:00Z

        """

    /// The zone of the header; the offset keeps the instant what it is.
    @Test(arguments: [
        (
            "America/St_Johns", "2026-03",
            ["2026-03-30T18:30:00.250-02:30", "2026-03-31T00:15:00.000-02:30"]
        ),
        ("America/St_Johns", "2026-01", ["2026-01-31T08:30:00.000-03:30"]),
        ("Europe/Berlin", "2026-03", ["2026-03-30T23:00:00.250+02:00", "2026-03-31T04:45:00.000+02:00"]),
        ("Europe/London", "2026-01", ["2026-01-31T12:00:00.000+00:00"]),
        ("UTC", "2026-03", ["2026-03-30T21:00:00.250Z", "2026-03-31T02:45:00.000Z"]),
    ])
    func casesAreListedInTheReportingZone(zone: String, month: String, anchors: [String]) throws {
        try ScratchWarehouse.lend { warehouse in
            try warehouse.load(["tickets.csv": Self.tickets])
            _ = try warehouse.change(.timezone, to: zone)
            let line = "tickets volume in \(month)"
            let list = try SampleWarehouse.run(line, on: &warehouse, as: .csv)
            let place = try #require(list.records.first?.firstIndex(of: "anchor_at"))
            #expect(list.records.dropFirst().map { $0[place] } == anchors)
            let shown = try SampleWarehouse.run(line, on: &warehouse).output
            #expect(shown.contains(" · \(zone) · "))
            // A fraction that is none is not shown to people.
            #expect(shown.contains(anchors[0].replacing("T", with: " ").replacing(".000", with: "")))
        }
    }

    /// A workbook's cells have no offset: it says whose clock they go by.
    @Test func sqlSaysTheZoneOfItsInstants() throws {
        try ScratchWarehouse.lend { warehouse in
            func json(_ statement: String) throws -> String {
                let output = Output()
                try SQLPresentation(statement: statement, mayWrite: false).run(
                    on: &warehouse, into: Format.json.sink(to: output))
                return output.contents
            }
            #expect(try json("select now() as a").contains("\"timezone\": \"UTC\""))
            #expect(try !json("select localtimestamp as a, 1 as b").contains("timezone"))
            try warehouse.connection.execute("set timezone to 'Asia/Tokyo'")
            #expect(try json("select now() as a").contains("\"timezone\": \"Asia/Tokyo\""))
        }
    }

    /// What a value may be is its type's to say: an amount, a time and seconds are no formulas.
    @Test func valuesOfATypeAreNotDefused() throws {
        try ScratchWarehouse.lend { warehouse in
            let output = Output()
            let statement = """
                select
                    '-infinity'::date as a, '-12.34'::money as b, '-1 hour'::interval as c, '-Infinity'::float8 as d,
                    '-x' as e
                """
            try SQLPresentation(statement: statement, mayWrite: false).run(
                on: &warehouse, into: Format.csv.sink(to: output))
            let fields = output.contents.split(separator: "\n").last?.split(separator: ",") ?? []
            #expect(fields.first == "-infinity" && fields[3...] == ["-Infinity", "'-x"])
            #expect(fields[1].hasPrefix("-") && fields[2] == "-3600")
        }
    }
}
