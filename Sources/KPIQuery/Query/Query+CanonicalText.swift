extension Query: CustomStringConvertible {
    /// The query in the language's own words, clauses in the grammar's order, KPIs by their keys.
    ///
    /// Reading it gives an equal query.
    package var description: String {
        var clauses = [metrics.map(\.description).joined(separator: ", ")]
        if !dimensions.isEmpty {
            clauses.append("by " + dimensions.map(\.value.description).joined(separator: ", "))
        }
        if let grain { clauses.append(grain.value.rawValue) }
        if let range { clauses.append(range.value.description) }
        if let filter { clauses.append("where \(filter)") }
        if !bases.isEmpty { clauses.append("vs " + bases.map(\.value.description).joined(separator: ", ")) }
        if let ranking { clauses.append(ranking.value.description) }
        if let having { clauses.append(having.value.description) }
        if !additions.isEmpty {
            clauses.append("with " + additions.map(\.value.rawValue).joined(separator: ", "))
        }
        if let output { clauses.append(output.value.description) }
        return clauses.joined(separator: " ")
    }
}

extension Verb: CustomStringConvertible {
    package var description: String {
        switch self {
        case .explain: "explain"
        case .tickets: "tickets"
        case .define: "define"
        case .watch(let seconds): "watch \(seconds)s"
        }
    }
}

extension Metric: CustomStringConvertible {
    package var description: String {
        var words = [kpi.value]
        if isExact { words.append("exact") }
        if isBusiness { words.append("business") }
        if let aggregate { words.append(aggregate.value.word) }
        if let window { words.append(window.value.word) }
        return words.joined(separator: " ")
    }
}

extension DimensionName: CustomStringConvertible {
    /// As a query writes it: in double quotes where it is not one plain word, or may be a dimension's in other letters.
    package var description: String {
        let isWord =
            name.first.map { $0.isLetter || $0 == "_" } ?? false
            && name.allSatisfy { $0.isLetter || $0.isNumber || "_-.".contains($0) }
        let isPlain = isWord && !Keyword.reserved.contains(name.lowercased())
        return isPlain && !(isAttribute && name != name.lowercased()) ? name : quotedName(name)
    }
}

extension Condition: CustomStringConvertible {
    package var description: String { text(inside: 0) }

    /// Parentheses stand where what is outside binds tighter: 0 `or`, 1 `and`, 2 `not`.
    private func text(inside strength: Int) -> String {
        switch self {
        case .or(let parts):
            let text = parts.map { $0.text(inside: 1) }.joined(separator: " or ")
            return strength > 0 ? "(\(text))" : text
        case .and(let parts):
            let text = parts.map { $0.text(inside: 2) }.joined(separator: " and ")
            return strength > 1 ? "(\(text))" : text
        case .not(let part): return "not " + part.text(inside: 2)
        case .equal(let name, let value): return "\(name.value) = \(value.value)"
        case .notEqual(let name, let value): return "\(name.value) != \(value.value)"
        case .oneOf(let name, let values):
            return "\(name.value) in (\(values.map(\.value.description).joined(separator: ", ")))"
        case .like(let name, let value): return "\(name.value) like \(value.value)"
        case .isNull(let name): return "\(name.value) is null"
        case .isNotNull(let name): return "\(name.value) is not null"
        }
    }
}

extension FilterValue: CustomStringConvertible {
    package var description: String {
        switch self {
        case .text(let text): quotedValue(text)
        case .parameter(let name): ":\(name)"
        }
    }
}

extension RangeExpression: CustomStringConvertible {
    package var description: String {
        switch self {
        case .today: "today"
        case .yesterday: "yesterday"
        case .this(let unit): "this \(unit.word)"
        case .last(1, let unit): "last \(unit.word)"
        case .last(let count, let unit): "last \(count) \(unit.word)s"
        case .since(let period): "since \(period)"
        case .within(let period): "in \(period)"
        case .between(let first, let last): "from \(first) to \(last)"
        }
    }
}

extension ComparisonBase: CustomStringConvertible {
    package var description: String {
        switch self {
        case .previous: "previous"
        case .same(let unit, let step): "same \(unit.word) last \(step.word)"
        case .target: "target"
        case .period(let period): period.description
        }
    }
}

extension Ranking: CustomStringConvertible {
    package var description: String {
        var words = [end == .top ? "top" : "bottom", String(count)]
        if let dimension { words.append(dimension.value.description) }
        if let metric { words.append("by \(metric)") }
        return words.joined(separator: " ")
    }
}

extension Having: CustomStringConvertible {
    package var description: String { "having \(metric) \(comparison.rawValue) \(number.value)" }
}

extension Output: CustomStringConvertible {
    package var description: String {
        guard let path else { return "as \(format.rawValue)" }
        let isPlain =
            path.value.allSatisfy { !$0.isWhitespace } && path.value.first != "'" && path.value.last != ";"
        return "as \(format.rawValue) to \(isPlain ? path.value : quotedValue(path.value))"
    }
}

/// A value as a query writes it.
package func quotedValue(_ text: String) -> String {
    "'" + text.flatMap { $0 == "'" ? ["'", "'"] : [$0] } + "'"
}

/// A name as a query writes it where it has blanks.
func quotedName(_ text: String) -> String {
    "\"" + text.flatMap { $0 == "\"" ? ["\"", "\""] : [$0] } + "\""
}
