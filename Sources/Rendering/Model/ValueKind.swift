/// What the values of a column mean: decides alignment, how a person sees them and which type a file gives them.
///
/// Numbers always travel in the unit of the machine form: durations in seconds, rates in percent (80.0 is 80 %).
package enum ValueKind: Sendable, Hashable {
    case text
    /// A whole number: a count, an identifier that is a number.
    case integer
    /// Any other number without a unit.
    case decimal
    /// The same in binary floating point, which is what a spreadsheet has too.
    case float
    /// A rate or a relative change, in percent.
    case percent
    /// A score: NPS on −100…100, CSAT on 1–5.
    case points
    /// A duration in seconds.
    case duration
    /// PostgreSQL's interval, and an array of them: seconds in files.
    case interval, intervals
    /// An amount of money, with its ISO 4217 code.
    case money(currency: String)
    /// A calendar day, `2026-03-09`.
    case date
    /// An instant or a local time of day on a date, as ISO 8601 text; `T` or a blank between the parts.
    case timestamp
    case boolean
    /// What only a type's own spelling can say, and no formula: a time of day, PostgreSQL's `money`.
    case literal
    /// JSON text, passed through as JSON where the format can.
    case json

    /// Whether values are numbers: right-aligned, usable on an axis.
    package var isNumeric: Bool {
        switch self {
        case .integer, .decimal, .float, .percent, .points, .duration, .interval, .money: true
        case .text, .intervals, .date, .timestamp, .boolean, .literal, .json: false
        }
    }

    /// Whether values are seconds that people read as hours and minutes.
    var isDuration: Bool { self == .duration || self == .interval }

    /// Whether half a value would be none.
    var isKeptWhole: Bool {
        switch self {
        case .text, .intervals, .json: false
        default: true
        }
    }

    /// The unit as a heading says it where the values do not: `s`, `%`, `EUR`.
    package var unit: String? {
        switch self {
        case .percent: "%"
        case .duration, .interval, .intervals: "s"
        case .money(let currency): currency
        case .points: "points"
        case .text, .integer, .decimal, .float, .date, .timestamp, .boolean, .literal, .json: nil
        }
    }
}
