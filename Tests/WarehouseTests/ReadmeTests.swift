import EmbeddedSQL
import Foundation
import Testing

@testable import Warehouse

/// The table of KPIs in the README is what the catalogue says.
///
/// `RECORD_SNAPSHOTS=1 swift test --filter ReadmeTests` writes it anew, and fails.
@Suite struct ReadmeTests {
    private static let start = "<!-- kpis -->\n"
    private static let end = "<!-- /kpis -->"

    @Test func theTableOfKPIsIsThatOfTheCatalogue() throws {
        let path = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .deletingLastPathComponent().appending(path: "README.md")
        let readme = try String(contentsOf: path, encoding: .utf8)
        let from = try #require(readme.range(of: Self.start))
        let to = try #require(readme.range(of: Self.end))
        let table = try Self.table()
        if ProcessInfo.processInfo.environment["RECORD_SNAPSHOTS"] != nil {
            let recorded = readme[..<from.upperBound] + table + readme[to.lowerBound...]
            try recorded.write(to: path, atomically: true, encoding: .utf8)
            Issue.record("recorded the table of KPIs in README.md")
        } else {
            #expect(readme[from.upperBound..<to.lowerBound] == table, "record it with RECORD_SNAPSHOTS=1")
        }
    }

    private static func table() throws -> String {
        var lines = ["| key (alias) | name | unit | better | definition |", "|---|---|---|---|---|"]
        for kpi in try KPICatalogue(EmbeddedSQL.files).definitions {
            let names = "`\(kpi.key)`" + kpi.aliases.map { " (`\($0)`)" }.joined()
            let better = kpi.better == .none ? "–" : kpi.better.rawValue
            lines.append("| \(names) | \(kpi.name) | \(kpi.unit) | \(better) | \(kpi.definition) |")
        }
        return lines.joined(separator: "\n") + "\n"
    }
}
