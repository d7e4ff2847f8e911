import KPIReference
import Testing
import Warehouse
import WarehouseTestSupport

/// The product against what was worked out by hand: files in, machine form out.
@Suite struct CaseTests {
    @Test(arguments: CaseFiles.folders)
    func answersTheCaseAsWorkedOutByHand(folder: String) throws {
        let files = try CaseFiles.read(folder)
        let given = try CaseFolder(files: files)
        guard given.queries.allSatisfy(KnownKPIs.cover) else { return }
        let lines = (files["query.txt"] ?? "").split(whereSeparator: \.isNewline).map { String($0) }
        try ScratchWarehouse.lend { warehouse in
            try warehouse.apply(given.settings)
            for name in Set(files.keys.compactMap { $0.split(separator: "/").first }).sorted()
            where name.hasPrefix("given") {
                let source = name == "given" ? "canonical" : String(name.dropFirst("given-".count))
                let report = try warehouse.load(
                    LoadRequest(paths: [CaseFiles.path("\(folder)/\(name)")], name: source))
                #expect(report.rejected == 0)
            }
            for (line, expected) in zip(lines, given.expected) {
                for table in [
                    try warehouse.table(line, asOf: given.asOf),
                    try warehouse.exactAnswer(line, asOf: given.asOf).table,
                ] {
                    #expect(Self.difference(from: expected, in: table) == nil, "\(line)")
                }
            }
        }
    }

    /// The first difference in the columns and rows that were worked out, in words.
    private static func difference(from expected: [[String]], in table: [[String]]) -> String? {
        let header = table.first ?? []
        var places: [Int] = []
        var marks: [Int?] = []
        for name in expected.first ?? [] {
            guard let place = header.firstIndex(of: name) else { return "no column \(name) among \(header)" }
            places.append(place)
            marks.append(header.firstIndex(of: "\(name)_approx"))
        }
        let tolerances = table.dropFirst().map { row in
            marks.map { $0.map { row[$0] == "true" } ?? false ? 0.01 : 1e-9 }
        }
        let rows = table.dropFirst().map { row in places.map { row[$0] } }
        let agree =
            rows.count == expected.count - 1
            && zip(zip(rows, tolerances), expected.dropFirst()).allSatisfy { row, wanted in
                zip(zip(row.0, row.1), wanted).allSatisfy { isEqual($0.0, $1, within: $0.1) }
            }
        return agree ? nil : "\(Array(rows)) instead of \(Array(expected.dropFirst()))"
    }

    /// Numbers to nine digits, or to 1 % where they are marked so; everything else to the letter.
    private static func isEqual(_ text: String, _ wanted: String, within tolerance: Double) -> Bool {
        if text == wanted { return true }
        guard let value = Double(text), let wanted = Double(wanted) else { return false }
        return abs(value - wanted) <= tolerance * max(1, abs(value), abs(wanted))
    }
}
