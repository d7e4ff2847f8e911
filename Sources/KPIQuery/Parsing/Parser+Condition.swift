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
        if acceptSign("=") { return .equal(dimension, try value(of: dimension.value)) }
        if acceptSign("!=") || acceptSilently("<>") {
            return .notEqual(dimension, try value(of: dimension.value))
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
            inner = .like(dimension, try value(of: dimension.value, isPattern: true))
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
        repeat { values.append(try value(of: dimension)) } while acceptSign(",")
        guard acceptSign(")") else { throw failure(isAtEnd ? "a ')' is missing" : nil) }
        return values
    }

    /// A value: quoted, or one word or number that is no word of the language.
    private mutating func value(
        of dimension: DimensionName, isPattern: Bool = false
    ) throws(ParseFailure) -> Located<FilterValue> {
        expect(.value(of: dimension, vocabulary.values(dimension).few))
        switch token.kind {
        case .string:
            let read = advance(as: .string)
            return Located(.text(isPattern ? read.text : known(read, in: dimension)), read.span)
        case .parameter:
            guard allowsParameters else {
                throw failure("':\(token.text)' stands for a value in a saved query only")
            }
            let read = advance(as: .value)
            return Located(.parameter(read.text), read.span)
        case .word:
            if Keyword.reserved.contains(token.text.lowercased()) {
                throw failure(
                    token.text.lowercased() == "null"
                        ? "null is compared by 'is null'"
                        : "a value is missing; the value '\(token.text)' itself stands in quotes")
            }
            let read = advance(as: .value)
            bareValue = read
            return Located(.text(isPattern ? read.text : known(read, in: dimension)), read.span)
        case .quotedName:
            throw failure("a value stands in single quotes", suggestion: quotedValue(token.text))
        case .sign, .openString, .openName, .end:
            throw failure(isAtEnd ? "a value of \(dimension.name) is missing" : nil)
        }
    }

    /// The value as its dimension has it; one that it does not have is noted.
    private mutating func known(_ value: Token, in dimension: DimensionName) -> String {
        do {
            return try vocabulary.value(value.text, at: value.span, in: dimension)
        } catch {
            problems.append(error)
            return value.text
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
