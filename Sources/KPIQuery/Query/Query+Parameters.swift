extension Query {
    /// The names of the parameters in its filter, in the order written, without repetition.
    package var parameters: [String] {
        var names: [String] = []
        filter?.forEachParameter { name, _ in
            if !names.contains(name) { names.append(name) }
        }
        return names
    }

    /// The query with values in place of its parameters; those without a value stay.
    package func binding(_ values: [String: String]) -> Query {
        var bound = self
        bound.filter = filter?.mappingValues {
            if case .parameter(let name) = $0, let value = values[name] { .text(value) } else { $0 }
        }
        return bound
    }
}

extension Condition {
    /// Every parameter, with the dimension it is a value of; `nil` where it is a pattern.
    func forEachParameter(_ body: (String, DimensionName?) -> Void) {
        func visit(_ value: Located<FilterValue>, _ dimension: DimensionName?) {
            if case .parameter(let name) = value.value { body(name, dimension) }
        }
        switch self {
        case .equal(let name, let value), .notEqual(let name, let value): visit(value, name.value)
        case .like(_, let value): visit(value, nil)
        case .oneOf(let name, let values): for value in values { visit(value, name.value) }
        case .and, .or, .not, .isNull, .isNotNull: for part in parts { part.forEachParameter(body) }
        }
    }

    fileprivate func mappingValues(_ change: (FilterValue) -> FilterValue) -> Condition {
        func changed(_ value: Located<FilterValue>) -> Located<FilterValue> {
            Located(change(value.value), value.span)
        }
        return switch self {
        case .and(let parts): .and(parts.map { $0.mappingValues(change) })
        case .or(let parts): .or(parts.map { $0.mappingValues(change) })
        case .not(let part): .not(part.mappingValues(change))
        case .equal(let name, let value): .equal(name, changed(value))
        case .notEqual(let name, let value): .notEqual(name, changed(value))
        case .oneOf(let name, let values): .oneOf(name, values.map(changed))
        case .like(let name, let value): .like(name, changed(value))
        case .isNull, .isNotNull: self
        }
    }
}
