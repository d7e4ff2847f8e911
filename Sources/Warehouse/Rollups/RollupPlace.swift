/// Where the parts of one KPI's cases, or of a ratio's leg, stand in a rollup.
struct RollupPlace: Sendable, Hashable {
    /// Name of the relation.
    let relation: String
    /// Column with the number of cases.
    let cases: String
    /// Column with the number of hits.
    var hits: String?
    /// Column with the sum of what the cases are worth.
    var sum: String?
    /// Column with the sum of its squares.
    var squares: String?
    /// `measure` in `rollup.histogram`.
    var histogram: String?

    /// What is kept of the cases, by the names under which statements add it up.
    var parts: [(name: String, column: String)] {
        [(name: "case_count", column: cases)]
            + [("hit_count", hits), ("value", sum), ("squares", squares)].compactMap { name, column in
                column.map { (name: name, column: $0) }
            }
    }
}

/// Which of a KPI's cases: the same KPI has several clocks, several T, and a ratio two legs.
struct RollupRole: Hashable, Sendable {
    enum Leg: Hashable, Sendable {
        case cases, numerator, denominator
        /// Of a snapshot: what began to be there, and what ended.
        case came, went
    }

    let key: String
    var leg = Leg.cases
    var isBusiness = false
    /// The T of a rate; nil is the warehouse's, or none.
    var window: String?
}
