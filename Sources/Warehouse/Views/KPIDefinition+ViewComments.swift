/// What a reader of a view has to know of its parts.
extension KPIDefinition {
    var numeratorComment: String {
        if isDuration { return "Sum over the cases, seconds." }
        switch kind {
        case .proportion: return "Cases that are a hit."
        case .score: return "Sum of the cases' values."
        case .ratio: return "Upper leg of the ratio."
        case .amount: return "The amount, to ten decimals."
        case .count, .snapshot, .duration: return "Number of cases."
        }
    }

    var denominatorComment: String {
        switch kind {
        case .ratio: "Lower leg of the ratio."
        case .count, .amount: "Empty: a sum has none."
        case .snapshot: isAge ? "Number of cases." : "Empty: a count has none."
        case .duration, .proportion, .score: "Number of cases."
        }
    }

    var reaggregation: String {
        if kind == .snapshot, !isAge {
            return "Add up over dimensions, never over time."
        }
        if isDuration {
            return "The mean; over several rows: sum of numerators / sum of denominators."
        }
        let parts = "sum of numerators / sum of denominators"
        if cases.placement == .standing {
            return "Over dimensions: 100 x \(parts). Never over time: each day counts everybody who is there."
        }
        switch kind {
        case .count, .amount: return "Adds up."
        case .proportion: return "Over several rows: 100 x \(parts)."
        case .score: return "Over several rows: \(parts)."
        case .ratio: return "Over several rows: \(factor) x \(parts)."
        case .snapshot, .duration: return ""
        }
    }
}
