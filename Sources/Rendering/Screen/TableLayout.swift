import Basics

/// How wide each column of a table is, and which fit the screen at all.
struct TableLayout {
    /// A column as laid out.
    struct Slot: Equatable {
        /// Which heading.
        let position: Int
        /// Columns of characters for the text.
        var width: Int
        /// Columns of characters for marks behind it.
        let markWidth: Int
        /// The heading, whole and broken to the width.
        let label: String
        var heading: [String]
        /// The width below which it says nothing: of numbers, instants, names of one word all of it.
        let leastWidth: Int

        var total: Int { width + markWidth }
    }

    /// The least a column of text is narrowed to before columns are left out.
    private static let narrowest = 10
    /// What a column of text keeps where columns are left out anyway; a single word up to it is an id or a name.
    private static let readable = 24

    private(set) var slots: [Slot]
    /// How many columns there are, shown or not.
    let columnCount: Int
    /// The columns that the sign for those left out takes.
    private let ellipsisWidth: Int

    /// Whether every column is shown with its whole text.
    private(set) var isWhole = true

    var hiddenCount: Int { columnCount - slots.count }

    /// What stands side by side: the index of a slot, or nil for columns that are left out there.
    var places: [Int?] {
        var places: [Int?] = []
        var next = 0
        for (index, slot) in slots.enumerated() {
            if slot.position > next { places.append(nil) }
            places.append(index)
            next = slot.position + 1
        }
        if next < columnCount { places.append(nil) }
        return places
    }

    /// The lines of the heading.
    var headingHeight: Int { slots.map(\.heading.count).max() ?? 1 }

    /// Lays out columns for fields that have been seen.
    ///
    /// To save width, headings are broken first, then texts of several words are narrowed, the widest first. Where
    /// that is not enough, columns are left out: of an answer's those that matter least, of others those in the middle.
    /// Half an instant or an id is none: these stay whole.
    init(
        headings: [Presentation.Heading], rows: [[Presentation.Field]], width: Int?, showsTypes: Bool = false,
        ellipsisWidth: Int = 1
    ) {
        columnCount = headings.count
        self.ellipsisWidth = ellipsisWidth
        slots = headings.enumerated().map { position, heading in
            var widest = showsTypes ? max(1, DisplayWidth.of(heading.type ?? "")) : 1
            var markWidth = 0
            var isProse = false
            for row in rows {
                let lines = row[position].lines
                for line in lines { widest = max(widest, DisplayWidth.of(line)) }
                markWidth = max(markWidth, DisplayWidth.of(row[position].mark))
                isProse = isProse || lines.count > 1 || row[position].text.contains(" ")
            }
            let isKept = heading.isKeptWhole || (!isProse && widest <= Self.readable)
            let label = VisibleText.of(heading.label)
            return Slot(
                position: position, width: widest, markWidth: markWidth, label: label, heading: [label],
                leastWidth: max(
                    isKept ? widest : min(widest, Self.narrowest),
                    min(Self.longestWord(of: label) - markWidth, Self.narrowest)))
        }
        let contentWidths = slots.map(\.width)
        for position in slots.indices { fitToHeading(position, lines: 1) }
        guard let width else { return }
        var lines = 2
        while total > width, lines <= 3 {
            for position in slots.indices {
                slots[position].width = contentWidths[position]
                fitToHeading(position, lines: lines)
            }
            lines += 1
        }
        leaveOut(to: width, headings)
    }

    /// Narrows texts as far as it makes everything fit; else leaves out columns, and narrows the others less.
    private mutating func leaveOut(to width: Int, _ headings: [Presentation.Heading]) {
        let whole = slots
        narrow(to: width) { $0.leastWidth }
        guard total > width else { return }
        isWhole = false
        let order = Self.order(of: headings)
        for readable in [Self.readable, Self.narrowest] {
            for count in (1...whole.count).reversed() {
                let kept = Set(order.prefix(count))
                slots = whole.filter { kept.contains($0.position) }
                // More columns than the screen has room for even a letter of.
                guard 4 * count <= width + 4 else { continue }
                narrow(to: width) { max($0.leastWidth, min($0.width, readable)) }
                if total <= width { return }
            }
        }
        // A screen that has no room for the first column.
        narrow(to: width) { headings[$0.position].isNumeric ? $0.width : 1 }
    }

    /// In which order columns are kept: by their rank, and of one rank two from the front for each from the end.
    ///
    /// What a row is of stands in front, in lists of relations behind their schema. KPIs are kept in their order, each
    /// with its change.
    private static func order(of headings: [Presentation.Heading]) -> [Int] {
        Set(headings.map(\.rank)).sorted().flatMap { rank in
            let group = headings.indices.filter { headings[$0].rank == rank }
            if rank == Column.askedRank { return group }
            return group.indices.map { number in
                number % 3 == 2 ? group[group.count - 1 - number / 3] : group[number - number / 3]
            }
        }
    }

    /// The width of the whole table, with a blank around each column and a rule between two.
    var total: Int {
        let places = places
        let gapCount = places.count - slots.count
        return slots.reduce(0) { $0 + $1.total + 2 } + gapCount * (ellipsisWidth + 2) + places.count - 1
    }

    /// Widens a column so that its heading takes at most so many lines, and breaks the heading.
    private mutating func fitToHeading(_ position: Int, lines: Int) {
        let label = slots[position].label
        var width = max(
            slots[position].total,
            lines == 1 ? DisplayWidth.of(label) : min(Self.longestWord(of: label), Self.readable))
        while DisplayWidth.wrap(label, to: width).count > lines { width += 1 }
        slots[position].width = width - slots[position].markWidth
        slots[position].heading = DisplayWidth.wrap(label, to: width)
    }

    private static func longestWord(of label: String) -> Int {
        DisplayWidth.words(of: label).map { DisplayWidth.of($0) }.max() ?? 0
    }

    private mutating func narrow(to width: Int, atLeast least: (Slot) -> Int) {
        var excess = total - width
        while excess > 0 {
            let candidates = slots.filter { $0.width > least($0) }
            guard let widest = candidates.max(by: { $0.width < $1.width }),
                let place = slots.firstIndex(where: { $0.position == widest.position })
            else { return }
            // Down to the next widest, and no further than needed.
            let next = candidates.map(\.width).filter { $0 < widest.width }.max() ?? 0
            let cut = min(excess, widest.width - max(next, least(widest)))
            slots[place].width -= cut
            slots[place].heading = DisplayWidth.wrap(widest.label, to: slots[place].total)
            excess -= cut
            isWhole = false
        }
    }
}
