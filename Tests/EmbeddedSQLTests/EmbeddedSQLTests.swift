import EmbeddedSQL
import Foundation
import Testing

@Suite
struct EmbeddedSQLTests {
    /// `sql/` of the checkout that this test was built from.
    private static let folder = URL(filePath: #filePath)
        .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
        .appending(path: "sql")

    @Test
    func holdsEveryFileOfTheFolderByteForByte() throws {
        var expected: [String: Data] = [:]
        for path in try FileManager.default.subpathsOfDirectory(atPath: Self.folder.path)
        where path.hasSuffix(".sql") {
            expected[path] = try Data(contentsOf: Self.folder.appending(path: path))
        }
        let embedded = EmbeddedSQL.files.map { ($0.path, Data($0.text.utf8)) }
        #expect(Dictionary(embedded) { first, _ in first } == expected)
        #expect(embedded.count == expected.count)
        #expect(!expected.isEmpty)
    }

    @Test
    func listsPathsInBytewiseOrder() {
        let paths = EmbeddedSQL.files.map { Array($0.path.utf8) }
        #expect(paths == paths.sorted { $0.lexicographicallyPrecedes($1) })
    }

    @Test
    func readsTheSameFromTheFolderAsFromTheBinary() throws {
        #expect(try SQLFolder(Self.folder.path).files() == EmbeddedSQL.files)
    }
}
