import Intake
import PostgresClient
import TestSupport
import Testing
import Warehouse
import WarehouseTestSupport

/// Times that a source's SQL reads, or passes on.
@Suite struct MappedTimeTests {
    /// Loads a file of a desk in New York by a select of its own.
    private static func load(
        _ rows: String, as file: String = "cases.csv", by select: String, into warehouse: inout Warehouse
    ) throws -> LoadReport {
        let folder = ScratchFolder()
        folder.write("desk/tickets.sql", select)
        folder.write(file, rows)
        var request = LoadRequest(paths: [folder.path(file)], mapping: folder.path("desk"))
        request.timezone = "America/New_York"
        return try warehouse.load(request)
    }

    @Test func whatASelectReadsAsALocalTimeIsTheSourcesAndASemicolonMayEndIt() throws {
        try ScratchWarehouse.lend { warehouse in
            let select = """
                select
                    cases.id as ticket_id,
                    to_timestamp(cases.opened, 'Mon DD, YYYY HH12:MI AM') as created_at,
                    cases.done::timestamptz as resolved_at
                from raw."cases-2026-11" as cases;

                """
            _ = try Self.load(
                "id,opened,done\n1,\"Nov 16, 2026 03:49 PM\",2026-11-17 09:00\n", as: "cases-2026-11.csv",
                by: select, into: &warehouse)
            #expect(
                try warehouse.rows("select created_at, resolved_at from core.ticket")
                    == [["2026-11-16 20:49:00+00", "2026-11-17 14:00:00+00"]])
        }
    }

    /// One that does not read is rejected by itself, and a local time is one that the report can count.
    @Test func aTimeInAnotherFormIsReadByItsPattern() throws {
        try ScratchWarehouse.lend { warehouse in
            let select = """
                select
                    cases.id as ticket_id,
                    staging.local_time(cases.opened, 'Mon DD, YYYY HH12:MI AM') as created_at,
                    cases._file,
                    cases._line
                from raw.cases
                """
            let report = try Self.load(
                """
                id,opened
                1,"Nov 16, 2026 03:49 PM"
                2,nonsense
                3,"Feb 31, 2026 03:49 PM"
                4,"Mar 08, 2026 02:30 AM"

                """, by: select, into: &warehouse)
            #expect(report.rejected == 2)
            #expect(report.ambiguousInstants == 1)
            #expect(report.firstRejects.map(\.reason).contains { $0.contains("\"nonsense\"") })
            #expect(
                try warehouse.rows("select ticket_id, created_at from core.ticket order by ticket_id")
                    == [["1", "2026-11-16 20:49:00+00"], ["4", "2026-03-08 07:30:00+00"]])
        }
    }

    /// What SQL makes instants of is taken for UTC where no zone is known; what came with an offset is not.
    @Test(arguments: [
        ("to_timestamp(cases.opened, 'YYYY-MM-DD HH24:MI')", true), ("cases.opened::timestamptz", true),
        ("'2026-03-02T10:00:00Z'", false), ("'2026-03-02T10:00:00+02:00'", false),
    ])
    func sqlThatMakesInstantsInTheDefaultZoneIsTold(instant: String, isTold: Bool) throws {
        try ScratchWarehouse.lend { warehouse in
            let folder = ScratchFolder()
            folder.write(
                "desk/tickets.sql", "select cases.id as ticket_id, \(instant) as created_at from raw.cases")
            folder.write("cases.csv", "id,opened\n1,2026-03-02 10:00\n")
            func load(zone: String?) throws -> LoadReport {
                var request = LoadRequest(paths: [folder.path("cases.csv")], mapping: folder.path("desk"))
                request.timezone = zone
                return try warehouse.load(request)
            }
            let first = try load(zone: nil)
            #expect(first.rejected == 0)
            #expect(first.mappedInDefaultTimezone == isTold)
            #expect(!first.usedDefaultTimezone)
            #expect(try !load(zone: "UTC").mappedInDefaultTimezone)
            #expect(try !load(zone: nil).mappedInDefaultTimezone)
        }
    }
}
