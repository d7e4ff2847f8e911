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
                let table = try warehouse.table(line, asOf: given.asOf)
                #expect(Self.difference(from: expected, in: table) == nil, "\(line)")
            }
        }
    }

    /// The first difference in the columns and rows that were worked out, in words.
    private static func difference(from expected: [[String]], in table: [[String]]) -> String? {
        let header = table.first ?? []
        var places: [Int] = []
        for name in expected.first ?? [] {
            guard let place = header.firstIndex(of: name) else { return "no column \(name) among \(header)" }
            places.append(place)
        }
        let rows = table.dropFirst().map { row in places.map { row[$0] } }
        let agree =
            rows.count == expected.count - 1
            && zip(rows, expected.dropFirst()).allSatisfy { row, wanted in
                zip(row, wanted).allSatisfy { isEqual($0, $1) }
            }
        return agree ? nil : "\(Array(rows)) instead of \(Array(expected.dropFirst()))"
    }

    /// Numbers to nine digits, everything else to the letter.
    private static func isEqual(_ text: String, _ wanted: String) -> Bool {
        if text == wanted { return true }
        guard let value = Double(text), let wanted = Double(wanted) else { return false }
        return abs(value - wanted) <= 1e-9 * max(1, abs(value), abs(wanted))
    }
}
