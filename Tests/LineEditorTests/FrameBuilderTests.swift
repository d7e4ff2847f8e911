import Testing

@testable import LineEditor

@Suite struct FrameBuilderTests {
    /// A text with `|` for the cursor, and on a screen six columns wide: its rows, the cursor's row and column.
    static let layouts: [(String, [String], Int, Int)] = [
        ("abc|", ["abc"], 0, 3),
        ("|abc", ["abc"], 0, 0),
        ("abcde|f", ["abcdef"], 0, 5),
        // Behind the last column is the start of the next row.
        ("abcdef|", ["abcdef", ""], 1, 0),
        ("abcdef|g", ["abcdef", "g"], 1, 0),
        // But not where a newline follows: there is no row in between.
        ("abcdef|\ng", ["abcdef", "g"], 0, 5),
        ("abcdef\n|g", ["abcdef", "g"], 1, 0),
        ("a\n|", ["a", ""], 1, 0),
        // What is two columns wide is not cut in half.
        ("日本語|", ["日本語", ""], 1, 0),
        ("a日本|語", ["a日本", "語"], 1, 0),
        ("a日本語|", ["a日本", "語"], 1, 2),
        ("abcd👩‍💻|", ["abcd👩‍💻", ""], 1, 0),
        // What several columns stand for may be.
        ("abcde\u{1B}|", ["abcde^", "["], 1, 1),
        ("a\tb|", ["a    b", ""], 1, 0),
        ("ab\u{200B}|", ["ab<200", "B>"], 1, 2),
    ]

    @Test("Text breaks at the screen's edge, and the cursor with it", arguments: layouts)
    func layout(marked: String, rows: [String], cursorRow: Int, cursorColumn: Int) {
        var builder = FrameBuilder(width: 6)
        for character in marked {
            if character == "|" { builder.markCursor() } else { builder.append(character, .plain) }
        }
        builder.finish()
        #expect(builder.rows.map { $0.map(\.text).joined() } == rows)
        #expect(builder.cursor?.row == cursorRow)
        #expect(builder.cursor?.column == cursorColumn)
    }
}
