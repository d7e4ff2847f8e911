/// One value of a row.
package enum Cell: Sendable, Hashable {
    /// Not known, not applicable, withheld.
    case null
    /// Text, and also dates and timestamps as ISO 8601 text; the column's kind says which.
    case text(String)
    case integer(Int)
    /// A number of ours; NaN and infinities are written as null, everywhere.
    case double(Double)
    case boolean(Bool)
    /// A number as PostgreSQL writes it: `-1234.50`, `5e-05`. Kept digit by digit; what is no number (`NaN`,
    /// `Infinity`) is kept by its name.
    case decimal(String)
    /// A span of time, for columns of kind `.interval`.
    case interval(Interval)
    /// An array of such, for columns of kind `.intervals`.
    case intervals(IntervalArray)
    /// JSON text, for columns of kind `.json`.
    case json(String)
    /// A course over time, for columns of role `.trend`; nil is a gap.
    case series([Double?])
}

extension Cell {
    /// The value as a number, where it is one and finite.
    package var number: Double? {
        switch self {
        case .integer(let value): Double(value)
        case .double(let value): value.isFinite ? value : nil
        case .decimal(let digits): Double(digits).flatMap { $0.isFinite ? $0 : nil }
        case .interval(let interval): Double(interval.seconds)
        case .null, .text, .boolean, .json, .series, .intervals: nil
        }
    }

    /// The text of a text cell.
    package var text: String? {
        guard case .text(let value) = self else { return nil }
        return value
    }

    /// Whether there is nothing to show: null, or a number of ours that is none.
    package var isNull: Bool {
        switch self {
        case .null: true
        case .double(let value): !value.isFinite
        case .text, .integer, .decimal, .boolean, .interval, .intervals, .json, .series: false
        }
    }
}
