extension Query {
    /// The names of the parameters in its filter, in the order written, without repetition.
    package var parameters: [String] {
        var names: [String] = []
        filter?.forEachParameter { name in
            if !names.contains(name) { names.append(name) }
        }
        return names
    }

    /// The dimension that a parameter is compared with, the first of several; nil where it is a pattern, or none of ours.
    package func dimension(ofParameter name: String) -> DimensionName? {
        var found: DimensionName?
        _ = binding { parameter, dimension in
            if parameter == name, found == nil { found = dimension }
            return nil
        }
        return found
    }

    /// The query with values in place of its parameters; those without a value stay.
    ///
    /// - Parameter value: Told a parameter's name and the dimension that it is a value of; `nil` where it is a pattern.
    /// - Returns: The query, which asks the same of everything else.
    /// - Throws: What `value` throws.
    package func binding<Failure>(
        _ value: (String, DimensionName?) throws(Failure) -> String?
    ) throws(Failure) -> Query {
        var bound = self
        bound.filter = try filter?.binding(value)
        return bound
    }
}

extension Condition {
    /// Every parameter.
    fileprivate func forEachParameter(_ body: (String) -> Void) {
        func visit(_ value: Located<FilterValue>) {
            if case .parameter(let name) = value.value { body(name) }
        }
        switch self {
        case .equal(_, let value), .notEqual(_, let value), .like(_, let value): visit(value)
        case .oneOf(_, let values): for value in values { visit(value) }
        case .and, .or, .not, .isNull, .isNotNull: for part in parts { part.forEachParameter(body) }
        }
    }

    fileprivate func binding<Failure>(
        _ value: (String, DimensionName?) throws(Failure) -> String?
    ) throws(Failure) -> Condition {
        func bound(
            _ old: Located<FilterValue>, of dimension: DimensionName?
        ) throws(Failure) -> Located<FilterValue> {
            guard case .parameter(let name) = old.value, let text = try value(name, dimension) else {
                return old
            }
            return Located(.text(text), old.span)
        }
        func bound(_ parts: [Condition]) throws(Failure) -> [Condition] {
            try parts.map { (part) throws(Failure) in try part.binding(value) }
        }
        switch self {
        case .and(let parts): return .and(try bound(parts))
        case .or(let parts): return .or(try bound(parts))
        case .not(let part): return .not(try part.binding(value))
        case .equal(let name, let old): return .equal(name, try bound(old, of: name.value))
        case .notEqual(let name, let old): return .notEqual(name, try bound(old, of: name.value))
        case .oneOf(let name, let values):
            return .oneOf(
                name, try values.map { (old) throws(Failure) in try bound(old, of: name.value) })
        case .like(let name, let pattern): return .like(name, try bound(pattern, of: nil))
        case .isNull, .isNotNull: return self
        }
    }
}
