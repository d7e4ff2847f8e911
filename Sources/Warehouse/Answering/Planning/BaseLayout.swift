import KPIQuery

/// The buckets of a base laid out in time, so that one statement reads them all.
///
/// Between two of them, and between the running one's elapsed part and the next, there may be time that nobody asked
/// for: it becomes a part of its own, whose cells are not looked at.
struct BaseLayout {
    /// In order and without gaps; empty where no bucket has a base.
    let parts: [TimeRange.Bucket]
    /// For each bucket of the range, the number of its part (from 1); nil where it has no base.
    let numbers: [Int?]

    init(_ base: BaseRange) {
        var parts: [TimeRange.Bucket] = []
        var numbers = [Int?](repeating: nil, count: base.buckets.count)
        let known = base.buckets.enumerated().compactMap { index, bucket in bucket.map { (index, $0) } }
        for (index, bucket) in known.sorted(by: { $0.1.from < $1.1.from }) {
            if let last = parts.last, last.to < bucket.from {
                parts.append(TimeRange.Bucket(start: last.to, from: last.to, to: bucket.from))
            }
            // Two buckets may share their base, never overlap in part of it.
            if parts.last != bucket { parts.append(bucket) }
            numbers[index] = parts.count
        }
        self.parts = parts
        self.numbers = numbers
    }
}
