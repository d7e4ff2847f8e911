/// The parts of a KPI that add up, and the value made of them, as SQL over `kpi_case`.
///
/// The one place that says what a kind aggregates to: answers and BI views are both made of it.
struct KPIParts {
    let definition: KPIDefinition

    /// Whether the cases are timed by open hours.
    let isBusiness: Bool

    init(_ definition: KPIDefinition, isBusiness: Bool = false) {
        self.definition = definition
        self.isBusiness = isBusiness
    }

    /// What a case of a duration is worth.
    var milliseconds: String {
        if definition.isAge { return "kpi_case.age_ms" }
        return isBusiness ? "kpi_case.business_ms" : "kpi_case.value_ms"
    }

    var caseCount: String { definition.kind == .ratio ? "count(kpi_case.denominator)" : "count(*)" }

    var numerator: String {
        if definition.isDuration { return "sum(\(milliseconds)) / 1000.0" }
        switch definition.kind {
        case .proportion: return "count(*) filter (where kpi_case.is_hit)"
        case .score: return "sum(kpi_case.value)"
        case .ratio: return "sum(kpi_case.numerator)"
        case .count, .snapshot, .duration: return "count(*)"
        }
    }

    var denominator: String {
        switch definition.kind {
        case .ratio: "sum(kpi_case.denominator)"
        case .count: "null"
        case .snapshot: definition.isAge ? "count(*)" : "null"
        case .duration, .proportion, .score: "count(*)"
        }
    }

    var value: String {
        if definition.isDuration { return "avg(\(milliseconds)) / 1000.0" }
        switch definition.kind {
        case .proportion: return "100.0 * count(*) filter (where kpi_case.is_hit) / nullif(count(*), 0)"
        case .score: return "avg(kpi_case.value)"
        case .ratio: return "\(definition.factor) * sum(kpi_case.numerator) / nullif(sum(kpi_case.denominator), 0)"
        case .count, .snapshot, .duration: return "count(*)"
        }
    }

    var numeratorComment: String {
        if definition.isDuration { return "Sum over the cases, seconds." }
        switch definition.kind {
        case .proportion: return "Cases that are a hit."
        case .score: return "Sum of the cases' values."
        case .ratio: return "Upper leg of the ratio."
        case .count, .snapshot, .duration: return "Number of cases."
        }
    }

    var denominatorComment: String {
        switch definition.kind {
        case .ratio: "Lower leg of the ratio."
        case .count: "Empty: a count has none."
        case .snapshot: definition.isAge ? "Number of cases." : "Empty: a count has none."
        case .duration, .proportion, .score: "Number of cases."
        }
    }

    var reaggregation: String {
        if definition.kind == .snapshot, !definition.isAge { return "Add up over dimensions, never over time." }
        if definition.isDuration { return "The mean; over several rows: sum of numerators / sum of denominators." }
        switch definition.kind {
        case .count: return "Adds up."
        case .proportion: return "Over several rows: 100 x sum of numerators / sum of denominators."
        case .score: return "Over several rows: sum of numerators / sum of denominators."
        case .ratio: return "Over several rows: \(definition.factor) x sum of numerators / sum of denominators."
        case .snapshot, .duration: return ""
        }
    }
}
