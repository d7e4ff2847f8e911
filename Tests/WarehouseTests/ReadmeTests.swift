import EmbeddedSQL
import Foundation
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

    private static func described(_ column: Column) -> String {
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
        let path = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .deletingLastPathComponent().appending(path: "README.md")
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
