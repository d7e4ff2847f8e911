package import Basics

/// A range of local time, half-open, cut into the buckets of a grain.
package struct TimeRange: Hashable, Sendable {
    /// Included.
    package let from: LocalTime
    /// Not included.
    package let to: LocalTime
    package let grain: Grain?
    /// The calendar and the moment it was resolved under.
    package let clock: QueryClock
    /// In order and without gaps, together the whole range; without a grain the range itself is the one.
    ///
    /// Hourly buckets are hours of the clock on the wall: where a clock change repeats or skips one,
    /// the reader decides which instants it has.
    package let buckets: [Bucket]

    /// One period of a series, or the part of it that lies in the range.
    package struct Bucket: Hashable, Sendable {
        /// The first moment of the whole period, also where the range cuts it: the label.
        package let start: LocalTime
        /// Included.
        package let from: LocalTime
        /// Not included.
        package let to: LocalTime

        package init(start: LocalTime, from: LocalTime, to: LocalTime) {
            self.start = start
            self.from = from
            self.to = to
        }

        /// The `period` of an answer: the first day of the bucket.
        package var period: CivilDate { start.date }
    }

    /// The longest series one question gives, in buckets: hours of more than twenty years.
    package static let bucketLimit = 200_000

    /// Whether some of it is still to come.
    package var isOpen: Bool { clock.now < to }

    /// The first day that has a part in the range; what answers call `from`.
    package var firstDay: CivilDate { from.date }

    /// The last day that has a part in the range; what answers call `to`.
    package var lastDay: CivilDate { to.adding(seconds: -1).date }

    /// The first and the last moment that it includes, as answers call them: days, or where it is cut from hours,
    /// seconds.
    package var ends: (from: String, to: String) {
        isWholeDays
            ? (firstDay.description, lastDay.description)
            : (from.description, to.adding(seconds: -1).description)
    }

    /// The number of hours it has, skipped ones not counted.
    var hourCount: Int {
        to.seconds(since: from) / CalendarUnit.hour.leastSeconds
            - clock.skippedHours.count { from <= $0 && $0 < to }
    }

    /// Whether it begins and ends at midnight, as all but ranges in hours do.
    package var isWholeDays: Bool { from.second == 0 && to.second == 0 }

    /// The numbers, from 1, of the buckets that are periods of the grain in part only: the first one, the last one.
    package var cutBuckets: [Int] {
        guard let unit = grain?.unit, let first = buckets.first, let last = buckets.last else { return [] }
        var cut = first.from > first.start ? [1] : []
        if last.to < unit.adding(1, to: last.start), cut.isEmpty || buckets.count > 1 {
            cut.append(buckets.count)
        }
        return cut
    }

    /// Cuts a half-open range, which is not empty, into buckets.
    package init(from: LocalTime, to: LocalTime, grain: Grain?, clock: QueryClock) throws(TimeRangeError) {
        guard from.date.year >= 1, to.adding(seconds: -1).date.year <= 9_999 else {
            throw TimeRangeError.outsideCalendar
        }
        self.from = from
        self.to = to
        self.grain = grain
        self.clock = clock
        guard let unit = grain?.unit else {
            buckets = [Bucket(start: from, from: from, to: to)]
            return
        }
        guard to.seconds(since: from) / unit.leastSeconds < TimeRange.bucketLimit else {
            throw TimeRangeError.tooManyBuckets
        }
        var parts: [Bucket] = []
        let first = unit.start(of: from, weekStart: clock.weekStart)
        var start = first
        while start < to {
            let next = unit.adding(parts.count + 1, to: first)
            parts.append(Bucket(start: start, from: max(start, from), to: min(next, to)))
            start = next
        }
        buckets = parts
    }
}

extension TimeRange {
    /// The same stretch as one bucket.
    package func withoutGrain() throws(TimeRangeError) -> TimeRange {
        try TimeRange(from: from, to: to, grain: nil, clock: clock)
    }
}

/// What time words depend on.
package struct QueryClock: Hashable, Sendable {
    /// Now, or the instant of `--as-of`, in the reporting zone.
    package let now: LocalTime
    package let weekStart: Weekday
    /// The first moments of the hours that clock changes skip, in order, as far as hours are counted.
    package var skippedHours: [LocalTime] = []

    package init(now: LocalTime, weekStart: Weekday = .monday, skippedHours: [LocalTime] = []) {
        self.now = now
        self.weekStart = weekStart
        self.skippedHours = skippedHours
    }

    package var today: CivilDate { now.date }

    /// So many hours before the beginning of one, skipped ones not counted.
    func hours(_ count: Int, before hour: LocalTime) -> LocalTime {
        var from = CalendarUnit.hour.adding(-count, to: hour)
        for skipped in skippedHours.reversed() where skipped < hour {
            guard skipped >= from else { break }
            from = CalendarUnit.hour.adding(-1, to: from)
        }
        return from
    }
}

/// Why words give no range on this calendar.
package enum TimeRangeError: Error, Hashable, Sendable, CustomStringConvertible {
    case startsAfterToday(CivilDate)
    /// Years 1 to 9999 are all there are.
    case outsideCalendar
    case tooManyBuckets
    /// `monthly … vs same day last week`: the series' buckets are longer than the way back.
    case stepShorterThanGrain(CalendarUnit, Grain)

    package var description: String {
        switch self {
        case .startsAfterToday(let date): "the range starts on \(date), which is still to come"
        case .outsideCalendar: "the range leaves the years 1 to 9999"
        case .tooManyBuckets:
            "the range has more than \(TimeRange.bucketLimit) buckets: ask for a coarser grain or a shorter range"
        case .stepShorterThanGrain(let unit, let grain):
            "a \(grain.rawValue) series cannot be compared with itself one \(unit.word) ago"
        }
    }
}
