/// The parts of a KPI that add up, and the value made of them, as SQL over `kpi_case`.
///
/// The one place that says what a kind aggregates to: answers and BI views are both made of it.
struct KPIParts {
    let definition: KPIDefinition

    /// Whether the cases are timed by open hours.
    let isBusiness: Bool

    /// How many cases there are, and how many of them are a hit, where they have been counted already.
    private let counted: (cases: String, hits: String)?

    init(_ definition: KPIDefinition, isBusiness: Bool = false, counted: (cases: String, hits: String)? = nil)
    {
        self.definition = definition
        self.isBusiness = isBusiness
        self.counted = counted
    }

    /// Cases that are a hit.
    var hits: String {
        counted?.hits ?? "count(*) filter (where kpi_case.\(isBusiness ? "is_business_hit" : "is_hit"))"
    }

    /// What a case of a duration is worth.
    var milliseconds: String {
        if definition.isAge { return "kpi_case.age_ms" }
        return isBusiness ? "kpi_case.business_ms" : "kpi_case.value_ms"
    }

    /// The columns of a case that its parts are made of.
    var caseColumns: [String] {
        if definition.isDuration { return [milliseconds] }
        switch definition.kind {
        case .proportion: return ["kpi_case.\(isBusiness ? "is_business_hit" : "is_hit")"]
        case .score: return ["kpi_case.value"]
        case .count, .snapshot, .ratio, .amount, .duration: return []
        }
    }

    /// The number of cases: of a ratio those of its denominator, where that is time those of its numerator.
    var caseCount: String {
        if let counted { return counted.cases }
        guard let denominator = definition.denominatorCases else { return "count(*)" }
        return denominator.placement == .time ? "count(kpi_case.numerator)" : "count(kpi_case.denominator)"
    }

    var numerator: String {
        if definition.isDuration { return "sum(\(milliseconds)) / 1000.0" }
        switch definition.kind {
        case .proportion: return hits
        case .score: return "sum(kpi_case.value)"
        case .ratio: return "coalesce(sum(kpi_case.numerator), 0)"
        case .amount: return "sum(kpi_case.value)"
        case .count, .snapshot, .duration: return "count(*)"
        }
    }

    var denominator: String {
        switch definition.kind {
        case .ratio: "sum(kpi_case.denominator)"
        case .count, .amount: "null"
        case .snapshot: definition.isAge ? "count(*)" : "null"
        case .duration, .proportion, .score: caseCount
        }
    }

    var value: String {
        if definition.isDuration { return "avg(\(milliseconds)) / 1000.0" }
        switch definition.kind {
        case .proportion: return "100.0 * \(hits) / nullif(\(caseCount), 0)"
        case .score: return "avg(kpi_case.value)"
        case .ratio:
            let value = "\(definition.factor) * \(numerator) / nullif(\(denominator), 0)"
            guard definition.isMoney else { return value }
            // Rounded to 15 digits first: shares are exact to more, and a half must be seen as one.
            return "round(round(\(value), 15), kpi.minor_unit((select parameter.currency from parameter)))"
        case .amount: return numerator
        case .count, .snapshot, .duration: return "count(*)"
        }
    }

    var numeratorComment: String {
        if definition.isDuration { return "Sum over the cases, seconds." }
        switch definition.kind {
        case .proportion: return "Cases that are a hit."
        case .score: return "Sum of the cases' values."
        case .ratio: return "Upper leg of the ratio."
        case .amount: return "The amount, to ten decimals."
        case .count, .snapshot, .duration: return "Number of cases."
        }
    }

    var denominatorComment: String {
        switch definition.kind {
        case .ratio: "Lower leg of the ratio."
        case .count, .amount: "Empty: a sum has none."
        case .snapshot: definition.isAge ? "Number of cases." : "Empty: a count has none."
        case .duration, .proportion, .score: "Number of cases."
        }
    }

    var reaggregation: String {
        if definition.kind == .snapshot, !definition.isAge {
            return "Add up over dimensions, never over time."
        }
        if definition.isDuration {
            return "The mean; over several rows: sum of numerators / sum of denominators."
        }
        let parts = "sum of numerators / sum of denominators"
        if definition.cases.placement == .standing {
            return "Over dimensions: 100 x \(parts). Never over time: each day counts everybody who is there."
        }
        switch definition.kind {
        case .count, .amount: return "Adds up."
        case .proportion: return "Over several rows: 100 x \(parts)."
        case .score: return "Over several rows: \(parts)."
        case .ratio: return "Over several rows: \(definition.factor) x \(parts)."
        case .snapshot, .duration: return ""
        }
    }
}
