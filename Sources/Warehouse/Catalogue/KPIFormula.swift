/// How the number of a cell follows from what its cases come to, as SQL.
///
/// The one place that says what a kind of KPI comes to: answers from cases and from the cells of a rollup, and BI views,
/// are all made of it. The formulas are those of kpis.md, "Aggregates" and "Uncertainty".
enum KPIFormula {
    /// A number of cases, a level, or a sum of money.
    case total(String, count: String)
    /// Percentage of the cases that are a hit.
    case share(hits: String, count: String)
    /// Mean of what the cases are worth.
    case mean(Mean)
    /// One leg's sum over another's; money is rounded to its minor unit.
    case quotient(upper: String, lower: String, count: String, factor: Int, isMoney: Bool)

    /// What a mean and its interval are made of.
    struct Mean {
        let count: String
        /// What one case is worth; nil where cases are no longer told apart.
        let worth: String?
        let sum: String
        /// Null where there are no cases.
        let mean: String
        /// Null where it is not defined.
        let variance: String
        /// What turns milliseconds into seconds; empty for points.
        let unit: String
    }

    /// Number of cases; of a quotient those of its lower leg, where that is time those of its upper one.
    var count: String {
        switch self {
        case .total(_, let count), .share(_, let count), .quotient(_, _, let count, _, _): count
        case .mean(let mean): mean.count
        }
    }

    /// What is divided, and adds up.
    var numerator: String {
        switch self {
        case .total(let value, _): value
        case .share(let hits, _): hits
        case .mean(let mean): mean.sum + mean.unit
        case .quotient(let upper, _, _, _, _): upper
        }
    }

    /// What it is divided by; a total has none.
    var denominator: String {
        switch self {
        case .total: "null"
        case .share(_, let count): count
        case .mean(let mean): mean.count
        case .quotient(_, let lower, _, _, _): lower
        }
    }

    var value: String {
        switch self {
        case .total(let value, _): return value
        case .share(let hits, let count): return "100.0 * \(hits) / nullif(\(count), 0)"
        case .mean(let mean): return mean.mean + mean.unit
        case .quotient(let upper, let lower, _, let factor, let isMoney):
            let value = "\(factor) * \(upper) / nullif(\(lower), 0)"
            guard isMoney else { return value }
            // Rounded to 15 digits first: shares are exact to more, and a half must be seen as one.
            return "round(round(\(value), 15), kpi.minor_unit((select parameter.currency from parameter)))"
        }
    }

    /// The bounds of the 95 % interval: Wilson's of a share, the normal one of a mean, none of anything else.
    var bounds: (lower: String, upper: String)? {
        switch self {
        case .total, .quotient: return nil
        case .share(let hits, let count):
            return ("100 * kpi.wilson_lower(\(hits), \(count))", "100 * kpi.wilson_upper(\(hits), \(count))")
        case .mean(let mean):
            let margin = "1.96 * sqrt((\(mean.variance)) / nullif(\(mean.count), 0))"
            return (
                "(\(mean.mean) - \(margin))\(mean.unit)", "(\(mean.mean) + \(margin))\(mean.unit)"
            )
        }
    }
}

extension KPIDefinition {
    /// The formula over cases, rows of `kpi_case`.
    func formula(isBusiness: Bool = false) -> KPIFormula {
        switch kind {
        case .snapshot where isAge: mean(of: "age_ms")
        case .duration: mean(of: isBusiness ? "business_ms" : "value_ms")
        case .score: mean(of: "value")
        case .count, .snapshot: .total("count(*)", count: "count(*)")
        case .amount: .total("sum(kpi_case.value)", count: "count(*)")
        case .proportion:
            .share(
                hits: "count(*) filter (where kpi_case.\(isBusiness ? "is_business_hit" : "is_hit"))",
                count: "count(*)")
        case .ratio:
            .quotient(
                upper: "coalesce(sum(kpi_case.numerator), 0)", lower: "sum(kpi_case.denominator)",
                count: "count(kpi_case.\(countsUpperLeg ? "numerator" : "denominator"))", factor: factor,
                isMoney: isOfLedger && isMoney)
        }
    }

    private func mean(of column: String) -> KPIFormula {
        let worth = "kpi_case.\(column)"
        return .mean(
            KPIFormula.Mean(
                count: "count(*)", worth: worth, sum: "sum(\(worth))", mean: "avg(\(worth))",
                variance: "\(usesPopulationVariance ? "var_pop" : "var_samp")(\(worth))",
                unit: isDuration ? " / 1000.0" : ""))
    }

    /// The formula over one cell of which is known how many cases and hits it has, and the sum of what they are worth and of its
    /// square; not for ratios, which add up cells of two legs.
    func formula(
        count: String, hits: String = "0", sum: String = "0", squares: String = "0"
    ) -> KPIFormula {
        switch kind {
        case .proportion: return .share(hits: hits, count: count)
        case .duration, .score:
            // Products, not powers: PostgreSQL rounds those, and equal values would spread by less than nothing.
            let spread = "(\(count) * \(squares)::numeric - \(sum)::numeric * \(sum))"
            let divisor = "\(count)::numeric * \(usesPopulationVariance ? count : "(\(count) - 1)")"
            return .mean(
                KPIFormula.Mean(
                    count: count, worth: nil, sum: sum, mean: "\(sum)::numeric / nullif(\(count), 0)",
                    variance: "\(spread) / nullif(\(divisor), 0)", unit: isDuration ? " / 1000.0" : ""))
        case .count, .snapshot, .ratio, .amount: return .total(count, count: count)
        }
    }

    /// Whether a ratio's cases are those of its upper leg: where the lower one is time.
    var countsUpperLeg: Bool { denominatorCases?.placement == .time }

    /// A number as it is shown: null where there are too few cases.
    func shown(_ expression: String, of formula: KPIFormula, as type: String = "float8") -> String {
        guard let limit = withheldBelow else { return "(\(expression))::\(type)" }
        return "case when \(formula.count) >= \(limit) then (\(expression))::\(type) end"
    }
}
