/// A KPI with what was asked of it.
package struct Metric: Hashable, Sendable {
    /// The key of the KPI; the span covers the name as the user wrote it.
    package var kpi: Located<String>
    /// The name as the user wrote it: the key or an alias, in any case.
    package var writtenName: String
    /// `exact`: answer from facts, never by an estimate.
    package var isExact = false
    /// `business`: count open hours only.
    package var isBusiness = false
    /// The aggregate named; `nil` is the KPI's own (for durations the median).
    package var aggregate: Located<Aggregate>?
    /// The T of a rate over time (`resolution_rate 24h`); `nil` is the warehouse's setting.
    package var window: Located<MaturityWindow>?
    /// From the name to the last word that belongs to it.
    package var span: SourceSpan

    package init(
        kpi: Located<String>, writtenName: String? = nil, isExact: Bool = false, isBusiness: Bool = false,
        aggregate: Located<Aggregate>? = nil, window: Located<MaturityWindow>? = nil, span: SourceSpan? = nil
    ) {
        self.kpi = kpi
        self.writtenName = writtenName ?? kpi.value
        self.isExact = isExact
        self.isBusiness = isBusiness
        self.aggregate = aggregate
        self.window = window
        self.span = span ?? kpi.span
    }

    /// The name of the metric's column: key, then `_business`, then the aggregate or T as written.
    ///
    /// `first_response_time_business_p90`, `resolution_rate_24h`. Source: kpi-query.md, "Machine form".
    package var columnName: String {
        var name = kpi.value
        if isBusiness { name += "_business" }
        if let aggregate { name += "_" + aggregate.value.word }
        if let window { name += "_" + window.value.word }
        return name
    }

    /// Metrics are equal when they ask the same, however the KPI was spelled and wherever it stood.
    package static func == (left: Metric, right: Metric) -> Bool {
        left.kpi == right.kpi && left.isExact == right.isExact && left.isBusiness == right.isBusiness
            && left.aggregate == right.aggregate && left.window == right.window
    }

    package func hash(into hasher: inout Hasher) {
        hasher.combine(kpi)
        hasher.combine(isExact)
        hasher.combine(isBusiness)
        hasher.combine(aggregate)
        hasher.combine(window)
    }
}
