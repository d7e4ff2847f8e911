import Basics

extension TimeRange {
    /// Turns time words into a range.
    ///
    /// No words are the last 12 complete buckets of the grain, or the last 28 complete days. Source:
    /// kpi-query.md, "Rules".
    package static func resolve(
        _ expression: RangeExpression?, grain: Grain?, clock: QueryClock
    ) throws(TimeRangeError) -> TimeRange {
        let (from, to) = bounds(of: expression ?? implied(by: grain), clock: clock)
        guard from < to else { throw TimeRangeError.startsAfterToday(from.date) }
        return try TimeRange(from: from, to: to, grain: grain, clock: clock)
    }

    /// The range meant where a query names none.
    package static func implied(by grain: Grain?) -> RangeExpression {
        guard let grain else { return .last(28, .day) }
        return .last(12, grain.unit)
    }

    private static func bounds(
        of expression: RangeExpression, clock: QueryClock
    ) -> (from: LocalTime, to: LocalTime) {
        func start(of unit: CalendarUnit) -> LocalTime {
            unit.start(of: clock.now, weekStart: clock.weekStart)
        }
        switch expression {
        case .today:
            return (LocalTime(clock.today), LocalTime(clock.today.adding(days: 1)))
        case .yesterday:
            return (LocalTime(clock.today.adding(days: -1)), LocalTime(clock.today))
        case .this(let unit):
            return (start(of: unit), unit.adding(1, to: start(of: unit)))
        case .last(let count, .hour):
            return (clock.hours(count, before: start(of: .hour)), start(of: .hour))
        case .last(let count, let unit):
            return (unit.adding(-count, to: start(of: unit)), start(of: unit))
        case .since(let period):
            return (LocalTime(period.firstDay), LocalTime(clock.today.adding(days: 1)))
        case .within(let period):
            return (LocalTime(period.firstDay), LocalTime(period.endDay))
        case .between(let first, let last):
            return (LocalTime(first.firstDay), LocalTime(last.endDay))
        }
    }
}
