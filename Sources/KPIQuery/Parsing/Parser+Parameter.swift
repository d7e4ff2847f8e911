/// A text that stands for a parameter.
struct GivenValue: Hashable, Sendable {
    var text: String
    /// Where it was given; `nil` where that is no place of the line: carets then stand under the parameter.
    var span: SourceSpan?

    init(_ text: String, at span: SourceSpan? = nil) {
        self.text = text
        self.span = span
    }
}

/// A parameter that was read at one of its places.
struct ReadParameter {
    var name: String
    var span: SourceSpan
    /// `nil` where it is open, for a call to give.
    var values: [Located<String>]?

    /// Its one value; `nil` where it is open.
    func value() throws(ParseFailure) -> Located<String>? {
        guard let values else { return nil }
        guard values.count == 1 else {
            let span = values.dropFirst().reduce(values[0].span) { $0.union($1.span) }
            throw ParseFailure(
                span: span, message: "':\(name)' takes one value: it does not stand in a list only")
        }
        return values[0]
    }
}

/// `:name`, where a value stands: its value is read by the rule of the place, whole, and is never anything else.
extension Parser {
    /// What stands for a period that a call gives; no one is asked for it.
    static let openPeriod = Period.year(2000)

    /// The parameter that stands here, perhaps with a default behind it; `nil` where none does.
    mutating func parameter(_ kind: Parameter.Kind) throws(ParseFailure) -> ReadParameter? {
        guard token.kind == .parameter else { return nil }
        let name = token.text
        guard allowsParameters || values[name] != nil else {
            let next = following
            guard next.kind == .word, next.text.lowercased() == "default" else { throw unknownVariable }
            throw ParseFailure(span: next.span, message: misplacedDefault)
        }
        let span = advance(as: .value).span
        parameterPlaces.append(Located(name, span))
        let index = parameters.firstIndex { $0.name == name } ?? parameters.count
        if index == parameters.count { parameters.append(Parameter(name: name)) }
        if !parameters[index].kinds.contains(kind) { parameters[index].kinds.append(kind) }
        if allowsParameters, accept("default") != nil {
            let start = token.span
            let defaults = try defaults(kind)
            if let given = parameters[index].defaults, given != defaults {
                throw ParseFailure(
                    span: start.union(SourceSpan(start.lower, lastEnd)),
                    message: "':\(name)' has another default already")
            }
            parameters[index].defaults = defaults
        }
        if values[name] == nil { openCount += 1 }
        return ReadParameter(
            name: name, span: span, values: values[name]?.map { Located($0.text, $0.span ?? span) })
    }

    /// The value of the parameter that stands here, read as a line of its own; `nil` where none does.
    mutating func literal<Value: Hashable & Sendable>(
        _ kind: Parameter.Kind, open: Value, _ read: (inout Parser) throws(ParseFailure) -> Value
    ) throws(ParseFailure) -> Located<Value>? {
        guard let parameter = try parameter(kind) else { return nil }
        guard let given = try parameter.value() else { return Located(open, parameter.span) }
        var parser = Parser(given.value, vocabulary: vocabulary)
        let value: Value
        do throws(ParseFailure) {
            value = try read(&parser)
        } catch {
            throw failure(of: given, in: parser, error, kind)
        }
        let rest = parser.lexer.characters[parser.lastEnd...]
        guard rest.allSatisfy(\.isWhitespace) else {
            throw ParseFailure(
                span: given.span,
                message: "':\(parameter.name)' takes \(kind.text) and nothing else",
                expected: kind.expected(in: vocabulary))
        }
        if let problem = parser.firstProblem {
            problems.append(failure(of: given, in: parser, problem, kind))
        }
        return Located(value, given.span)
    }

    /// A failure within a value, at the place where that was given.
    private func failure(
        of given: Located<String>, in parser: Parser, _ failure: ParseFailure, _ kind: Parameter.Kind
    ) -> ParseFailure {
        let isWhole = failure.span == SourceSpan(0, parser.lexer.characters.count)
        let suggestion = failure.suggestion.flatMap { text -> String? in
            guard isWhole else { return nil }
            return text.contains(where: \.isWhitespace) ? quotedValue(text) : text
        }
        let message =
            parser.isAtEnd && failure.span.isEmpty
            ? "'\(given.value)' ends too early" : failure.message
        return ParseFailure(
            span: given.span, message: message,
            expected: failure.span.lower == 0 ? kind.expected(in: vocabulary) : failure.expected,
            suggestion: suggestion)
    }

    private mutating func defaults(_ kind: Parameter.Kind) throws(ParseFailure) -> [Located<String>] {
        var values: [Located<String>] = []
        let isList = kind.isList && acceptSign("(")
        repeat {
            for expectation in kind.expected(in: vocabulary) { expect(expectation) }
            let isWord = token.kind == .word && (kind.takesWords || !Keyword.reserved.contains(word ?? ""))
            guard isWord || token.kind == .string || (kind == .path && !isAtEnd && token.kind != .openString)
            else {
                throw failure(isAtEnd ? "a default is missing" : nil)
            }
            let read = kind == .path ? advancePath() : advance(as: token.kind == .string ? .string : .value)
            if isWord { bareValue = read }
            if isWord, token.kind == .word, Keyword.beginsPhrase.contains(read.text.lowercased()) {
                throw severalWords(from: read) { Keyword.reserved.contains($0.text.lowercased()) }
            }
            values.append(Located(read.text, read.span))
        } while isList && acceptSign(",")
        if isList, !acceptSign(")") { throw failure(isAtEnd ? "a ')' is missing" : nil) }
        return values
    }

    /// Why `default` cannot stand where it does.
    var misplacedDefault: String {
        allowsParameters
            ? "'default' stands behind ':name', for calls that give no value"
            : "'default' is of a question that is saved, name = …; in one that is asked the value itself stands, or what "
                + "'\\set' keeps in the shell"
    }

    var unknownVariable: ParseFailure {
        failure(
            "':\(token.text)' has no value: in the shell '\\set \(token.text) …' gives it one, in a saved query the call"
        )
    }
}
