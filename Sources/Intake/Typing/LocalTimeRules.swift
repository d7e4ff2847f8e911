/// How local times of one time zone are read: as PostgreSQL reads them.
package struct LocalTimeRules: Sendable, Hashable {
    /// A moment from which on another offset holds.
    package struct Transition: Sendable, Hashable {
        /// Seconds since 1970-01-01 00:00 UTC.
        package let instant: Int64
        /// Seconds that local time is ahead of UTC from then on.
        package let offset: Int64

        package init(instant: Int64, offset: Int64) {
            self.instant = instant
            self.offset = offset
        }
    }

    /// What a clock change does to a local time.
    enum Reading {
        case plain, skipped, doubled
    }

    /// UTC, which has no clock changes.
    package static let utc = LocalTimeRules(initialOffset: 0, transitions: [])

    private let initialOffset: Int64
    private let transitions: [Transition]

    /// - Parameters:
    ///   - initialOffset: Seconds ahead of UTC before the first transition.
    ///   - transitions: In any order; those that change nothing may be left out.
    package init(initialOffset: Int64, transitions: [Transition]) {
        self.initialOffset = initialOffset
        self.transitions = transitions.sorted { $0.instant < $1.instant }
    }

    /// The offset of a local time, given as seconds since 1970-01-01 00:00 of the local clock.
    ///
    /// PostgreSQL's rule (`DetermineTimeZoneOffset` in datetime.c): it looks at the next transition later than a
    /// day before; a time on neither side of it is skipped or doubled; a skipped one is read with the offset before
    /// the transition, a doubled one with the offset after it.
    func offset(ofLocal seconds: Int64) -> (offset: Int64, reading: Reading) {
        let index = firstTransition(after: seconds - 86_400)
        let before = index == 0 ? initialOffset : transitions[index - 1].offset
        guard index < transitions.count else { return (before, .plain) }
        let boundary = transitions[index].instant
        let after = transitions[index].offset
        let isBefore = seconds - before < boundary
        let isAfter = seconds - after >= boundary
        switch (isBefore, isAfter) {
        case (true, false): return (before, .plain)
        case (false, true): return (after, .plain)
        case (false, false): return (before, .skipped)
        case (true, true): return (after, .doubled)
        }
    }

    /// Local seconds around `seconds` in which one offset holds for certain.
    func certainRange(aroundLocal seconds: Int64) -> Range<Int64> {
        let twoDays: Int64 = 172_800
        let index = firstTransition(after: seconds - 86_400)
        let low = index == 0 ? Int64.min : transitions[index - 1].instant + twoDays
        let high = index == transitions.count ? Int64.max : transitions[index].instant - twoDays
        return low < high ? low..<high : 0..<0
    }

    private func firstTransition(after instant: Int64) -> Int {
        var low = 0
        var high = transitions.count
        while low < high {
            let middle = (low + high) / 2
            if transitions[middle].instant > instant { high = middle } else { low = middle + 1 }
        }
        return low
    }
}
