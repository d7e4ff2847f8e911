import SQLScanning
import Testing

@Suite struct SQLNameTests {
    @Test(
        arguments: [
            ("select X from Raw.Cases", ["select", "x", "from", "raw|cases"]),
            ("raw.\"two words\" . c, \"a\"\"b\"", ["raw|two words|c", "a\"b"]),
            ("a -- b.c\n, 'd.e' /* f */ . g", ["a", "g"]), ("count(a.*)", ["count", "a"]), ("", []),
        ] as [(String, [String])])
    func namesStandOutsideOfCommentsAndConstants(sql: String, names: [String]) {
        #expect(SQLName.all(in: sql).map { $0.parts.joined(separator: "|") } == names)
    }

    @Test func onlyWhatStandsAloneIsAWord() {
        #expect(SQLName.all(in: "from fact.ticket").map(\.word) == ["from", nil])
    }
}
