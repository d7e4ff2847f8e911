import Basics

extension Parser {
    /// Deeper than anybody means, shallow enough for any stack.
    private static let deepest = 50

    /// `or` binds loosest, then `and`, then `not`.
    mutating func condition(_ metrics: [Metric]) throws(ParseFailure) -> Condition {
        var terms = [try conjunction(metrics)]
        while accept("or") != nil { terms.append(try conjunction(metrics)) }
        return Parser.joined(terms, by: Condition.or) { if case .or(let inner) = $0 { inner } else { nil } }
    }

    private mutating func conjunction(_ metrics: [Metric]) throws(ParseFailure) -> Condition {
        var terms = [try negation(metrics)]
        while accept("and") != nil { terms.append(try negation(metrics)) }
        return Parser.joined(terms, by: Condition.and) { if case .and(let inner) = $0 { inner } else { nil } }
    }

    private mutating func negation(_ metrics: [Metric]) throws(ParseFailure) -> Condition {
        guard depth < Parser.deepest else { throw failure("the condition is nested too deep") }
        depth += 1
        defer { depth -= 1 }
        if accept("not") != nil { return .not(try negation(metrics)) }
        if acceptSign("(") {
            let inner = try condition(metrics)
            guard acceptSign(")") else { throw failure(isAtEnd ? "a ')' is missing" : nil) }
            return inner
        }
        return try comparison(metrics)
    }

    private mutating func comparison(_ metrics: [Metric]) throws(ParseFailure) -> Condition {
        let dimension = try dimension(of: metrics, inFilter: true)
        if acceptSign("=") { return .equal(dimension, try value(.value(of: dimension.value))) }
        if acceptSign("!=") || acceptSilently("<>") {
            return .notEqual(dimension, try value(.value(of: dimension.value)))
        }
        if accept("is") != nil {
            let isNegated = accept("not") != nil
            guard accept("null") != nil else { throw failure("'is' takes 'null' or 'not null'") }
            return isNegated ? .isNotNull(dimension) : .isNull(dimension)
        }
        // SQL's `team not in (…)`, which the grammar spells `not team in (…)`.
        let isNegated = word == "not" && ["in", "like"].contains(following.text.lowercased())
        if isNegated { advance(as: .keyword) }
        let inner: Condition
        if accept("in") != nil {
            inner = .oneOf(dimension, try values(of: dimension.value))
        } else if accept("like") != nil {
            inner = .like(dimension, try value(.pattern(of: dimension.value)))
        } else {
            throw failure(token.kind == .sign ? "a dimension compares by =, !=, in, like and is null" : nil)
        }
        return isNegated ? .not(inner) : inner
    }

    private mutating func values(of dimension: DimensionName) throws(ParseFailure) -> [Located<FilterValue>] {
        guard acceptSign("(") else {
            throw failure("in a condition 'in' takes a list: \(dimension.name) in ('…', '…')")
        }
        var values: [Located<FilterValue>] = []
        repeat { values += try self.values(.members(of: dimension)) } while acceptSign(",")
        guard acceptSign(")") else { throw failure(isAtEnd ? "a ')' is missing" : nil) }
        return values
    }

    private mutating func value(_ kind: Parameter.Kind) throws(ParseFailure) -> Located<FilterValue> {
        try values(kind)[0]
    }

    /// A value: quoted, or one word or number that is no word of the language; more than one for a parameter in a list.
    private mutating func values(_ kind: Parameter.Kind) throws(ParseFailure) -> [Located<FilterValue>] {
        guard let dimension = kind.dimension else { return [] }
        expect(.value(of: dimension, vocabulary.values(dimension).few))
        switch token.kind {
        case .string:
            return [filterValue(advance(as: .string), kind)]
        case .parameter:
            guard let parameter = try parameter(kind) else { return [] }
            guard let given = kind.isList ? parameter.values : try parameter.value().map({ [$0] }) else {
                return [Located(.parameter(parameter.name), parameter.span)]
            }
            return given.map { filterValue($0, kind) }
        case .word:
            if Keyword.reserved.contains(token.text.lowercased()) {
                throw failure(
                    token.text.lowercased() == "null"
                        ? "null is compared by 'is null'"
                        : "a value is missing; the value '\(token.text)' itself stands in quotes")
            }
            let read = advance(as: .value)
            bareValue = read
            return [filterValue(read, kind)]
        case .quotedName:
            throw failure("a value stands in single quotes", suggestion: quotedValue(token.text))
        case .sign, .openString, .openName, .end:
            throw failure(isAtEnd ? "a value of \(dimension.name) is missing" : nil)
        }
    }

    private mutating func filterValue(_ read: Token, _ kind: Parameter.Kind) -> Located<FilterValue> {
        filterValue(Located(read.text, read.span), kind)
    }

    /// The value as its dimension has it; one that it does not have is noted, and a pattern is as it is.
    private mutating func filterValue(
        _ value: Located<String>, _ kind: Parameter.Kind
    ) -> Located<FilterValue> {
        guard let dimension = kind.dimension, !kind.isPattern else {
            return Located(.text(value.value), value.span)
        }
        do {
            return Located(
                .text(try vocabulary.value(value.value, at: value.span, in: dimension)), value.span)
        } catch {
            problems.append(error)
            return Located(.text(value.value), value.span)
        }
    }

    private static func joined(
        _ terms: [Condition], by join: ([Condition]) -> Condition, flattening: (Condition) -> [Condition]?
    ) -> Condition {
        guard terms.count > 1 else { return terms[0] }
        return join(terms.flatMap { flattening($0) ?? [$0] })
    }
}

extension Vocabulary {
    /// A value as its dimension has it: byte by byte, as PostgreSQL compares; else the one that differs from it in
    /// Unicode's normal form only, where there is just one.
    ///
    /// Throws where the dimension has no such value and no other may occur.
    func value(_ text: String, at span: SourceSpan, in dimension: DimensionName) throws(ParseFailure)
        -> String
    {
        let values = values(dimension)
        guard case .all(let known) = values else { return text }
        let alike = known.map(\.text).filter { $0 == text }
        if alike.contains(where: { ExactText($0) == ExactText(text) }) { return text }
        if alike.count == 1 { return alike[0] }
        throw ParseFailure(
            span: span, message: "no \(dimension.name) is '\(text)'",
            expected: [.value(of: dimension, values.few)],
            suggestion: NearestName.meant(by: text, among: known.map(\.text)).map(quotedValue))
    }
}
