/// A stretch of time in the words of the language, before it meets a calendar (`TimeRange.resolve`).
package enum RangeExpression: Hashable, Sendable {
    case today
    case yesterday
    /// `this UNIT`: the whole unit that is running; open.
    case this(CalendarUnit)
    /// `last N UNIT`: the N complete ones before the one that is running; N ≥ 1.
    case last(Int, CalendarUnit)
    /// `since DATE`: from the period's first day to the end of today.
    case since(Period)
    /// `in PERIOD`: the whole of it.
    case within(Period)
    /// `from DATE to DATE`: both included whole; the second does not end before the first begins.
    case between(Period, Period)
}
