/// `top N [DIM] [by KPI]` or `bottom N …`.
package struct Ranking: Hashable, Sendable {
    package enum End: Hashable, Sendable {
        case top, bottom
    }

    package var end: End
    /// At least 1.
    package var count: Int
    /// The dimension whose members are ranked, one of the query's; `nil` is all of them together.
    package var dimension: Located<DimensionName>?
    /// The metric that ranks, not always one of the query's; `nil` is the query's first.
    package var metric: Metric?

    package init(
        end: End, count: Int, dimension: Located<DimensionName>? = nil, metric: Metric? = nil
    ) {
        self.end = end
        self.count = count
        self.dimension = dimension
        self.metric = metric
    }
}

/// `having KPI OP number`: keeps the rows whose metric compares so.
package struct Having: Hashable, Sendable {
    package enum Operator: String, Hashable, Sendable, CaseIterable {
        case equal = "="
        case notEqual = "!="
        case less = "<"
        case lessOrEqual = "<="
        case greater = ">"
        case greaterOrEqual = ">="
    }

    package var metric: Metric
    package var comparison: Operator
    /// A decimal number as written, to be bound as `numeric`; in the metric's unit (seconds, percent).
    package var number: Located<String>
}

/// What `with` adds to an answer.
package enum Addition: String, Hashable, Sendable, CaseIterable {
    case total, share, spark, change, ci
}
