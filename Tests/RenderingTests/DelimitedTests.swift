import Rendering
import Testing

@Suite struct DelimitedTests {
    @Test func writesTheColumnsOfTheMachineFormUnrounded() throws {
        try expectSnapshot(SampleAnswer.weekly.rendered(as: .csv), named: "weekly.csv")
    }

    @Test func writesTabsBetweenFieldsAsTSV() throws {
        try expectSnapshot(SampleAnswer.weekly.rendered(as: .tsv), named: "weekly.tsv")
    }

    @Test(arguments: [
        ("=1+1", "'=1+1"), ("+49 30", "'+49 30"), ("-5", "'-5"), ("@cmd", "'@cmd"), ("\tx", "'\tx"),
        ("\r=x", "\"'\r=x\""), ("a=b", "a=b"), ("", "\"\""), ("'=1", "'=1"), ("a,b", "\"a,b\""),
        (" =1+1", "' =1+1"), ("\u{3000}＝1+1", "'\u{3000}＝1+1"), ("＋1", "'＋1"), ("a -5", "a -5"), ("  ", "  "),
        ("=\"a\"", "\"'=\"\"a\"\"\""), ("two\nlines", "\"two\nlines\""), ("日本語", "日本語"),
    ])
    func defusesTextThatASpreadsheetWouldRun(text: String, field: String) throws {
        #expect(try row(.text(text), as: .csv) == field)
    }

    @Test func leavesTextAsItIsOnRequest() throws {
        #expect(try row(.text("=1+1"), as: .csv, defusesFormulas: false) == "=1+1")
    }

    @Test(arguments: [
        (Cell.integer(-5), "-5"), (.integer(.min), "-9223372036854775808"), (.integer(0), "0"),
        (.double(5230), "5230.0"), (.double(-0.1), "-0.1"), (.double(1e20), "1e+20"),
        (.double(0.1 + 0.2), "0.30000000000000004"), (.double(-0.0), "-0.0"),
        (.double(9_007_199_254_740_992), "9007199254740992.0"), (.double(.nan), ""), (.double(.infinity), ""),
        (.decimal("-1234.50"), "-1234.50"), (.decimal("NaN"), "NaN"),
        (.decimal("-Infinity"), "-Infinity"), (.decimal("5e-05"), "5e-05"), (.decimal("1e+06"), "1e+06"),
        (.boolean(true), "true"), (.boolean(false), "false"), (.null, ""),
        (.json(#"{"a": "=1"}"#), #""{""a"": ""=1""}""#),
    ])
    func writesNumbersAsTheyAreAndNeverDefused(cell: Cell, field: String) throws {
        #expect(try row(cell, as: .csv) == field)
    }

    /// What their types let them say is no formula.
    @Test(arguments: [
        (ValueKind.date, "-infinity"), (.timestamp, "-infinity"), (.literal, "-$12.34"),
        (.literal, "-01:30:00"),
    ])
    func neverDefusesAValueOfAType(kind: ValueKind, text: String) throws {
        for format in [Format.csv, .tsv] {
            let answer = SampleAnswer(
                columns: [Column("a", kind: kind)], provenance: Provenance(query: ""), rows: [[.text(text)]])
            #expect(try answer.rendered(as: format) == "a\n\(text)\n")
        }
    }

    @Test func defusesHeaders() throws {
        let answer = SampleAnswer(columns: [Column("=1+1")], provenance: Provenance(query: ""), rows: [])
        #expect(try answer.rendered(as: .csv) == "'=1+1\n")
        #expect(try answer.rendered(as: .csv, defusesFormulas: false) == "=1+1\n")
    }

    @Test func quotesWhatItsOwnDelimiterDemands() throws {
        #expect(try row(.text("a,b"), as: .tsv) == "a,b")
        #expect(try row(.text("a\tb"), as: .tsv) == "\"a\tb\"")
    }

    private func row(_ cell: Cell, as format: Format, defusesFormulas: Bool = true) throws -> String {
        let answer = SampleAnswer(columns: [Column("a")], provenance: Provenance(query: ""), rows: [[cell]])
        let text = try answer.rendered(as: format, defusesFormulas: defusesFormulas)
        return String(text.dropFirst(2).dropLast())
    }
}
