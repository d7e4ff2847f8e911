import PostgresClient

/// The cases of a relation's histograms in the order of their days, as many as the month and the week at hand have: of
/// each the cell of every slice, and the bucket of every histogram.
struct SizedCases {
    /// In place of a bucket where the histogram does not count the case.
    private static let noBucket = Int16.min

    let slices: [RollupSlice]
    private var members: [MemberNumbers]
    private var cells: [CellNumbers]

    /// One element a case; days since 2000-01-01, the month its first day.
    private var days: [Int32] = []
    private var months: [Int32] = []
    /// By slice, then one element a case.
    private var cellOfCase: [[UInt32]]
    /// By histogram, then one element a case.
    private var bucketOfCase: [[Int16]]
    /// The cases before these places are done with.
    private var weekStart = 0
    private var monthStart = 0
    private var isComplete = false
    private var rowMembers: [UInt32]

    init(_ relation: RollupRelation) {
        slices = relation.slices
        let columns = relation.memberColumns
        members = columns.map { _ in MemberNumbers() }
        rowMembers = columns.map { _ in MemberNumbers.none }
        cells = slices.map { slice in
            CellNumbers(
                columns: slice.columns.map { column in
                    guard let index = columns.firstIndex(of: column) else {
                        preconditionFailure("\(column) is no column of \(relation.name)")
                    }
                    return index
                })
        }
        cellOfCase = slices.map { _ in [] }
        bucketOfCase = relation.histograms.map { _ in [] }
    }

    // MARK: - In

    /// Takes a case: a row of day, month, members, buckets.
    ///
    /// Throws `OutOfOrder` where its day is before that of the case before it.
    mutating func append(_ row: borrowing RawSpan) throws {
        var fields = BinaryFields()
        guard let day = fields.int32(of: row), let month = fields.int32(of: row),
            day >= days.last ?? .min
        else { throw OutOfOrder() }
        days.append(day)
        months.append(month)
        for column in members.indices {
            rowMembers[column] =
                fields.bytes(of: row).map { range in
                    row.withUnsafeBytes {
                        members[column].number(of: UnsafeRawBufferPointer(rebasing: $0[range]))
                    }
                } ?? MemberNumbers.none
        }
        for slice in slices.indices { cellOfCase[slice].append(cells[slice].cell(of: rowMembers)) }
        for histogram in bucketOfCase.indices {
            bucketOfCase[histogram].append(fields.int16(of: row) ?? Self.noBucket)
        }
    }

    /// Cases come by day: so their table is made.
    struct OutOfOrder: Error, CustomStringConvertible {
        let description = "the cases of a rollup do not come in the order of their days"
    }

    /// Says that no case comes any more: the week and the month at hand are whole.
    mutating func complete() { isComplete = true }

    // MARK: - Out

    /// Takes the weeks that are whole: the places of each one's cases.
    mutating func takeWeeks() -> [Range<Int>] {
        take(from: &weekStart) { Self.monday(of: days[$0]) }
    }

    /// Takes the months that are whole: the places of each one's cases.
    mutating func takeMonths() -> [Range<Int>] {
        take(from: &monthStart) { months[$0] }
    }

    private func take(from start: inout Int, period: (Int) -> Int32) -> [Range<Int>] {
        var taken: [Range<Int>] = []
        var place = start
        while place < days.count {
            if period(place) != period(start) {
                taken.append(start..<place)
                start = place
            }
            place += 1
        }
        if isComplete, start < place {
            taken.append(start..<place)
            start = place
        }
        return taken
    }

    /// Forgets the cases whose week and month were taken.
    mutating func dropTaken() {
        let count = min(weekStart, monthStart)
        days.removeFirst(count)
        months.removeFirst(count)
        for slice in slices.indices { cellOfCase[slice].removeFirst(count) }
        for histogram in bucketOfCase.indices { bucketOfCase[histogram].removeFirst(count) }
        weekStart -= count
        monthStart -= count
    }

    /// The first day of a case's month.
    func month(of place: Int) -> Int32 { months[place] }

    /// The Monday of a case's week.
    func week(of place: Int) -> Int32 { Self.monday(of: days[place]) }

    private static func monday(of day: Int32) -> Int32 { day - Int32(weekday(of: day)) }

    /// 0 is Monday: 2000-01-03 was one.
    private static func weekday(of day: Int32) -> Int { (Int(day - 2) % 7 + 7) % 7 }

    /// The members that a cell of a slice stands for, a column after another.
    func members(of cell: Int, in slice: Int) -> [String?] {
        zip(cells[slice].columns, cells[slice].members(of: cell)).map { members[$0].text(of: $1) }
    }

    // MARK: - In the order of sizes

    /// The cases of a period that a histogram counts, ascending by size.
    func bySize(_ period: Range<Int>, _ histogram: Int) -> [Int] {
        let buckets = bucketOfCase[histogram]
        let counted = period.filter { buckets[$0] != Self.noBucket }
        guard let first = counted.first else { return [] }
        var least = buckets[first]
        var greatest = least
        for place in counted {
            least = min(least, buckets[place])
            greatest = max(greatest, buckets[place])
        }
        return GroupedCases(counted, groupCount: Int(greatest) - Int(least) + 1) {
            Int(buckets[$0]) - Int(least)
        }.cases
    }

    /// Cases of a week day by day; those of a day in the order in which they are.
    func byDay(_ cases: [Int]) -> [Int] {
        GroupedCases(cases, groupCount: 7) { Self.weekday(of: days[$0]) }.cases
    }

    /// Cases cell by cell; those of a cell in the order in which they are.
    func byCell(_ cases: [Int], of slice: Int) -> GroupedCases {
        let cellOfCase = cellOfCase[slice]
        return GroupedCases(cases, groupCount: cells[slice].count) { Int(cellOfCase[$0]) }
    }

    /// The buckets of cases in a histogram that counts them.
    func buckets(of cases: ArraySlice<Int>, _ histogram: Int) -> [Int16] {
        let buckets = bucketOfCase[histogram]
        return cases.map { buckets[$0] }
    }

    /// How many of a week's cases there are up to the end of each of its days.
    func countsByDay(_ cases: ArraySlice<Int>) -> [Int32] {
        var counts = [Int32](repeating: 0, count: 7)
        for place in cases { counts[Self.weekday(of: days[place])] += 1 }
        for day in 1..<7 { counts[day] += counts[day - 1] }
        return counts
    }
}
