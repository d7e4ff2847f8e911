/// A search through the history, as it is typed.
struct Search {
    /// What was in the line before, to go back to.
    let original: EditBuffer
    private(set) var query: String
    private(set) var matches: [String] = []
    var list = SelectionList(count: 0)
    /// Of a search that vi's `/` or `?` began: whether it looks for older entries.
    let isForOlder: Bool?
    private let engine: HistorySearch

    /// Without a query it begins with what is in the line.
    init(_ history: [String], original: EditBuffer, query: String? = nil, isForOlder: Bool? = nil) {
        self.original = original
        self.isForOlder = isForOlder
        engine = HistorySearch(history)
        // What was begun is most likely what is looked for.
        self.query = query ?? (original.characters.contains("\n") ? "" : original.text)
        find()
    }

    var selected: String? { list.selected.map { matches[$0] } }

    mutating func type(_ text: String) {
        query += text.map { $0.isNewline ? " " : String($0) }.joined()
        find()
    }

    /// Takes back from the query what a motion goes over.
    mutating func erase(_ motion: Motion) {
        var buffer = EditBuffer(query)
        buffer.delete(motion)
        query = buffer.text
        find()
    }

    private mutating func find() {
        matches = engine.matches(query)
        list = SelectionList(count: matches.count, selected: matches.isEmpty ? nil : 0)
    }

    /// The rows to show, at most so many, the query first; and the cursor's column in that.
    mutating func rows(width: Int, height: Int, marks: Marks) -> (rows: [Frame.Row], cursorColumn: Int) {
        var head = RowBuilder(width: width - 1, ellipsis: marks.ellipsis)
        head.append("search: ", .remark)
        // Of a long query the end is what matters.
        head.append(String(query.suffix(max(0, width - 24))), .plain)
        let cursorColumn = head.column
        let place =
            list.selected.map { "\($0 + 1) of \(matches.count)   Enter takes it, Esc goes back" }
            ?? "no match"
        head.append("   " + place, .remark)
        var rows = [head.cells]
        guard height > 1 else { return (rows, cursorColumn) }
        for index in list.visible(height: height - 1) {
            rows.append(
                row(of: matches[index], isSelected: index == list.selected, width: width, marks: marks))
        }
        return (rows, cursorColumn)
    }

    private func row(of entry: String, isSelected: Bool, width: Int, marks: Marks) -> Frame.Row {
        let style = isSelected ? TextStyle.chosen : .plain
        var found = style
        found.isBold = true
        found.isUnderlined = true
        let characters = Array(entry)
        let highlights = HistorySearch.highlights(of: query, in: characters)
        let start = Self.start(of: highlights, of: characters.count, width: width)
        var row = RowBuilder(width: width - 1, ellipsis: marks.ellipsis)
        row.append(" ", style)
        if start > 0 { row.append(String(marks.ellipsis), style) }
        // No more than a row can show: an entry may be a whole script.
        for (index, character) in characters.enumerated().dropFirst(start).prefix(width) {
            let isFound = highlights.contains { $0.contains(index) }
            row.append(character == "\n" ? marks.newline : String(character), isFound ? found : style)
        }
        return row.cells
    }

    /// The character from which a row shows an entry, so that what was found is in view, with some of what is before.
    private static func start(of highlights: [Range<Int>], of count: Int, width: Int) -> Int {
        guard let first = highlights.min(by: { $0.lowerBound < $1.lowerBound }),
            first.upperBound > width - 4
        else { return 0 }
        return max(0, min(first.lowerBound - width / 4, count - width + 3))
    }
}
