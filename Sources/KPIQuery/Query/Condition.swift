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
    /// `:name`, in the definition of a saved query only; gone once the call's values are bound.
    case parameter(String)
}
