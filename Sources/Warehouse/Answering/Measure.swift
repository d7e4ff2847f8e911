import KPIQuery

/// One number asked of a KPI's cases, and the SQL that aggregates it.
///
/// The formulas of kpis.md, "Aggregates" and "Uncertainty", by kind; what a case is worth says the KPI's own file.
struct Measure: Hashable, Sendable {
    /// The aggregate of a duration; nil is the KPI's own: the median.
    let aggregate: Aggregate?
    /// Whether the bounds of the 95 % interval are asked for.
    let hasInterval: Bool

    /// What a cell's number and its bounds are in SQL; the bounds are nil where the number has none.
    struct Expressions {
        let value: String
        let lower: String?
        let upper: String?
    }

    /// What is asked of a KPI; an interval only where kpis.md, "Uncertainty", gives one.
    init(_ definition: KPIDefinition, aggregate: Aggregate?, wantsInterval: Bool) {
        self.aggregate = aggregate
        hasInterval =
            switch definition.kind {
            case .proportion, .score: wantsInterval
            case .duration, .snapshot: wantsInterval && definition.isDuration && aggregate == .mean
            case .count, .ratio, .amount: false
            }
    }

    /// The smallest value with at least that percentage of the cases at or below it.
    ///
    /// PostgreSQL multiplies in floating point, where 0.28 × 25 is a little more than 7, and then takes the next case:
    /// a trillionth less makes no other difference below ten billion cases.
    static func percentile(_ percent: Int) -> String { "percentile_disc(\(percent) / 100.0 - 1e-12)" }

    func expressions(for parts: KPIParts) -> Expressions {
        let definition = parts.definition
        if definition.isDuration { return duration(parts) }
        switch definition.kind {
        case .proportion:
            return Expressions(
                value: parts.value,
                lower: "100 * kpi.wilson_lower(\(parts.hits), \(parts.caseCount))",
                upper: "100 * kpi.wilson_upper(\(parts.hits), \(parts.caseCount))")
        case .score:
            return mean(parts, of: "kpi_case.value", isPopulation: definition.usesPopulationVariance)
        case .count, .ratio, .amount, .snapshot, .duration:
            return Expressions(value: parts.value, lower: nil, upper: nil)
        }
    }

    private func duration(_ parts: KPIParts) -> Expressions {
        let milliseconds = parts.milliseconds
        func plain(_ value: String) -> Expressions {
            Expressions(value: "\(value) / 1000.0", lower: nil, upper: nil)
        }
        func percentile(_ percent: Int) -> Expressions {
            plain("\(Self.percentile(percent)) within group (order by \(milliseconds))")
        }
        switch aggregate ?? .median {
        case .median: return percentile(50)
        case .percentile(let percent): return percentile(percent)
        case .min: return plain("min(\(milliseconds))")
        case .max: return plain("max(\(milliseconds))")
        // A sum over no cases is 0, like a count: both add up.
        case .sum: return plain("coalesce(sum(\(milliseconds)), 0)")
        case .mean: return mean(parts, of: milliseconds, isPopulation: false, unit: " / 1000.0")
        }
    }

    /// The normal interval, z = 1.96; none where the variance is not defined.
    private func mean(
        _ parts: KPIParts, of value: String, isPopulation: Bool, unit: String = ""
    ) -> Expressions {
        let variance = isPopulation ? "var_pop" : "var_samp"
        let margin = "1.96 * sqrt(\(variance)(\(value)) / nullif(count(*), 0))"
        return Expressions(
            value: parts.value,
            lower: "(avg(\(value)) - \(margin))\(unit)",
            upper: "(avg(\(value)) + \(margin))\(unit)")
    }
}
