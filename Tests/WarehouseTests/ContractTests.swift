import Foundation
import Testing
import Warehouse
import WarehouseTestSupport

/// The schema `kpi` as BI tools build on it: names and types of every column, in order.
///
/// `RECORD_SNAPSHOTS=1 swift test --filter ContractTests` writes them anew, and fails. A column that goes or changes its
/// type breaks other people's dashboards: say so in the changelog.
@Suite struct ContractTests {
    @Test func namesAndTypesAreThoseOfTheSnapshot() throws {
        let lines = try Self.columns().map { "\($0.view).\($0.name) \($0.type)\n" }
        let columns = lines.joined()
        #expect(lines.count > 400)
        let path = URL(filePath: #filePath).deletingLastPathComponent().appending(
            path: "Snapshots/kpi-columns.txt")
        if ProcessInfo.processInfo.environment["RECORD_SNAPSHOTS"] != nil {
            try columns.write(to: path, atomically: true, encoding: .utf8)
            Issue.record("recorded the columns of kpi in Snapshots/kpi-columns.txt")
        } else {
            let pinned = try String(contentsOf: path, encoding: .utf8)
            #expect(columns == pinned, "record it with RECORD_SNAPSHOTS=1")
        }
    }

    /// Types that every client knows: no interval, array, range or type of our own.
    @Test func everyTypeIsOneThatClientsKnow() throws {
        let known = [
            "text", "date", "timestamp with time zone", "boolean", "integer", "bigint", "numeric",
            "double precision",
            "jsonb",
        ]
        let others = try Self.columns().filter { !known.contains($0.type) }.map {
            "\($0.view).\($0.name) \($0.type)"
        }
        #expect(others == [])
    }

    /// A KPI's view begins with the day, then has its dimensions, then the parts: every one of them the same.
    @Test func everyKPIsViewHasTheSameForm() throws {
        let columns = try Self.columns()
        try ScratchWarehouse.lend { warehouse in
            for kpi in warehouse.catalogue.definitions {
                let names = columns.filter { $0.view == kpi.key }.map(\.name)
                let parts =
                    ["numerator", "denominator", "n", "value"] + (kpi.isDuration ? ["median", "p90"] : [])
                #expect(names.first == "day", "\(kpi.key)")
                #expect(Array(names.suffix(parts.count)) == parts, "\(kpi.key)")
            }
        }
    }

    /// The source of a survey without a ticket is no ticket's, but its agent's id belongs to one all the same.
    @Test func agentsOfOneIDInTwoSourcesAreTwoRows() throws {
        try ScratchWarehouse.lend { warehouse in
            let survey = "survey_id,kind,responded_at,score,agent_id\nS,csat,2026-03-01T10:00:00Z,5,a1\n"
            for source in ["one", "two"] { try warehouse.load(["surveys.csv": survey], as: source) }
            for view in ["csat", "csat_score", "csat_response_rate"] {
                let rows = try warehouse.rows(
                    "select source, agent, agent_source, n from kpi.\(view) order by 3")
                #expect(rows == [["-", "a1", "one", "1"], ["-", "a1", "two", "1"]], "\(view)")
            }
        }
    }

    private struct Column {
        let view: String
        let name: String
        let type: String
    }

    private static func columns() throws -> [Column] {
        let rows = try ScratchWarehouse.lend { warehouse in
            try warehouse.rows(
                """
                select relname, attname, format_type(atttypid, atttypmod)
                from pg_attribute
                inner join pg_class on pg_class.oid = attrelid
                where relnamespace = 'kpi'::regnamespace and relkind in ('r', 'p', 'v', 'm') and attnum > 0
                    and not attisdropped
                order by relname collate "C", attnum
                """)
        }
        return rows.map { Column(view: $0[0], name: $0[1], type: $0[2]) }
    }
}
