import KPIQuery

/// One number made of the parts of a cell, as SQL over `total`.
struct RollupNumber {
    let definition: KPIDefinition
    let measure: Measure

    private var count: String { "total.case_count" }

    var value: String {
        shown(shares?.value ?? (measure.aggregate == .sum ? "total.value\(unit)" : mean + unit))
    }
    var lower: String { shown(shares?.lower ?? bound("-")) }
    var upper: String { shown(shares?.upper ?? bound("+")) }

    /// What is made of numbers of cases alone is `Measure`'s to say.
    private var shares: Measure.Expressions? {
        switch definition.kind {
        case .count: Measure.Expressions(value: count, lower: nil, upper: nil)
        case .proportion:
            measure.expressions(for: KPIParts(definition, counted: (count, "total.hit_count::bigint")))
        case .duration, .score, .snapshot, .ratio, .amount: nil
        }
    }

    private var unit: String { definition.isDuration ? " / 1000.0" : "" }

    private var mean: String { "total.value::numeric / nullif(\(count), 0)" }

    /// Products, not powers: PostgreSQL rounds those, and equal values would spread by less than nothing.
    private func bound(_ sign: String) -> String {
        let spread = "(\(count) * total.squares::numeric - total.value::numeric * total.value)"
        let divisor = "\(count)::numeric * \(definition.usesPopulationVariance ? count : "(\(count) - 1)")"
        let variance = "\(spread) / nullif(\(divisor), 0)"
        return "(\(mean) \(sign) 1.96 * sqrt((\(variance)) / nullif(\(count), 0)))\(unit)"
    }

    private func shown(_ expression: String) -> String {
        guard let limit = definition.withheldBelow else { return "(\(expression))::float8" }
        return "case when \(count) >= \(limit) then (\(expression))::float8 end"
    }
}
