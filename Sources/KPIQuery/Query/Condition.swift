/// The `where` clause as a tree.
///
/// Values are data to bind, never SQL text. Null is a segment like any other (kpis.md): how `!=` and
/// `not` treat it is the reader's business.
package indirect enum Condition: Hashable, Sendable {
    /// Two or more, none of them an `and` itself.
    case and([Condition])
    /// Two or more, none of them an `or` itself.
    case or([Condition])
    case not(Condition)
    case equal(Located<DimensionName>, Located<FilterValue>)
    case notEqual(Located<DimensionName>, Located<FilterValue>)
    /// `DIM in (…)`; at least one value.
    case oneOf(Located<DimensionName>, [Located<FilterValue>])
    /// `DIM like pattern`: SQL's `%`, `_` and `\`.
    case like(Located<DimensionName>, Located<FilterValue>)
    case isNull(Located<DimensionName>)
    case isNotNull(Located<DimensionName>)
}

/// What a dimension is compared with.
package enum FilterValue: Hashable, Sendable {
    /// The value itself, quotes taken off. Numbers too: the dimension's type decides, not the spelling.
    case text(String)
    /// `:name`, in the definition of a saved query only: a call has its value there.
    case parameter(String)
}

extension Condition {
    /// The conditions inside this one; none for a comparison.
    package var parts: [Condition] {
        switch self {
        case .and(let parts), .or(let parts): parts
        case .not(let part): [part]
        case .equal, .notEqual, .oneOf, .like, .isNull, .isNotNull: []
        }
    }

    /// The dimension of a comparison; `nil` for what joins comparisons.
    package var dimension: Located<DimensionName>? {
        switch self {
        case .and, .or, .not: nil
        case .equal(let name, _), .notEqual(let name, _), .oneOf(let name, _), .like(let name, _),
            .isNull(let name), .isNotNull(let name):
            name
        }
    }

    /// Every dimension it looks at, in the order written.
    package func forEachDimension(_ body: (Located<DimensionName>) -> Void) {
        if let dimension { body(dimension) }
        for part in parts { part.forEachDimension(body) }
    }
}
