import Basics

/// The line of a statement that an error position falls on, with a caret below it.
struct Excerpt {
    /// Two lines, or none if the position lies outside of the text.
    let lines: [String]

    /// Finds the line of the `position`th character (as the server counts: Unicode scalars from 1).
    init(of statement: String, at position: Int) {
        let scalars = Array(statement.unicodeScalars)
        // An error at the end of the input has the position after the last character.
        guard position >= 1, position <= scalars.count + 1 else {
            lines = []
            return
        }
        let offset = position - 1
        let before = scalars[..<offset]
        let start = before.lastIndex(of: "\n").map { $0 + 1 } ?? 0
        let end = scalars[offset...].firstIndex(of: "\n") ?? scalars.count
        let number = before.count { $0 == "\n" } + 1

        // A statement may be one line of thousands of characters: show the surroundings.
        let first = max(start, offset - Excerpt.reach)
        let last = min(end, offset + Excerpt.reach)
        let opening = "LINE \(number): " + (first > start ? "…" : "")
        let leading = Excerpt.text(scalars[first..<offset])
        let trailing = Excerpt.text(scalars[offset..<last])
        lines = [
            opening + leading + trailing + (last < end ? "…" : ""),
            String(repeating: " ", count: opening.count + DisplayWidth.of(leading)) + "^",
        ]
    }

    private static let reach = 60

    /// Scalars as one line's text; tabs and the like would put the caret in another column.
    private static func text(_ scalars: ArraySlice<Unicode.Scalar>) -> String {
        var text = String.UnicodeScalarView()
        text.append(contentsOf: scalars.map { $0.value < 0x20 ? " " : $0 })
        return String(text)
    }
}
