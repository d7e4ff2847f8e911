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

    /// Whether every column is shown with its whole text.
    private(set) var isWhole = true

    var hiddenCount: Int { columnCount - slots.count }

    /// The lines of the heading.
    var headingHeight: Int { slots.map(\.heading.count).max() ?? 1 }

    /// Lays out columns for fields that have been seen.
    ///
    /// To save width, headings are broken first, then texts of several words are narrowed, the widest first. Where
    /// that is not enough, columns are left out, from the right. Half an instant or an id is none: these stay whole.
    init(
        headings: [Presentation.Heading], rows: [[Presentation.Field]], width: Int?, showsTypes: Bool = false
    ) {
        columnCount = headings.count
        slots = headings.enumerated().map { position, heading in
            var widest = showsTypes ? max(1, DisplayWidth.of(heading.type ?? "")) : 1
            var markWidth = 0
            var isProse = false
            for row in rows {
                widest = max(widest, DisplayWidth.of(row[position].text))
                markWidth = max(markWidth, DisplayWidth.of(row[position].mark))
                isProse = isProse || row[position].text.contains(" ")
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
        leaveOut(to: width, isNumeric: headings.map(\.isNumeric))
    }

    /// Narrows texts as far as it makes everything fit; else leaves out columns, and narrows the others less.
    private mutating func leaveOut(to width: Int, isNumeric: [Bool]) {
        let whole = slots
        narrow(to: width) { $0.leastWidth }
        guard total > width else { return }
        isWhole = false
        for readable in [Self.readable, Self.narrowest] {
            for count in (1...whole.count).reversed() {
                slots = Array(whole.prefix(count))
                narrow(to: width - 4) { max($0.leastWidth, min($0.width, readable)) }
                if total + 4 <= width { return }
            }
        }
        // A screen that has no room for the first column.
        narrow(to: width - 4) { isNumeric[$0.position] ? $0.width : 1 }
    }

    /// The width of the whole table, with a blank around each column and a rule between two.
    var total: Int {
        slots.reduce(0) { $0 + $1.total + 2 } + slots.count - 1
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
