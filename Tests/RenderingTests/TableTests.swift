import Rendering
import Testing

@Suite struct TableTests {
    @Test func foldsTheCompanionsOfAMetricIntoMarks() throws {
        try expectSnapshot(SampleAnswer.weekly.rendered(as: .table), named: "table-weekly.txt")
    }

    @Test func saysTheSameInASCII() throws {
        let text = try SampleAnswer.weekly.rendered(as: .table, screen: Screen(unicode: false))
        try expectSnapshot(text, named: "table-weekly-ascii.txt")
    }

    @Test func coloursAChangeByWhatIsBetter() throws {
        let text = try SampleAnswer.weekly.rendered(as: .table, screen: Screen(colour: true))
        #expect(text.contains("\u{1B}[32m▼ 12.8 %\u{1B}[0m"))
        #expect(text.contains("\u{1B}[31m▲ 13.8 %\u{1B}[0m"))
    }

    @Test func showsAnIntervalBesideItsMetric() throws {
        try expectSnapshot(SampleAnswer.monthly.rendered(as: .table), named: "table-monthly.txt")
    }

    @Test func cutsRowsToTheHeightAndSaysSo() throws {
        let text = try SampleAnswer.numbers(2000).rendered(as: .table, screen: Screen(width: 80, height: 16))
        try expectSnapshot(text, named: "table-cut-rows.txt")
    }

    @Test func streamsRowsBeyondThoseLookedAtForTheLayout() throws {
        let lines = try SampleAnswer.numbers(5000).rendered(as: .table).split(separator: "\n")
        #expect(lines.count == 5003)
        #expect(lines[5001] == "   5000 │ 25000000")
        #expect(lines[5002] == "5000 rows")
    }

    @Test(arguments: [100, 60, 40, 24])
    func keepsEveryLineWithinTheWidth(width: Int) throws {
        let text = try SampleAnswer.weekly.rendered(as: .table, screen: Screen(width: width))
        #expect(text.split(separator: "\n").allSatisfy { $0.count <= width })
        try expectSnapshot(text, named: "table-weekly-\(width).txt")
    }

    @Test func whereColumnsAreLeftOutTheOthersStayReadable() throws {
        let columns = (1...8).map { Column("column_\($0)") }
        let output = Output()
        var sink = Format.table.sink(to: output, screen: Screen(width: 60))
        try sink.begin(columns, provenance: Provenance(query: ""))
        try sink.row((1...8).map { .text("identifier-\($0)-of-8") })
        try sink.finish(Closing())
        #expect(
            output.contents == """
                 column_1          │ column_2          │ …
                ───────────────────┼───────────────────┼───
                 identifier-1-of-8 │ identifier-2-of-8 │ …
                1 row · 6 of 8 columns hidden

                """)
    }

    /// Half an id, half an instant and half a name are none; a text of several words says enough with its beginning.
    @Test func idsAndInstantsStayWholeWhereTextIsNarrowed() throws {
        let output = Output()
        var sink = Format.table.sink(to: output, screen: Screen(width: 80))
        try sink.begin(
            [
                Column("ticket_id"), Column("responded_at", kind: .timestamp), Column("customer_comment"),
                Column("kind"), Column("agent_id"),
            ], provenance: Provenance(query: ""))
        try sink.row(
            [
                "T100000157", "2026-03-09T14:05:00+00", "the parcel came late, and the box was open", "csat",
                "A0900",
            ].map { .text($0) })
        try sink.finish(Closing())
        #expect(
            output.contents == """
                            │                        │                          │      │ agent_
                 ticket_id  │ responded_at           │ customer_comment         │ kind │ id
                ────────────┼────────────────────────┼──────────────────────────┼──────┼────────
                 T100000157 │ 2026-03-09 14:05:00+00 │ the parcel came late, a… │ csat │ A0900
                1 row

                """)
    }

    @Test func typesStandBelowTheHeadings() throws {
        let columns = [
            Column("id", kind: .integer, type: "bigint"), Column("name", type: "text"), Column("odd"),
        ]
        var screen = Screen()
        screen.showsTypes = true
        let output = Output()
        var sink = Format.table.sink(to: output, screen: screen)
        try sink.begin(columns, provenance: Provenance(query: ""))
        try sink.row([.integer(1), .text("日本"), .null])
        try sink.finish(Closing())
        #expect(
            output.contents == """
                     id │ name │ odd
                 bigint │ text │
                ────────┼──────┼─────
                      1 │ 日本 │ –
                1 row

                """)
    }

    @Test func showsEachRowAsABlock() throws {
        let text = try SampleAnswer.weekly.rendered(as: .table, screen: Screen(width: 60, expanded: .on))
        try expectSnapshot(text, named: "table-expanded.txt")
    }

    @Test func expandsByItselfOnlyWhereTheTableIsTooWide() throws {
        let answer = SampleAnswer.monthly
        let narrow = try answer.rendered(as: .table, screen: Screen(width: 20, expanded: .automatic))
        let wide = try answer.rendered(as: .table, screen: Screen(width: 120, expanded: .automatic))
        #expect(narrow.hasPrefix("─[ 1 ]─"))
        #expect(wide.hasPrefix(" month"))
    }

    @Test func showsWhatATerminalWouldActOn() throws {
        let answer = SampleAnswer(
            columns: [Column("subject")], provenance: Provenance(query: ""),
            rows: [[.text("a\u{1B}[2Jb\nc\td\u{202E}e")]])
        let text = try answer.rendered(as: .table)
        #expect(text.contains(" a\\u{1B}[2Jb  ↵\n c\\td\\u{202E}e\n"), "\(text)")
    }

    @Test func alignsAnyScriptAndEmoji() throws {
        let names = ["plain", "日本語", "한국어", "e\u{301}te\u{301}", "👩‍👩‍👧‍👦 family", "🇩🇪🇯🇵", "❤️", "ไทย", "हिन्दी", "ｱｲｳ"]
        let answer = SampleAnswer(
            columns: [Column("name"), Column("n", kind: .integer)], provenance: Provenance(query: ""),
            rows: names.enumerated().map { [.text($0.element), .integer($0.offset)] })
        try expectSnapshot(answer.rendered(as: .table), named: "table-scripts.txt")
    }

    @Test func saysThatThereIsNoRow() throws {
        let answer = SampleAnswer(columns: [Column("a")], provenance: Provenance(query: ""), rows: [])
        #expect(try answer.rendered(as: .table) == " a\n───\n0 rows\n")
    }
}
