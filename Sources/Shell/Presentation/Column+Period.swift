import KPIQuery
import Rendering

extension Column {
    /// The buckets of a series, by their first days.
    static func period(of grain: KPIQuery.Grain) -> Column {
        Column(
            "period", label: grain.heading, kind: grain == .hourly ? .timestamp : .date,
            role: .period(grain.renderedGrain))
    }
}

extension Grain {
    fileprivate var heading: String {
        switch self {
        case .hourly: "hour"
        case .daily: "day"
        case .weekly: "week"
        case .monthly: "month"
        case .quarterly: "quarter"
        case .yearly: "year"
        }
    }

    fileprivate var renderedGrain: Column.Grain {
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
