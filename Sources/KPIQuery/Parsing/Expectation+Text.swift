extension Expectation {
    /// The names it stands for, for finding the nearest; values are looked for elsewhere.
    func words(in vocabulary: Vocabulary) -> [String] {
        switch self {
        case .word(let word): [word]
        case .kpi: vocabulary.kpis.flatMap { $0.aliases + [$0.key] }
        case .dimension(let names): names.map(\.name)
        case .savedQuery: vocabulary.savedQueries.map(\.name)
        case .sql: Keyword.sql.sorted()
        case .value, .argument, .number, .date, .period, .duration, .path, .end: []
        }
    }

    /// What a person calls it; `nil` for what goes without saying.
    package var text: String? {
        switch self {
        case .word(let word): word
        case .kpi: "a KPI"
        case .dimension(let names):
            names.isEmpty ? nil : "a dimension (\(names.map(\.description).joined(separator: ", ")))"
        case .value(let dimension): "a value of \(dimension.name)"
        case .argument(let name): "a value for \(name)"
        case .number: "a number"
        case .date: "a day (2026-03-09)"
        case .period: "a period (2026, 2026-Q1, 2026-03, 2026-W14, 2026-03-09)"
        case .duration: "a duration (30s, 5m, 1h)"
        case .path: "a path"
        case .savedQuery: "a saved query"
        case .sql: "SQL"
        case .end: nil
        }
    }
}
