extension Expectation {
    /// The names it stands for, for finding the nearest; values are looked for elsewhere.
    func words(in vocabulary: Vocabulary) -> [String] {
        switch self {
        case .word(let word): [word]
        case .kpi: vocabulary.kpis.flatMap { $0.aliases + [$0.key] }
        case .dimension(let names): names.map(\.name)
        case .savedQuery: vocabulary.savedQueries.map(\.name)
        case .parameter(let parameter): [parameter.name]
        case .sql: Keyword.sql.sorted()
        case .value, .argument, .number, .date, .period, .duration, .path, .end: []
        }
    }

    /// What a person calls them: words that belong together go under one name where all of them fit.
    static func texts(_ expected: [Expectation]) -> [String] {
        let groups = [
            (Keyword.aggregates, "an aggregate (median, mean, p90 …)"),
            (Grain.allCases.map(\.rawValue), "a grain (daily, weekly …)"),
            (Keyword.ranges, "a range (last 8 weeks, in 2026-Q1 …)"),
        ]
        .map { (words: $0.0.map(Expectation.word), name: $0.1) }
        .filter { $0.words.allSatisfy(expected.contains) }
        return expected.compactMap { expectation in
            guard let group = groups.first(where: { $0.words.contains(expectation) }) else {
                return expectation.text
            }
            return group.words.first == expectation ? group.name : nil
        }
    }

    /// What a person calls it; `nil` for what goes without saying.
    package var text: String? {
        switch self {
        case .word(let word):
            word.first?.isLetter ?? false || word.first?.isNumber ?? false ? word : "'\(word)'"
        case .kpi: "a KPI"
        case .dimension(let names):
            names.isEmpty ? nil : "a dimension (\(names.map(\.description).joined(separator: ", ")))"
        case .value(let dimension, let values):
            "a value of \(dimension.name)" + values.list
        case .parameter(let parameter): parameter.name
        case .argument(let name, _): "a value for \(name)"
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

extension Vocabulary.Values {
    /// At most this many are listed.
    private static let fewest = 8

    /// Few enough of them to be read at a glance.
    package var few: Vocabulary.Values {
        if case .all(let values) = self, values.count <= Self.fewest { return self }
        return .open(Array(known.prefix(Self.fewest)))
    }

    /// Behind "a value of …", in parentheses; empty where none is known.
    fileprivate var list: String {
        let values = known.map { quotedValue($0.text) }.joined(separator: ", ")
        if values.isEmpty { return "" }
        if case .all = self { return " (\(values))" }
        return " (\(values) …)"
    }
}
