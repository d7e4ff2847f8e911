/// Cases group by group; those of one group in the order in which they were.
///
/// A counting sort: its time is that of the cases and of the groups together.
struct GroupedCases {
    /// The places of all cases.
    private(set) var cases: [Int]
    /// Where each group ends.
    private var ends: [Int]

    /// - Parameters:
    ///   - cases: The places of the cases.
    ///   - groupCount: How many groups there may be.
    ///   - group: The group that a case is of, from 0.
    @inline(__always)
    init(_ cases: [Int], groupCount: Int, group: (Int) -> Int) {
        ends = [Int](repeating: 0, count: groupCount)
        self.cases = [Int](repeating: 0, count: cases.count)
        for place in cases { ends[group(place)] += 1 }
        var start = 0
        for number in ends.indices {
            let count = ends[number]
            ends[number] = start
            start += count
        }
        // A group's end moves on as its cases come.
        for place in cases {
            let number = group(place)
            self.cases[ends[number]] = place
            ends[number] += 1
        }
    }

    /// The groups that have cases.
    var groups: some Sequence<Int> { ends.indices.lazy.filter { !self[$0].isEmpty } }

    /// The places of a group's cases.
    subscript(group: Int) -> ArraySlice<Int> {
        cases[(group == 0 ? 0 : ends[group - 1])..<ends[group]]
    }
}
