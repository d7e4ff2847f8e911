import KPIQuery

/// Metrics that one statement can answer: the same KPI on the same clock, with the same T.
struct MetricGroup {
    let definition: KPIDefinition
    let isBusiness: Bool
    /// The T of a rate; nil is the warehouse's.
    let window: MaturityWindow?
    /// Position among the metrics asked for and what is asked, one a metric.
    var metrics: [(position: Int, measure: Measure)]

    var measures: [Measure] { metrics.map(\.measure) }

    static func groups(
        of metrics: [Metric], definitions: [KPIDefinition], wantsIntervals: Bool
    ) -> [MetricGroup] {
        var groups: [MetricGroup] = []
        for (position, (metric, definition)) in zip(metrics, definitions).enumerated() {
            let measure = Measure(
                definition, aggregate: metric.aggregate?.value, wantsInterval: wantsIntervals)
            if let index = groups.firstIndex(where: {
                $0.definition.key == definition.key && $0.isBusiness == metric.isBusiness
                    && $0.window == metric.window?.value
            }) {
                groups[index].metrics.append((position, measure))
            } else {
                groups.append(
                    MetricGroup(
                        definition: definition, isBusiness: metric.isBusiness, window: metric.window?.value,
                        metrics: [(position, measure)]))
            }
        }
        return groups
    }
}
