/// A stretch of time, [start, end).
package struct Interval: Hashable, Sendable {
    package var start: Instant
    package var end: Instant

    package init(_ start: Instant, _ end: Instant) {
        self.start = start
        self.end = end
    }

    package var length: Instant { max(0, end - start) }

    /// The part within another interval; empty where they do not meet.
    package func clipped(to other: Interval) -> Interval {
        Interval(max(start, other.start), min(end, other.end))
    }
}

/// The time covered by any of the intervals, as disjoint intervals in order.
package func united(_ intervals: [Interval]) -> [Interval] {
    var result: [Interval] = []
    for interval in intervals.filter({ $0.start < $0.end }).sorted(by: { $0.start < $1.start }) {
        if let last = result.last, interval.start <= last.end {
            result[result.count - 1].end = max(last.end, interval.end)
        } else {
            result.append(interval)
        }
    }
    return result
}

/// The time covered by `intervals` and by none of `holes`.
package func subtracting(_ holes: [Interval], from intervals: [Interval]) -> [Interval] {
    var rest = united(intervals)
    for hole in united(holes) {
        rest = rest.flatMap { interval in
            [
                Interval(interval.start, min(interval.end, hole.start)),
                Interval(max(interval.start, hole.end), interval.end),
            ].filter { $0.start < $0.end }
        }
    }
    return rest
}

/// The time covered by any of the intervals within another one.
package func coveredTime(_ intervals: [Interval], within window: Interval) -> Instant {
    united(intervals.map { $0.clipped(to: window) }).reduce(0) { $0 + $1.length }
}
