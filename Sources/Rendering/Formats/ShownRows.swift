/// The first and the last rows of an answer of any length.
struct ShownRows {
    typealias Row = [Presentation.Field]

    /// The rows that there is room for.
    struct Selection {
        /// Those before what is left out.
        var first: [Row] = []
        /// A row of which only so many lines are shown, behind the first.
        var part: (row: Row, lineCount: Int)?
        /// Those behind what is left out; empty where nothing is.
        var last: [Row] = []

        /// Rows that are shown whole.
        var count: Int { first.count + last.count }
    }

    private let limit: Int?
    private var first: [Row] = []
    /// The newest rows after `first`, as a ring.
    private var ring: [Row] = []
    private var ringStart = 0
    private var count = 0

    /// Keeps at most `limit` rows of each end; all where it is nil.
    init(limit: Int?) {
        self.limit = limit
    }

    mutating func append(_ row: Row) {
        count += 1
        guard let limit, first.count >= limit else {
            first.append(row)
            return
        }
        if ring.count < limit {
            ring.append(row)
        } else {
            ring[ringStart] = row
            ringStart = (ringStart + 1) % limit
        }
    }

    /// Every row that was kept, in order.
    var all: [Row] {
        first + ring[ringStart...] + ring[..<ringStart]
    }

    /// The rows to show: all that there were, or the first and the last around one line that stands for the others.
    ///
    /// - Parameters:
    ///   - lineCount: the lines there are for rows; nil where there is no end to them.
    ///   - isExpanded: whether rows are blocks, of which only the first are shown, and one at least.
    ///   - height: the lines that a row takes.
    /// - Returns: the rows, and at most one in part, where it is taller than what is left.
    func shown(within lineCount: Int?, ofExpanded isExpanded: Bool, height: (Row) -> Int) -> Selection {
        let rows = all
        guard let lineCount, rows.count < count || rows.reduce(0, { $0 + height($1) }) > lineCount else {
            return Selection(first: rows)
        }
        var selection = Selection()
        var room = isExpanded ? lineCount : lineCount - 1
        if !isExpanded {
            var lastRoom = room / 2
            for row in rows.dropFirst().reversed() {
                guard height(row) <= lastRoom else { break }
                lastRoom -= height(row)
                room -= height(row)
                selection.last.insert(row, at: 0)
            }
        }
        for row in rows.dropLast(selection.last.count) {
            let height = height(row)
            guard height <= room || (isExpanded && selection.first.isEmpty) else {
                if !isExpanded, room > 0, height > lineCount / 2 { selection.part = (row, room) }
                break
            }
            room -= height
            selection.first.append(row)
        }
        return selection
    }
}
