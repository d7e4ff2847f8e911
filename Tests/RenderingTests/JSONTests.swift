import Rendering
import Testing

@Suite struct JSONTests {
    @Test func writesTheMachineForm() throws {
        try expectSnapshot(SampleAnswer.weekly.rendered(as: .json), named: "weekly.json")
    }

    @Test func writesARowALine() throws {
        try expectSnapshot(SampleAnswer.weekly.rendered(as: .ndjson), named: "weekly.ndjson")
    }

    @Test func saysOfSQLOnlyWhatIsKnown() throws {
        var provenance = Provenance(query: "select 1 as \"ä\"")
        provenance.dataAsOf = "2026-03-27T18:00:00Z"
        let answer = SampleAnswer(
            columns: [Column("ä", kind: .integer)], provenance: provenance, rows: [[.integer(1)]])
        #expect(
            try answer.rendered(as: .json) == """
                {"query": "select 1 as \\"ä\\"",
                 "as_of": "2026-03-27T18:00:00Z",
                 "rows": [
                  {"ä": 1}]}

                """)
    }

    @Test(arguments: [(1.5, "1.500"), (-0.5, "-0.500"), (-0.0001, "0.000"), (1_234.0005, "1234.001")])
    func writesSecondsWithThreeDecimals(seconds: Double, text: String) {
        #expect(JSONValue.seconds(seconds).line == text)
    }

    @Test func isWholeWithoutRows() throws {
        let answer = SampleAnswer(columns: [Column("a")], provenance: Provenance(query: "q"), rows: [])
        #expect(try answer.rendered(as: .json) == "{\"query\": \"q\",\n \"rows\": []}\n")
        #expect(try answer.rendered(as: .ndjson) == "")
    }

    @Test func namesNoMemberTwice() throws {
        let columns = ["a", "a", "a_2", "a"].map { Column($0, kind: .integer) }
        let answer = SampleAnswer(
            columns: columns, provenance: Provenance(query: ""), rows: [(1...4).map { .integer($0) }])
        #expect(try answer.rendered(as: .ndjson) == #"{"a": 1, "a_3": 2, "a_2": 3, "a_4": 4}"# + "\n")
        #expect(try answer.rendered(as: .json).contains(#"{"a": 1, "a_3": 2, "a_2": 3, "a_4": 4}"#))
        #expect(try answer.rendered(as: .csv).hasPrefix("a,a,a_2,a\n"))
    }

    @Test(arguments: [
        (Cell.text("a\"b\\c"), #""a\"b\\c""#), (.text("\u{08}\t\n\u{0C}\r"), #""\b\t\n\f\r""#),
        (.text("\u{0}\u{1F}\u{7F}"), #""\u0000\u001f\u007f""#), (.text("é日😀/"), "\"é日😀/\""),
        (.double(5230), "5230.0"), (.double(.nan), "null"), (.double(-.infinity), "null"),
        (.double(1e-7), "1e-07"), (.integer(812), "812"), (.decimal("12.30"), "12.30"),
        (.decimal("-Infinity"), #""-Infinity""#), (.decimal("NaN"), #""NaN""#), (.decimal("5e-05"), "5e-05"),
        (.decimal("1.5e+15"), "1.5e+15"), (.decimal("1e"), #""1e""#), (.boolean(true), "true"),
        (.null, "null"), (.json("{\"a\":\n 1}"), "{\"a\":  1}"),
    ])
    func writesValues(cell: Cell, value: String) throws {
        let answer = SampleAnswer(columns: [Column("a")], provenance: Provenance(query: ""), rows: [[cell]])
        #expect(try answer.rendered(as: .ndjson) == "{\"a\": \(value)}\n")
    }
}
