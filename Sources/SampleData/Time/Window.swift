import Basics

/// The span of days that a sample covers.
struct Window: Sendable {
    let days: Int
    /// The first day outside.
    let until: CivilDate

    var firstDay: CivilDate { until + -days }
    var start: Instant { Instant(firstDay) }
    var end: Instant { Instant(until) }

    /// The day with this number, counted from 0.
    func day(_ number: Int) -> CivilDate { firstDay + number }

    /// The day at this share of the span, in percent.
    func day(atPercent percent: Int) -> CivilDate { firstDay + days * percent / 100 }

    func contains(_ date: CivilDate) -> Bool { firstDay <= date && date < until }

    /// Calls the body with each calendar month's first and last day inside the span.
    func forEachMonth<Failure>(
        _ body: (_ first: CivilDate, _ last: CivilDate) throws(Failure) -> Void
    ) throws(Failure) {
        var first = firstDay
        while first < until {
            let next = min(first.startOfMonth.adding(months: 1), until)
            try body(first, next + -1)
            first = next
        }
    }
}
