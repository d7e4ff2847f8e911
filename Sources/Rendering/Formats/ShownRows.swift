/// The first and the last rows of an answer of any length.
struct ShownRows {
    private let limit: Int?
    private var first: [[Presentation.Field]] = []
    /// The newest rows after `first`, as a ring.
    private var ring: [[Presentation.Field]] = []
    private var ringStart = 0
    private var count = 0

    /// Keeps at most `limit` rows of each end; all where it is nil.
    init(limit: Int?) {
        self.limit = limit
    }

    mutating func append(_ row: [Presentation.Field]) {
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
    var all: [[Presentation.Field]] {
        first + ring[ringStart...] + ring[..<ringStart]
    }

    /// The rows to show: all that there were, or the first and the last around one line that stands for the others.
    ///
    /// - Parameters:
    ///   - limit: the lines there are for rows; for blocks, the number of blocks.
    ///   - isExpanded: whether rows are blocks, of which only the first are shown.
    /// - Returns: the rows before and after those left out; `last` is empty where none is.
    func shown(
        limit: Int?, ofExpanded isExpanded: Bool
    ) -> (first: [[Presentation.Field]], last: [[Presentation.Field]]) {
        guard let limit, count > limit else { return (all, []) }
        if isExpanded { return (Array(first.prefix(limit)), []) }
        let lastCount = (limit - 1) / 2
        return (Array(first.prefix(limit - 1 - lastCount)), Array(all.suffix(lastCount)))
    }
}
