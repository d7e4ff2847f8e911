/// One thing that a KPI counts.
package struct Case: Sendable {
    /// The part of a ratio it belongs to.
    package enum Leg: Sendable {
        case whole, numerator, denominator
    }

    /// Its worth: seconds, a score, 1 or 0 for hit or not, ±100 for NPS, seconds or tickets of a ratio.
    package var value: Double = 1
    package var leg: Leg = .whole
    package var segment: Segment
    /// The share of a ledger row.
    package var money = Exact(0)
    /// The ledger row that the share is of.
    package var ledgerRow: [String] = []
}
