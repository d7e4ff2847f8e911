import Basics
import Rendering
import Testing

/// Texts of several lines in a table.
@Suite struct MultilineTests {
    private static func table(
        _ rows: [[Cell]], columns: [Column], screen: Screen = Screen()
    ) throws -> String {
        let output = Output()
        try Format.table.sink(to: output, screen: screen).write(
            columns, rows, provenance: Provenance(query: ""))
        return output.contents
    }

    private static let columns = [Column("id", kind: .integer), Column("note"), Column("by")]
    private static let rows: [[Cell]] = [
        [.integer(1), .text("first\n電話\n\nlast"), .text("Ann")],
        [.integer(2), .text("a\\nb"), .text("c\nd\n")],
    ]

    @Test("A line break begins a new line, with a sign at the end of the one before; a backslash does not")
    func lines() throws {
        #expect(
            try Self.table(Self.rows, columns: Self.columns) == """
                 id │ note  │ by
                ────┼───────┼─────
                  1 │ first↵│ Ann
                    │ 電話 ↵│
                    │      ↵│
                    │ last  │
                  2 │ a\\nb  │ c  ↵
                    │       │ d  ↵
                    │       │
                2 rows

                """)
    }

    @Test("Without Unicode the sign is psql's; other control characters stay spelled out")
    func ascii() throws {
        let text = try Self.table(
            [[.integer(1), .text("a\tb\r\nc\u{1B}[1m"), .null]], columns: Self.columns,
            screen: Screen(unicode: false))
        #expect(
            text == """
                 id | note       | by
                ----+------------+----
                  1 | a\\tb\\r    +| -
                    | c\\u{1B}[1m |
                1 row

                """)
    }

    @Test("In a block, too, where what only had no room has no sign")
    func blocks() throws {
        let text = try Self.table(
            [[.integer(1), .text("one two three four\nfive"), .text("Ann")]], columns: Self.columns,
            screen: Screen(width: 24, expanded: .on))
        #expect(
            text == """
                ─[ 1 ]──────────────────
                id   │ 1
                note │ one two three
                     │ four ↵
                     │ five
                by   │ Ann
                1 row

                """)
    }

    @Test(
        "The height counts lines: of a row that is too tall the first ones are shown",
        arguments: [12, 16, 24]
    )
    func height(height: Int) throws {
        let tall = (1...60).map { "line \($0)" }.joined(separator: "\n")
        let screen = Screen(width: 60, height: height)
        let one = try Self.table([[.integer(1), .text(tall), .null]], columns: Self.columns, screen: screen)
        #expect(one.split(separator: "\n").count < height)
        #expect(one.contains("line 2") && one.hasSuffix("⋮\n1 row (shown in part)\n"))
        let three = try Self.table(
            [
                [.integer(1), .text("a\nb"), .null], [.integer(2), .text(tall), .null],
                [.integer(3), .null, .null],
            ], columns: Self.columns, screen: screen)
        #expect(three.split(separator: "\n").count < height)
        #expect(three.contains("  3 │") && three.contains("3 rows (2 shown, one in part)"))
        let many = try Self.table(
            (1...300).map { [.integer($0), .text("a\nb"), .null] }, columns: Self.columns, screen: screen)
        #expect(many.split(separator: "\n").count < height)
        #expect(many.contains("300 │ a"))
        let short = try Self.table(
            [[.integer(1), .text("a\nb"), .null]], columns: Self.columns, screen: screen)
        #expect(short.hasSuffix("│ b    │\n1 row\n"))
    }

    @Test("Rows that come after the layout have their lines too")
    func streaming() throws {
        let text = try Self.table(
            (1...1500).map { [.integer($0), .text("a\nb"), .null] }, columns: Self.columns)
        #expect(text.split(separator: "\n").count == 3003)
        #expect(text.hasSuffix(" 1500 │ a   ↵│ –\n      │ b    │\n1500 rows\n"))
    }

    @Test("Narrowed, each line is cut by itself")
    func narrowed() throws {
        let text = try Self.table(
            [[.integer(1), .text("the parcel came late\nand open"), .text("Ann")]], columns: Self.columns,
            screen: Screen(width: 26))
        let lines = text.split(separator: "\n").map(String.init)
        #expect(lines.allSatisfy { DisplayWidth.of($0) <= 26 })
        #expect(lines.contains { $0.contains("…↵│ Ann") } && lines.contains { $0.contains("and open") })
    }
}
