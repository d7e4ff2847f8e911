/// One KPI question as `kpi-query.md` defines it: metrics first, every other clause at most once.
///
/// Names are resolved: a KPI is its key, a dimension is known to all metrics named. What is left open
/// (an absent range, aggregate or output) is `nil` or empty; defaults are the reader's to apply
/// (`TimeRange.resolve`, the KPI's headline aggregate, the caller's output).
package struct Query: Hashable, Sendable {
    /// At least one; no two with the same `columnName`.
    package var metrics: [Metric]
    /// The `by` clause, in the order written, without repetition.
    package var dimensions: [Located<DimensionName>] = []
    package var grain: Located<Grain>?
    package var range: Located<RangeExpression>?
    /// The `where` clause.
    package var filter: Condition?
    /// The `vs` clause; no two with the same `columnSuffix`.
    package var bases: [Located<ComparisonBase>] = []
    /// The `top` or `bottom` clause.
    package var ranking: Located<Ranking>?
    package var having: Located<Having>?
    /// The `with` clause, without repetition.
    package var additions: [Located<Addition>] = []
    /// The `as` clause.
    package var output: Located<Output>?

    package init(metrics: [Metric]) {
        self.metrics = metrics
    }
}
