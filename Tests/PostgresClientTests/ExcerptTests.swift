import Testing

@testable import struct PostgresClient.Excerpt

@Suite struct ExcerptTests {
    @Test(arguments: [
        ("select nope", 8, ["LINE 1: select nope", "               ^"]),
        ("a\nbb\nccc", 6, ["LINE 3: ccc", "        ^"]),
        ("a\nbb", 5, ["LINE 2: bb", "          ^"]),
        ("select 'ä' x", 12, ["LINE 1: select 'ä' x", "                   ^"]),
        ("", 1, ["LINE 1: ", "        ^"]),
        ("short", 99, []),
        ("short", 0, []),
    ])
    func caretStandsBelowThePosition(statement: String, position: Int, lines: [String]) {
        #expect(Excerpt(of: statement, at: position).lines == lines)
    }

    @Test func longLineIsCutOnBothSides() throws {
        let statement = String(repeating: "a", count: 500) + "X" + String(repeating: "b", count: 500)
        let lines = Excerpt(of: statement, at: 501).lines
        let caret = try #require(lines.last?.count) - 1
        #expect(lines[0].count < 140)
        #expect(Array(lines[0])[caret] == "X")
        #expect(lines[0].hasPrefix("LINE 1: …a") && lines[0].hasSuffix("b…"))
    }
}
