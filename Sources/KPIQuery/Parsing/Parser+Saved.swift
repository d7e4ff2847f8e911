/// Saved questions: what gives one its name, and what asks it.
extension Parser {
    /// `name = question`.
    mutating func definition() throws(ParseFailure) -> Line {
        let lowered = token.text.lowercased()
        expected = []
        if vocabulary.kpi(named: lowered) != nil {
            throw failure("'\(token.text)' is a KPI: a saved query needs a name of its own")
        }
        if Keyword.verbs.contains(lowered) || lowered == Keyword.verbToCome
            || Keyword.reserved.contains(lowered)
            || Keyword.sql.contains(lowered) || token.text.first?.isNumber ?? true
        {
            throw failure(
                "'\(token.text)' names no saved query: it is a word of the language, of SQL or a number")
        }
        let name = advance(as: .savedQuery)
        advance(as: .sign)
        let textStart = token.span.lower
        allowsParameters = true
        // What the shell keeps under such a name has no part in it.
        values = [:]
        if let word, Keyword.sql.contains(word), vocabulary.kpi(named: word) == nil {
            throw failure("a saved query is a KPI question; SQL is kept in a file, which \\i reads")
        }
        for verb in Keyword.verbs { expect(.word(verb)) }
        expect(.kpi)
        try savedQuestion()
        let text = lexer.text(SourceSpan(textStart, lastEnd))
        try finish()
        try checkDefaults(from: textStart)
        return .definition(name: Located(name.text, name.span), parameters: parameters, text: text)
    }

    /// The question of a definition: a query, perhaps with a verb before it.
    @discardableResult
    mutating func savedQuestion() throws(ParseFailure) -> Query {
        try leadingVerb()
        let query = try query()
        try refuseModifiers(in: query)
        return query
    }

    /// Reads the question again with the defaults in it: each must fit every place of its parameter.
    private mutating func checkDefaults(from start: Int) throws(ParseFailure) {
        let defaults = parameters.filter { $0.defaults != nil }
        if defaults.isEmpty { return }
        var parser = Parser(String(lexer.characters), from: start, vocabulary: vocabulary)
        parser.allowsParameters = true
        for parameter in defaults {
            parser.values[parameter.name] = parameter.defaults?.map { GivenValue($0.value, at: $0.span) }
        }
        try parser.savedQuestion()
        problems = parser.problems
    }

    /// `name { param = value }`, perhaps with another form of the answer.
    mutating func call(of saved: Vocabulary.SavedQuery) throws(ParseFailure) -> Line {
        let name = advance(as: .savedQuery)
        let parameters = saved.parameters(in: vocabulary)
        var arguments: [Line.Argument] = []
        while true {
            let open = parameters.filter { one in !arguments.contains { $0.name.value == one.name } }
            for parameter in open { expect(.parameter(parameter)) }
            guard token.kind == .word, word != "as" || open.contains(where: { $0.name == "as" }) else {
                break
            }
            let written = token.text
            guard let parameter = parameters.first(where: { $0.name.lowercased() == written.lowercased() })
            else {
                throw clauseOfCall(saved) ?? valueOfSeveralWords
                    ?? failure("'\(saved.name)' has no parameter '\(written)'")
            }
            guard open.contains(parameter) else {
                throw failure("'\(parameter.name)' has a value already")
            }
            let span = advance(as: .dimension).span
            guard acceptSign("=") else { throw failure("'\(parameter.name)' needs '=' and a value") }
            arguments.append(
                Line.Argument(
                    name: Located(parameter.name, span), values: try values(for: parameter, of: saved)))
        }
        let missing = parameters.filter { parameter in
            parameter.defaults == nil && !arguments.contains { $0.name.value == parameter.name }
        }
        if let first = missing.first, isAtEnd {
            throw failure("'\(saved.name)' needs a value for '\(first.name)': \(first.name) = '…'")
        }
        var output: Located<Output>?
        if missing.isEmpty {
            if let start = accept("as")?.span { output = try self.output(from: start) }
            if let output, output.value.path == nil {
                try refuseUnusedPath(among: arguments, of: parameters, as: output.value.format)
            }
            expect(.end)
        }
        try finish()
        return .call(verb, name: Located(saved.name, name.span), arguments: arguments, output: output)
    }

    /// A clause behind a call: it takes none.
    private func clauseOfCall(_ saved: Vocabulary.SavedQuery) -> ParseFailure? {
        guard let word, Keyword.reserved.contains(word), following.text != "=" else { return nil }
        return failure(
            "'\(saved.name)' takes its parameters, and 'as FORMAT' with 'to FILE'; to ask otherwise, write the "
                + "question out")
    }

    /// A file that is named, and that another form of the answer would leave unwritten.
    private func refuseUnusedPath(
        among arguments: [Line.Argument], of parameters: [Parameter], as format: Output.Format
    ) throws(ParseFailure) {
        let paths = parameters.filter { $0.kinds.contains(.path) }.map(\.name)
        guard let unused = arguments.first(where: { paths.contains($0.name.value) }) else { return }
        throw ParseFailure(
            span: unused.name.span,
            message:
                "'as \(format.rawValue)' takes the place of the form that writes to '\(unused.name.value)': say "
                + "'as \(format.rawValue) to FILE'")
    }

    /// One value, or for a list of members several in parentheses.
    private mutating func values(
        for parameter: Parameter, of saved: Vocabulary.SavedQuery
    ) throws(ParseFailure) -> [Located<String>] {
        if parameter.kinds.contains(.path) {
            expect(.path)
        } else if parameter.kinds.contains(where: \.isList), acceptSign("(") {
            var values: [Located<String>] = []
            repeat { values.append(try argument(for: parameter, of: saved)) } while acceptSign(",")
            guard acceptSign(")") else { throw failure(isAtEnd ? "a ')' is missing" : nil) }
            return values
        } else if token.kind == .sign, token.text == "(" {
            throw severalValues(for: parameter)
        }
        return [try argument(for: parameter, of: saved)]
    }

    /// `c=(email, chat)` for what is one value.
    private func severalValues(for parameter: Parameter) -> ParseFailure {
        var last = token
        while last.kind != .end, last.text != ")" { last = lexer.token(from: last.span.upper) }
        let dimension = parameter.kinds.compactMap(\.dimension?.description).first
        let advice =
            dimension.map { ": several where the question says '\($0) in (:\(parameter.name))'" } ?? ""
        let end = last.kind == .end ? token.span.upper : last.span.upper
        return ParseFailure(
            span: SourceSpan(token.span.lower, end), message: "'\(parameter.name)' takes one value" + advice)
    }

    private mutating func argument(
        for parameter: Parameter, of saved: Vocabulary.SavedQuery
    ) throws(ParseFailure) -> Located<String> {
        expect(.argument(parameter.name, of: saved))
        switch token.kind {
        case .string:
            let value = advance(as: .string)
            return Located(value.text, value.span)
        case .parameter:
            guard let given = values[token.text]?.first else { throw unknownVariable }
            return Located(given.text, advance(as: .value).span)
        case .end, .openString: throw failure()
        default:
            if parameter.kinds.contains(.path) {
                let path = advancePath()
                return Located(path.text, path.span)
            }
            guard token.kind == .word else { throw failure() }
            let value = advance(as: .value)
            bareValue = value
            return Located(value.text, value.span)
        }
    }

    /// `period = last month`: where a bare value goes on as if the next word belonged to it.
    private var valueOfSeveralWords: ParseFailure? {
        guard let value = bareValue, following.text != "=" else { return nil }
        return severalWords(from: value) { [lexer] next in
            lexer.token(from: next.span.upper).text == "=" || next.text.lowercased() == "as"
        }
    }

    /// A bare value that goes on with the next token, up to a word that is another's.
    func severalWords(from value: Token, until isForeign: (Token) -> Bool) -> ParseFailure {
        var span = value.span.union(token.span)
        var next = following
        while next.kind == .word, !isForeign(next) {
            span = span.union(next.span)
            next = lexer.token(from: next.span.upper)
        }
        return ParseFailure(
            span: span, message: "a value of several words stands in quotes",
            suggestion: quotedValue(lexer.text(span)))
    }
}

extension Vocabulary.SavedQuery {
    /// What it leaves to its calls; by names only where its text does not read any more.
    func parameters(in vocabulary: Vocabulary) -> [Parameter] {
        (try? QueryLanguage(vocabulary).parameters(of: text)) ?? parameters.map { Parameter(name: $0) }
    }
}
