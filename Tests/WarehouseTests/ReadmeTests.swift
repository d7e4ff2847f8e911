import EmbeddedSQL
import Foundation
import PostgresClient
import TestSupport
import Testing

@testable import Intake
@testable import Warehouse

/// The README's tables are what the catalogue and the contract say.
///
/// `RECORD_SNAPSHOTS=1 swift test --filter ReadmeTests` writes them anew, and fails.
@Suite(.serialized) struct ReadmeTests {
    @Test func theTableOfKPIsIsThatOfTheCatalogue() throws {
        var lines = ["| key (alias) | name | unit | better | definition |", "|---|---|---|---|---|"]
        for kpi in try KPICatalogue(EmbeddedSQL.files).definitions {
            let names = "`\(kpi.key)`" + kpi.aliases.map { " (`\($0)`)" }.joined()
            let better = kpi.better == .none ? "–" : kpi.better.rawValue
            lines.append("| \(names) | \(kpi.name) | \(kpi.unit) | \(better) | \(kpi.definition) |")
        }
        try compare("kpis", lines)
    }

    @Test func theTableOfEntitiesIsThatOfTheContract() throws {
        var lines = ["| file | columns | key |", "|---|---|---|"]
        for entity in Contract.entities {
            let columns = entity.columns.map(Self.described).joined(separator: ", ")
            let key = entity.key.joined(separator: ", ") + (entity.isKeyedByExtras ? ", all dimensions" : "")
            let more = entity.extras == .dimensions ? ", and any dimension" : ""
            lines.append("| `\(entity.name)` | \(columns)\(more) | \(key) |")
        }
        try compare("contract", lines)
    }

    /// The KPI of one's own that it shows can be asked for.
    @Test(.scratchDatabase) func theFileOfAKPIIsOne() throws {
        let readme = try String(contentsOf: Self.path, encoding: .utf8)
        let shown = try #require(
            readme.split(separator: "```sql\n-- key: ").last?.split(separator: "```").first)
        var warehouse = try Warehouse(
            ConnectionSettings(ScratchDatabase.conninfo),
            files: DeploymentTests.files + [SQLFile(path: "kpi/phone_volume.sql", text: "-- key: \(shown)")])
        let folder = ScratchFolder()
        folder.write(
            "tickets.csv",
            "ticket_id,created_at,channel\n1,2026-03-01T08:00:00Z,phone\n2,2026-03-01T08:00:00Z,chat\n")
        _ = try warehouse.load(LoadRequest(paths: [folder.path("tickets.csv")], name: "desk"))
        let answer = try warehouse.answer("phone_volume in 2026-03")
        #expect(answer.rows.map(\.cells[0].value) == [1])
    }

    private static var path: URL {
        URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .deletingLastPathComponent().appending(path: "README.md")
    }

    private static func described(_ column: Intake.Column) -> String {
        let name = column.name + (column.isRequired ? "\\*" : "")
        let type: String? =
            switch column.type {
            case .instant: "instant"
            case .date: "date"
            case .seconds: "seconds"
            case .signedNumber: "number"
            case .wholeNumber: "whole number"
            case .boolean: "true or false"
            case .enumeration(let names): names.map { "`\($0)`" }.joined(separator: " ")
            case .currency: "`EUR`"
            case .time: "`HH:MM`"
            case .timeZone: "IANA"
            case .tags: "separated by `;`"
            case .id, .text: nil
            }
        return name + (type.map { " (\($0))" } ?? "")
    }

    private func compare(_ name: String, _ lines: [String]) throws {
        let path = Self.path
        let readme = try String(contentsOf: path, encoding: .utf8)
        let from = try #require(readme.range(of: "<!-- \(name) -->\n"))
        let to = try #require(readme.range(of: "<!-- /\(name) -->"))
        let table = lines.joined(separator: "\n") + "\n"
        if ProcessInfo.processInfo.environment["RECORD_SNAPSHOTS"] != nil {
            let recorded = readme[..<from.upperBound] + table + readme[to.lowerBound...]
            try recorded.write(to: path, atomically: true, encoding: .utf8)
            Issue.record("recorded the table of \(name) in README.md")
        } else {
            #expect(readme[from.upperBound..<to.lowerBound] == table, "record it with RECORD_SNAPSHOTS=1")
        }
    }
}
