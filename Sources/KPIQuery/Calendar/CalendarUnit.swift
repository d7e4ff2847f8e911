/// A stretch of the calendar that time words count in.
package enum CalendarUnit: Int, Hashable, Sendable, CaseIterable, Comparable {
    case hour, day, week, month, quarter, year

    /// Singular; the plural adds an `s`.
    package var word: String {
        switch self {
        case .hour: "hour"
        case .day: "day"
        case .week: "week"
        case .month: "month"
        case .quarter: "quarter"
        case .year: "year"
        }
    }

    package static func < (left: CalendarUnit, right: CalendarUnit) -> Bool {
        left.rawValue < right.rawValue
    }
}

/// How wide the buckets of a series are.
package enum Grain: String, Hashable, Sendable, CaseIterable {
    case hourly, daily, weekly, monthly, quarterly, yearly

    package var unit: CalendarUnit {
        switch self {
        case .hourly: .hour
        case .daily: .day
        case .weekly: .week
        case .monthly: .month
        case .quarterly: .quarter
        case .yearly: .year
        }
    }
}
