import Basics

/// Buckets of time as people name them, and as a query may name them.
package enum PeriodText {
    /// The name of the bucket that begins at `start`: `2026-03-09`, `2026-W11`, `2026-03`, `2026-Q1`, `2026`,
    /// `2026-03-09 14:00`.
    ///
    /// A week that does not start on Monday has no ISO number and goes by its first day.
    package static func of(_ start: String, grain: Column.Grain, weekStart: String?) -> String {
        guard let day = CivilDate(start.prefix(10)) else { return VisibleText.of(start) }
        switch grain {
        case .hour:
            let minutes = start.dropFirst(11).prefix(5)
            return start.prefix(10) + (minutes.isEmpty ? "" : " " + minutes)
        case .day: return String(start.prefix(10))
        case .week:
            guard weekStart.map({ $0.lowercased() == "monday" }) ?? true else {
                return String(start.prefix(10))
            }
            let week = ISOWeek(containing: day)
            return "\(week.year.padded(to: 4))-W\(week.week.padded(to: 2))"
        case .month: return String(start.prefix(7))
        case .quarter: return "\(start.prefix(4))-Q\(day.quarter)"
        case .year: return String(start.prefix(4))
        }
    }
}
