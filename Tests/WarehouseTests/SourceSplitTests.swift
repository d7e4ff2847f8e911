import EmbeddedSQL
import Testing
import Warehouse
import WarehouseTestSupport

/// However an export is split into files and loads, the warehouse ends the same, by every built-in mapping.
@Suite struct SourceSplitTests {
    private static let mappings = ["servicenow", "zendesk"]

    private static func export(of mapping: String, _ random: inout SplitMix) -> SyntheticExport {
        mapping == "zendesk" ? .zendesk(&random) : .serviceNow(&random)
    }

    @Test func everyBuiltInMappingIsTried() {
        let names = EmbeddedSQL.files.map(\.path).filter { $0.hasPrefix("sources/") }
            .map { String($0.split(separator: "/")[1]) }
        #expect(Set(names) == Set(Self.mappings))
    }

    @Test(arguments: mappings, [1, 2] as [UInt64])
    func anySplitEndsTheSame(mapping: String, seed: UInt64) throws {
        var random = SplitMix(seed: seed)
        let export = Self.export(of: mapping, &random)
        let expected = try content(export.inOneLoad, mapping: mapping)
        #expect(expected.count > 20)
        let splits = [
            ("pieces", export.inOneLoadOfPieces), ("two loads", export.inTwoLoads),
            ("groups", export.inLoadsOfGroups(&random)), ("files", export.inLoadsOfFiles),
        ]
        for (name, loads) in splits {
            let found = try content(loads, mapping: mapping)
            #expect(found == expected, "\(name)")
        }
    }

    /// What core holds after these loads.
    private func content(_ loads: [[SyntheticExport.File]], mapping: String) throws -> [String] {
        try ScratchWarehouse.lend { warehouse in
            for files in loads {
                let report = try warehouse.load(files: files) { $0.mapping = mapping }
                #expect(report.rejected == 0)
            }
            return try warehouse.content(of: ["core"])
        }
    }
}
