/// The candidates of a completion, listed below the text.
struct Menu: Sendable {
    let candidates: Candidates
    var list: SelectionList
    /// Whether it opened by itself: until something in it is chosen, keys do what they do without it.
    let isUnasked: Bool

    init(_ candidates: Candidates, isUnasked: Bool = false) {
        self.candidates = candidates
        self.isUnasked = isUnasked
        list = SelectionList(count: candidates.list.count)
    }

    var selected: Candidate? { list.selected.map { candidates.list[$0] } }

    /// The rows to show, at most so many.
    mutating func rows(width: Int, height: Int, ellipsis: Character) -> [Frame.Row] {
        let isWhole = candidates.list.count <= height
        // The count of what is out of sight takes a row, where there is one to spare.
        let showsCount = !isWhole && height > 2
        let visible = list.visible(height: showsCount ? height - 1 : height)
        let labelWidth = min(widest(visible, \.text), max(8, width / 2))
        let kindWidth = min(widest(visible, \.kind), 12)
        var rows: [Frame.Row] = visible.map { index in
            let candidate = candidates.list[index]
            let isSelected = index == list.selected
            var row = RowBuilder(width: width - 1, ellipsis: ellipsis)
            let style = isSelected ? TextStyle.chosen : .plain
            row.append(" " + candidate.text, style, columns: labelWidth + 2)
            if kindWidth > 0 { row.append(" " + candidate.kind, TextStyle(.cyan), columns: kindWidth + 1) }
            if !candidate.summary.isEmpty { row.append("  " + candidate.summary, .remark) }
            return row.cells
        }
        if showsCount {
            var row = RowBuilder(width: width - 1, ellipsis: ellipsis)
            let count = list.selected.map { "\($0 + 1) of \(list.count)" } ?? "\(list.count) in all"
            row.append(" " + count, .remark)
            rows.append(row.cells)
        }
        return rows
    }

    private func widest(_ visible: Range<Int>, _ part: KeyPath<Candidate, String>) -> Int {
        candidates.list[visible].map { GlyphWidth.of($0[keyPath: part]) }.max() ?? 0
    }
}
