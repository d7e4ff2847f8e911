package import Basics

extension CalendarUnit {
    /// The first moment of the unit that has this one.
    package func start(of time: LocalTime, weekStart: Weekday) -> LocalTime {
        switch self {
        case .hour: LocalTime(time.date, second: time.second - time.second % 3_600)
        case .day: LocalTime(time.date)
        case .week: LocalTime(time.date.startOfWeek(weekStart))
        case .month: LocalTime(time.date.startOfMonth)
        case .quarter: LocalTime(time.date.startOfMonth.adding(months: -((time.date.month - 1) % 3)))
        case .year: LocalTime(time.date.startOfMonth.adding(months: 1 - time.date.month))
        }
    }

    /// So many units later (earlier, when negative); months without such a day give their last.
    package func adding(_ count: Int, to time: LocalTime) -> LocalTime {
        switch self {
        case .hour: time.adding(seconds: 3_600 * count)
        case .day: LocalTime(time.date.adding(days: count), second: time.second)
        case .week: LocalTime(time.date.adding(days: 7 * count), second: time.second)
        case .month: LocalTime(time.date.adding(months: count), second: time.second)
        case .quarter: LocalTime(time.date.adding(months: 3 * count), second: time.second)
        case .year: LocalTime(time.date.adding(months: 12 * count), second: time.second)
        }
    }

    /// Its length in seconds; of months and longer the shortest there is.
    var leastSeconds: Int {
        switch self {
        case .hour: 3_600
        case .day: 86_400
        case .week: 7 * 86_400
        case .month: 28 * 86_400
        case .quarter: 90 * 86_400
        case .year: 365 * 86_400
        }
    }
}
