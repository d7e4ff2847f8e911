/// Marks at values and buckets; those that were used are explained below the answer, and only those.
struct Marks: OptionSet {
    let rawValue: Int
    static let lowCases = Marks(rawValue: 1)
    static let approximate = Marks(rawValue: 2)
    static let open = Marks(rawValue: 4)
    static let cut = Marks(rawValue: 8)
    static let approximateChange = Marks(rawValue: 16)

    /// Lines that explain them.
    func notes(unicode: Bool) -> [String] {
        let signs = Signs(unicode: unicode)
        var notes: [String] = []
        if contains(.approximate) || contains(.approximateChange) {
            let change = contains(.approximateChange) ? "; a change is worked out of such values" : ""
            notes.append("\(signs.approximate) estimated, at most 1 % off\(change)")
        }
        if contains(.lowCases) { notes.append("\(signs.lowCases) low n: fewer than 30 cases") }
        if contains(.open) { notes.append("\(signs.open) not over yet") }
        if contains(.cut) { notes.append("\(signs.cut) in part: the range begins or ends within it") }
        return notes
    }

    /// What they are written with.
    struct Signs {
        let unicode: Bool

        var approximate: String { unicode ? "≈" : "~" }
        var lowCases: String { unicode ? "ⁿ" : "!" }
        var open: String { "*" }
        var cut: String { unicode ? "†" : "+" }

        /// The sign of a bucket's mark.
        func text(of mark: Marks) -> String {
            mark == .open ? open : mark == .cut ? cut : ""
        }
    }
}

/// Which buckets of an answer are no whole periods, by the text of the period column.
struct PeriodMarks {
    private let openFrom: String?
    private let cutPeriods: Set<String>
    /// The marks of a course: where its first bucket has one, and where its last ones have.
    let ends: (first: Marks, last: Marks)

    init(_ provenance: Provenance) {
        openFrom = provenance.openFrom
        cutPeriods = provenance.cutPeriods
        // A bucket that the range's begin cuts began before it.
        let isCutAtBegin = cutPeriods.contains { period in provenance.from.map { period < $0 } ?? false }
        let isCutAtEnd = cutPeriods.count > (isCutAtBegin ? 1 : 0)
        ends = (
            first: isCutAtBegin ? .cut : [], last: openFrom != nil ? .open : isCutAtEnd ? .cut : []
        )
    }

    /// The mark of the bucket that begins so; empty for a whole one.
    func mark(of start: String) -> Marks {
        if let openFrom, start >= openFrom { return .open }
        return cutPeriods.contains(start) ? .cut : []
    }

    /// Whether the bucket has not begun: it comes after the one that is going on.
    func isToCome(_ start: String) -> Bool {
        openFrom.map { start > $0 } ?? false
    }
}
