import KPIQuery

/// Metrics that one statement can answer: the same KPI on the same clock.
struct MetricGroup {
    let definition: KPIDefinition
    let isBusiness: Bool
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
            }) {
                groups[index].metrics.append((position, measure))
            } else {
                groups.append(
                    MetricGroup(
                        definition: definition, isBusiness: metric.isBusiness, metrics: [(position, measure)]))
            }
        }
        return groups
    }
}
