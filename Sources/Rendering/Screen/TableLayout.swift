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
        /// The heading, broken to the width.
        var heading: [String]

        var total: Int { width + markWidth }
    }

    /// The least a column of text is narrowed to before columns are left out.
    private static let narrowest = 8
    /// What a column of text keeps where columns are left out anyway: names, ids and instants stay whole.
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
    /// To save width, headings are broken first, then texts are narrowed, the widest first. Where that is not enough,
    /// columns are left out, from the right, and the others keep what makes them readable.
    init(
        headings: [Presentation.Heading], rows: [[Presentation.Field]], width: Int?, showsTypes: Bool = false
    ) {
        columnCount = headings.count
        slots = headings.enumerated().map { position, heading in
            var widest = showsTypes ? max(1, DisplayWidth.of(heading.type ?? "")) : 1
            var markWidth = 0
            for row in rows {
                widest = max(widest, DisplayWidth.of(row[position].text))
                markWidth = max(markWidth, DisplayWidth.of(row[position].mark))
            }
            return Slot(
                position: position, width: widest, markWidth: markWidth,
                heading: [VisibleText.of(heading.label)])
        }
        let contentWidths = slots.map(\.width)
        for position in slots.indices { fitToHeading(position, lines: 1) }
        guard let width else { return }
        var lines = 2
        while total > width, lines <= 3 {
            for position in slots.indices {
                slots[position].width = contentWidths[position]
                slots[position].heading = [VisibleText.of(headings[position].label)]
                fitToHeading(position, lines: lines)
            }
            lines += 1
        }
        leaveOut(to: width, isText: headings.map { !$0.isNumeric })
    }

    /// Narrows texts as far as it makes everything fit; else leaves out columns, and narrows the others less.
    private mutating func leaveOut(to width: Int, isText: [Bool]) {
        let whole = slots
        narrow(to: width, isText: isText, atLeast: Self.narrowest)
        guard total > width else { return }
        isWhole = false
        for least in [Self.readable, Self.narrowest] {
            for count in (1...whole.count).reversed() {
                slots = Array(whole.prefix(count))
                narrow(to: width - 4, isText: isText, atLeast: least)
                if total + 4 <= width { return }
            }
        }
    }

    /// The width of the whole table, with a blank around each column and a rule between two.
    var total: Int {
        slots.reduce(0) { $0 + $1.total + 2 } + slots.count - 1
    }

    /// Widens a column so that its heading takes at most so many lines, and breaks the heading.
    private mutating func fitToHeading(_ position: Int, lines: Int) {
        let label = slots[position].heading.joined(separator: " ")
        let longestWord = label.split(separator: " ").map { DisplayWidth.of(String($0)) }.max() ?? 0
        var width = max(
            slots[position].total, lines == 1 ? DisplayWidth.of(label) : min(longestWord, 24))
        while DisplayWidth.wrap(label, to: width).count > lines { width += 1 }
        slots[position].width = width - slots[position].markWidth
        slots[position].heading = DisplayWidth.wrap(label, to: width)
    }

    private mutating func narrow(to width: Int, isText: [Bool], atLeast least: Int) {
        var excess = total - width
        while excess > 0 {
            let candidates = slots.filter { isText[$0.position] && $0.width > least }
            guard let widest = candidates.max(by: { $0.width < $1.width }) else { return }
            // Down to the next widest, and no further than needed.
            let next = candidates.map(\.width).filter { $0 < widest.width }.max() ?? least
            let cut = min(excess, widest.width - max(next, least))
            slots[widest.position].width -= cut
            let label = slots[widest.position].heading.joined(separator: " ")
            slots[widest.position].heading = DisplayWidth.wrap(label, to: slots[widest.position].total)
            excess -= cut
            isWhole = false
        }
    }
}
