import KPIQuery

/// Metrics that one statement can answer: the same KPI on the same clock, with the same T.
struct MetricGroup {
    let definition: KPIDefinition
    let isBusiness: Bool
    /// The T of a rate; nil is the warehouse's.
    let window: MaturityWindow?
    /// Whether the answer has to come from the facts.
    let isExact: Bool
    /// Position among the metrics asked for and what is asked, one a metric.
    var metrics: [(position: Int, measure: Measure)]

    /// What it is about, in words: `first_response_time business`.
    var title: String {
        definition.key + (isBusiness ? " business" : "") + (window.map { " " + $0.word } ?? "")
    }

    static func groups(
        of metrics: [Metric], definitions: [KPIDefinition], wantsIntervals: Bool
    ) -> [MetricGroup] {
        var groups: [MetricGroup] = []
        for (position, (metric, definition)) in zip(metrics, definitions).enumerated() {
            let measure = Measure(
                definition, aggregate: metric.aggregate?.value, wantsInterval: wantsIntervals)
            if let index = groups.firstIndex(where: {
                $0.definition.key == definition.key && $0.isBusiness == metric.isBusiness
                    && $0.window == metric.window?.value && $0.isExact == metric.isExact
            }) {
                groups[index].metrics.append((position, measure))
            } else {
                groups.append(
                    MetricGroup(
                        definition: definition, isBusiness: metric.isBusiness, window: metric.window?.value,
                        isExact: metric.isExact,
                        metrics: [(position, measure)]))
            }
        }
        return groups
    }
}
