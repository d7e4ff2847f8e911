/// A range of local time, half-open, cut into the buckets of a grain.
package struct TimeRange: Hashable, Sendable {
    /// Included.
    package let from: LocalTime
    /// Not included.
    package let to: LocalTime
    package let grain: Grain?
    /// The calendar and the moment it was resolved under.
    package let clock: QueryClock
    /// In order, without gaps, together exactly [from, to). Without a grain it is one, the range itself.
    package let buckets: [Bucket]

    /// One period of a series, or the part of it that lies in the range.
    package struct Bucket: Hashable, Sendable {
        /// The first moment of the whole period, also where the range cuts it: the label.
        package let start: LocalTime
        /// Included.
        package let from: LocalTime
        /// Not included.
        package let to: LocalTime

        /// The `period` of an answer: the first day of the bucket.
        package var period: CivilDate { start.date }
    }
}

/// What time words depend on.
package struct QueryClock: Hashable, Sendable {
    /// Now, or the instant of `--as-of`, in the reporting zone.
    package let now: LocalTime
    package let weekStart: Weekday

    package init(now: LocalTime, weekStart: Weekday = .monday) {
        self.now = now
        self.weekStart = weekStart
    }

    package var today: CivilDate { now.date }
}
