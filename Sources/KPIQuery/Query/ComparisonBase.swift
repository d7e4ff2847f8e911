/// What a range is compared with.
package enum ComparisonBase: Hashable, Sendable {
    /// The range of equal length just before.
    case previous
    /// `same UNIT last UNIT`; the first is the smaller.
    case same(CalendarUnit, last: CalendarUnit)
    /// The targets loaded for the KPI; it has no range of its own.
    case target
    case period(Period)

    /// What is put behind a metric's column name: `_previous`, `_last_year`, `_target`, `_2025_q1`.
    package var columnSuffix: String {
        switch self {
        case .previous: "_previous"
        case .same(_, let unit): "_last_\(unit.word)"
        case .target: "_target"
        case .period(let period):
            "_" + String(period.description.lowercased().map { $0 == "-" ? "_" : $0 })
        }
    }
}
