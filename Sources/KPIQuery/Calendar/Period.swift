package import Basics

/// A literal stretch of the calendar; always the whole of it.
package enum Period: Hashable, Sendable, CustomStringConvertible {
    case year(Int)
    /// Quarter 1…4.
    case quarter(year: Int, Int)
    /// Month 1…12.
    case month(year: Int, Int)
    /// ISO 8601 week, Monday to Sunday whatever the warehouse's week start is; 1…52 or 53.
    case isoWeek(year: Int, Int)
    case day(CivilDate)

    /// The first day that belongs to it.
    package var firstDay: CivilDate {
        switch self {
        case .year(let year): Period.day(year, 1)
        case .quarter(let year, let quarter): Period.day(year, quarter * 3 - 2)
        case .month(let year, let month): Period.day(year, month)
        case .isoWeek(let year, let week): ISOWeek.firstDay(ofYear: year).adding(days: 7 * (week - 1))
        case .day(let date): date
        }
    }

    /// The first day after it.
    package var endDay: CivilDate {
        switch self {
        case .year(let year): Period.day(year + 1, 1)
        case .quarter, .month: firstDay.adding(months: monthCount)
        case .isoWeek: firstDay.adding(days: 7)
        case .day(let date): date.adding(days: 1)
        }
    }

    /// As the language writes it: `2026`, `2026-Q1`, `2026-03`, `2026-W14`, `2026-03-09`.
    package var description: String {
        switch self {
        case .year(let year): year.padded(to: 4)
        case .quarter(let year, let quarter): "\(year.padded(to: 4))-Q\(quarter)"
        case .month(let year, let month): "\(year.padded(to: 4))-\(month.padded(to: 2))"
        case .isoWeek(let year, let week): "\(year.padded(to: 4))-W\(week.padded(to: 2))"
        case .day(let date): date.description
        }
    }

    private var monthCount: Int {
        if case .quarter = self { 3 } else { 1 }
    }

    private static func day(_ year: Int, _ month: Int) -> CivilDate {
        CivilDate(year: year, month: 1, day: 1)?.adding(months: month - 1) ?? CivilDate(dayNumber: 0)
    }
}
