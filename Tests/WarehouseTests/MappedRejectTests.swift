import Intake
import PostgresClient
import TestSupport
import Testing
import Warehouse
import WarehouseTestSupport

/// Rows that a source's SQL makes, and that do not meet the contract.
@Suite struct MappedRejectTests {
    @Test func aRejectOfAMappedRowNamesTheLineItCameFrom() throws {
        try ScratchWarehouse.lend { warehouse in
            let folder = ScratchFolder()
            folder.write("helpdesk/tickets.sql", SourceTests.select)
            folder.write(
                "export.csv",
                "Case No,opened,prio,shelf\nC-1,2026-03-01 08:00,high,\"a\nb\"\nC-2,2026-02-30 08:00,low,c\nC-3,x\n"
            )
            let report = try warehouse.load(
                LoadRequest(paths: [folder.path("export.csv")], mapping: folder.path("helpdesk")))
            #expect(report.rejected == 2)
            var rejects: [RejectedRow] = []
            try warehouse.forEachReject(load: nil) { rejects.append($0) }
            // One record could not be read at all, one of the select's rows does not meet the contract.
            let places = rejects.map { "\($0.entity) \($0.line) \($0.column ?? "-")" }
            #expect(places.sorted() == ["export 5 -", "tickets 4 created_at"])
            #expect(rejects.allSatisfy { $0.file.hasSuffix("export.csv") })
        }
    }

    /// A record that could not be read is cleared when it reads; what the mapping makes of it is judged by itself.
    @Test(arguments: ["csv", "ndjson"]) func aFixedInputClearsItsReject(format: String) throws {
        try ScratchWarehouse.lend { warehouse in
            let folder = ScratchFolder()
            let isCSV = format == "csv"
            folder.write(
                "helpdesk/tickets.sql",
                isCSV
                    ? SourceTests.select
                    : """
                    select record ->> 'id' as ticket_id, record ->> 'at' as created_at, record as attributes, _file, _line
                    from raw.export
                    """)
            let good =
                isCSV ? "C-1,2026-03-01 08:00,high,a\n" : #"{"id":1,"at":"2026-03-01T08:00:00Z"}"# + "\n"
            let bad = isCSV ? "C-2,x\nC-3,y\n" : #"{"id":2 "at":"x"}"# + "\n" + #"{"id":3 "at":"y"}"# + "\n"
            folder.write("export.\(format)", (isCSV ? "Case No,opened,prio,shelf\n" : "") + good + bad)
            func load(_ path: String) throws -> LoadReport {
                try warehouse.load(
                    LoadRequest(
                        paths: [folder.path(path)], mapping: folder.path("helpdesk"), name: "desk"))
            }
            func open() throws -> [String] {
                var open: [String] = []
                try warehouse.forEachReject(load: nil) { open.append("\($0.id) \($0.entity)") }
                return open
            }
            _ = try load("export.\(format)")
            #expect(try open() == ["1 export", "2 export"])
            for name in ["a", "b"] {
                _ = try warehouse.exportRejects(load: nil, to: folder.path(name))
                // As it is, it is the same reject; the next time one is fixed.
                #expect(try load(name).rejected == 2)
                #expect(try open() == ["1 export", "2 export"])
            }
            let exported = folder.text("a/export.\(format)")
            folder.write(
                "fixed/export.\(format)",
                isCSV
                    ? exported.replacing("C-2,x", with: "C-2,2026-03-02 08:00,low,b")
                        .replacing("C-3,y", with: "C-3,never,low,c")
                    : exported.replacing("2 \"at\":\"x\"", with: "2, \"at\":\"2026-03-02T08:00:00Z\"")
                        .replacing("3 \"at\":\"y\"", with: "3, \"at\":\"never\""))
            #expect(try load("fixed").rejected == 1)
            #expect(try open() == ["3 tickets"])
            let rows = try warehouse.rows(
                "select count(*) from core.ticket where not coalesce(attributes ? '_reject_id', false)")
            #expect(rows == [["2"]])
        }
    }

    /// A cumulative export, dated in its name and one line longer each day, does not make one more reject a day.
    @Test func aMappedRowIsOneRejectWhereverItStands() throws {
        try ScratchWarehouse.lend { warehouse in
            let folder = ScratchFolder()
            folder.write("helpdesk/tickets.sql", SourceTests.select)
            let header = "Case No,opened,prio,shelf\n"
            let bad = "C-1,never,high,\"a, b\"\n"
            folder.write("export-2026-03-01.csv", header + bad)
            folder.write("export-2026-03-02.csv", header + "C-2,2026-03-01 08:00,high,a\n" + bad)
            var rejects: [RejectedRow] = []
            for day in 1...2 {
                rejects = []
                let path = folder.path("export-2026-03-0\(day).csv")
                _ = try warehouse.load(LoadRequest(paths: [path], mapping: folder.path("helpdesk")))
                try warehouse.forEachReject(load: nil) { rejects.append($0) }
                #expect(rejects.map(\.id) == [1])
                #expect(rejects.map(\.file) == ["export-2026-03-0\(day).csv"])
                #expect(rejects.map(\.line) == [day + 1])
                #expect(rejects.map(\.shownRaw) == ["C-1,neverZ,high,\"a, b\""])
            }
            _ = try warehouse.exportRejects(load: nil, to: folder.path("out"))
            let exported = folder.text("out/tickets.csv")
            #expect(
                exported
                    == "_reject_id,ticket_id,created_at,priority,shelf\n1,C-1,neverZ,high,\"a, b\"\n")
            folder.write("out/tickets.csv", exported.replacing("never", with: "2026-03-01 09:00"))
            let fixed = try warehouse.load(LoadRequest(paths: [folder.path("out")], name: "helpdesk"))
            #expect(fixed.rejected == 0)
            #expect(try warehouse.status().openRejects == 0)
            #expect(
                try warehouse.rows("select attributes from core.ticket order by ticket_id")
                    == [[#"{"shelf": "a, b"}"#], [#"{"shelf": "a"}"#]])
        }
    }
}
