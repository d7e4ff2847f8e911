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

    @Test func whatIsSelectedHasTheNameBehindAs() {
        let sql = "select a.business_ms, b as value_ms, c::text as \"two words\" -- as comment\nfrom d as e"
        #expect(SQLName.given(in: sql) == ["value_ms", "two words", "e"])
    }

    @Test func onlyWhatStandsAloneIsAWord() {
        #expect(SQLName.all(in: "from fact.ticket").map(\.word) == ["from", nil])
    }
}
