import Rendering
import Testing

@Suite struct WorkbookTests {
    @Test func holdsTheAnswerItsTotalItsChartAndWhereItComesFrom() throws {
        let members = try WorkbookReader(SampleAnswer.weekly).names
        #expect(members.contains("xl/workbook.xml"))
        #expect(members.filter { $0.hasPrefix("xl/worksheets/sheet") }.count == 4)
        #expect(members.filter { $0.hasPrefix("xl/chartsheets/sheet") }.count == 1)
        #expect(members.filter { $0.hasPrefix("xl/charts/chart") }.count == 1)
    }

    @Test func streamsAnAnswerTooLargeToHold() throws {
        let members = try WorkbookReader(SampleAnswer.numbers(20_001)).names
        #expect(members.filter { $0.hasPrefix("xl/worksheets/sheet") }.count == 2)
        #expect(!members.contains { $0.hasPrefix("xl/chartsheets") })
    }

    @Test func leavesTheOldFileAndNothingElseWhereItDoesNotEnd() throws {
        try withFolder { folder in
            let path = folder + "/answer.xlsx"
            try writeFile("old", to: path)
            do {
                var sink = Format.xlsx.sink(to: try Output(replacing: path))
                let answer = SampleAnswer.numbers(20_500)
                try sink.begin(answer.columns, provenance: answer.provenance)
                for row in answer.rows { try sink.row(row) }
            }
            #expect(try readFile(path) == "old")
            #expect(try names(in: folder) == ["answer.xlsx"])
        }
    }

    /// Excel shows 15 digits: an identifier of more would be another one.
    @Test(arguments: [
        (ValueKind.integer, Cell.integer(999_999_999_999_999), "999999999999999"),
        (.integer, .integer(1_234_567_890_123_456), "\"1234567890123456\""),
        (.integer, .integer(-1_000_000_000_000_000), "\"-1000000000000000\""),
        (.decimal, .decimal("12345678901234567890"), "\"12345678901234567890\""),
        (.decimal, .decimal("1234567890.123456789"), "\"1234567890.123456789\""),
        (.decimal, .decimal("1234567890.12345"), "1234567890.12345"),
        (.decimal, .decimal("0.000123000000000000000000"), "0.000123"),
        (.decimal, .decimal("6656.890000000000000000000000000000"), "6656.89"),
        (.decimal, .decimal("NaN"), "\"NaN\""), (.decimal, .decimal("-Infinity"), "\"-Infinity\""),
        (.float, .decimal("0.30000000000000004"), "0.3"), (.float, .decimal("1e+20"), "1E+20"),
    ])
    func keepsAsTextWhatHasMoreDigitsThanACell(kind: ValueKind, cell: Cell, written: String) throws {
        #expect(try WorkbookReader(single(cell, kind: kind)).cells()["A2"] == written)
    }

    @Test func saysHowManyNumbersAreText() throws {
        let text = try WorkbookReader(single(.decimal("1234567890.123456789"), kind: .decimal))
        #expect(
            text["xl/sharedStrings.xml"].contains(
                "numbers of more than the 15 digits that a cell holds are text: 1"))
        #expect(
            !(try WorkbookReader(single(.decimal("1.5"), kind: .decimal)))["xl/sharedStrings.xml"].contains(
                "digits"))
    }

    /// Shares of a ledger are to be added up; what we worked out is no identifier.
    @Test func roundsWhatWeWorkedOutOurselvesAndSaysSo() throws {
        let cell = Cell.decimal("9.6774193548387096774")
        let workbook = try WorkbookReader(single(cell, kind: .decimal, role: .detail))
        #expect(workbook.cells()["A2"] == "9.67741935483871")
        #expect(
            workbook["xl/sharedStrings.xml"].contains(
                "numbers are rounded to the 15 digits that a cell holds: 1"))
    }

    @Test(arguments: [
        ("a_x000D_b", "a_x005F_x000D_b"), ("_x000D_x000d_", "_x005F_x000D_x005F_x000d_"),
        ("_x00D_ _x0", "_x00D_ _x0"), ("snake_xyz", "snake_xyz"), ("a\u{FFFE}", "a\u{FFFD}"),
    ])
    func writesTextSoThatItIsReadBack(text: String, written: String) throws {
        let workbook = try WorkbookReader(single(.text(text), name: text))
        #expect(workbook.cells()["A2"] == "\"\(written)\"")
        #expect(workbook.cells()["A1"] == "\"\(written)\"")
    }

    @Test func cutsTextThatACellCannotHoldWithItsEscapes() throws {
        let cells = try WorkbookReader(single(.text(String(repeating: "_x000D_", count: 4_000)))).cells()
        let written = try #require(cells["A2"])
        #expect(written.utf16.count <= 32_769 && written.hasSuffix("…\""))
    }

    @Test func keepsTextThatLooksLikeAFormulaText() throws {
        let workbook = try WorkbookReader(single(.text("=1+1"), name: "=2+2"))
        #expect(workbook.cells()["A1"] == "\"=2+2\"")
        #expect(workbook.cells()["A2"] == "\"=1+1\"")
        #expect(!workbook["xl/worksheets/sheet1.xml"].contains("<f>"))
        // The format of text: typing over it makes no formula of it either.
        #expect(workbook["xl/styles.xml"].contains("formatCode=\"@\""))
    }

    @Test func saysWhatItsChartsLeaveOut() throws {
        let columns =
            [
                Column("period", label: "week", kind: .date, role: .period(.week)),
                Column("channel", role: .dimension),
            ] + (1...7).map { Column("m\($0)", kind: .integer, role: .value(better: .higher)) }
        let rows = ["2026-03-16", "2026-03-23"].flatMap { week in
            (1...30).map { series -> [Cell] in
                [.text(week), .text("c\(series)")] + (1...7).map { .integer($0 * series) }
            }
        }
        let workbook = try WorkbookReader(
            SampleAnswer(columns: columns, provenance: Provenance(query: "q"), rows: rows))
        let strings = workbook["xl/sharedStrings.xml"]
        #expect(strings.contains("the chart of m1 draws the first 24 of 30 series"))
        #expect(strings.contains("charts are drawn of the first 6 of 7 columns of numbers"))
        #expect(workbook["xl/charts/chart1.xml"].contains("m1, the first 24 of 30 series"))
        #expect(!strings.contains("m7, the first"))
    }

    private func single(
        _ cell: Cell, kind: ValueKind = .text, name: String = "a", role: Column.Role = .plain
    ) -> SampleAnswer {
        SampleAnswer(
            columns: [Column(name, kind: kind, role: role)], provenance: Provenance(query: "q"),
            rows: [[cell]])
    }
}
