import Basics

extension Parser {
    /// Decided by the first word.
    var kind: LineKind {
        let rest = lexer.characters[lexer.skippingBlanks(from: 0)...]
        if rest.isEmpty { return .blank }
        if rest.first == "\\" { return .meta }
        return startsSQL ? .sql : .query
    }

    /// The whole line.
    mutating func line() throws(ParseFailure) -> Line {
        for verb in Keyword.verbs { expect(.word(verb)) }
        expectQuery()
        expect(.sql)
        switch kind {
        case .blank: return .blank
        case .meta: return .meta
        case .sql: return .sql
        case .query: break
        }
        if startsDefinition { return try definition() }
        if let word, Keyword.verbs.contains(word), vocabulary.kpi(named: word) == nil {
            advance(as: .keyword)
            verb = try verb(word)
            expectQuery()
        }
        if let saved = savedQueryHere { return try call(of: saved) }
        if verb == nil, word == Keyword.verbToCome {
            expected = []
            throw failure(
                "'\(Keyword.verbToCome)' is not there yet: compare with 'vs', by one dimension after the other"
            )
        }
        if verb == nil, token.kind == .word, vocabulary.kpi(named: token.text) == nil {
            if let failure = kpiOfSeveralWords(from: token.span.lower) ?? modifierFirst { throw failure }
            throw failure(
                vocabulary.dimension(named: token.text) == nil
                    ? "'\(token.text)' is no KPI, verb, saved query or SQL"
                    : "'\(token.text)' is a dimension: a query begins with a KPI")
        }
        let query = try query()
        if verb == .define { try refuseModifiers(in: query) }
        try finish()
        return .query(verb, query)
    }

    /// `define frt p90`: a definition is of the KPI, whatever is asked of it.
    private func refuseModifiers(in query: Query) throws(ParseFailure) {
        for metric in query.metrics where metric.span.upper > metric.kpi.span.upper {
            throw ParseFailure(
                span: metric.span,
                message: "'define' takes the name of a KPI, and nothing that is asked of it",
                suggestion: lexer.text(metric.kpi.span))
        }
    }

    /// A query and nothing else.
    mutating func wholeQuery() throws(ParseFailure) -> Query {
        let query = try query()
        try finish()
        return query
    }

    /// `name =`; no statement of SQL begins so.
    private var startsDefinition: Bool {
        let next = following
        return token.kind == .word && next.kind == .sign && next.text == "="
    }

    private var startsSQL: Bool {
        if token.kind == .sign, token.text == "(" { return true }
        guard let word, vocabulary.kpi(named: word) == nil, !startsDefinition else { return false }
        if Keyword.sql.contains(word) { return true }
        guard word == "explain" else { return false }
        let next = following
        return next.kind == .sign
            ? next.text == "("
            : next.kind == .word && Keyword.sqlExplained.contains(next.text.lowercased())
    }

    private var savedQueryHere: Vocabulary.SavedQuery? {
        guard let word, vocabulary.kpi(named: word) == nil else { return nil }
        return vocabulary.savedQuery(named: word)
    }

    private mutating func verb(_ word: String) throws(ParseFailure) -> Verb {
        switch word {
        case "explain": return .explain
        case "tickets": return .tickets
        case "define": return .define
        default:
            expect(.duration)
            guard token.kind == .word, let seconds = Parser.seconds(token.text) else {
                throw failure("'watch' takes how often first: 'watch 30s'")
            }
            advance(as: .number)
            return .watch(seconds: seconds)
        }
    }

    private mutating func expectQuery() {
        expect(.kpi)
        if !vocabulary.savedQueries.isEmpty { expect(.savedQuery) }
    }

    /// `30s`, `5m`, `1h`; up to a day.
    private static func seconds(_ text: String) -> Int? {
        guard let duration = DurationLiteral(text.lowercased()), duration.unit != .days,
            (1...86_400).contains(duration.seconds)
        else { return nil }
        return duration.seconds
    }

    private mutating func definition() throws(ParseFailure) -> Line {
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
        if let word, Keyword.sql.contains(word), vocabulary.kpi(named: word) == nil {
            throw failure("a saved query is a KPI question; SQL is kept in a file, which \\i reads")
        }
        if let word, Keyword.verbs.contains(word), vocabulary.kpi(named: word) == nil {
            throw failure("a verb stands before the saved name: '\(word) \(name.text)'")
        }
        expect(.kpi)
        let query = try query()
        let text = lexer.text(SourceSpan(textStart, lastEnd))
        try finish()
        return .definition(name: Located(name.text, name.span), query: query, text: text)
    }

    private mutating func call(of saved: Vocabulary.SavedQuery) throws(ParseFailure) -> Line {
        let name = advance(as: .savedQuery)
        var arguments: [Line.Argument] = []
        while true {
            let open = saved.parameters.filter { name in !arguments.contains { $0.name.value == name } }
            for parameter in open { expect(.word(parameter)) }
            guard token.kind == .word, word != "as" || open.contains("as") else { break }
            let written = token.text
            guard let parameter = saved.parameters.first(where: { $0.lowercased() == written.lowercased() })
            else { throw failure("'\(saved.name)' has no parameter '\(written)'") }
            guard open.contains(parameter) else {
                throw failure("'\(parameter)' has a value already")
            }
            let span = advance(as: .dimension).span
            guard acceptSign("=") else { throw failure("'\(parameter)' needs '=' and a value") }
            expect(.argument(parameter, of: saved))
            guard token.kind == .word || token.kind == .string else { throw failure() }
            let value = advance(as: token.kind == .string ? .string : .value)
            arguments.append(
                Line.Argument(
                    name: Located(parameter, span), value: Located(value.text, value.span)))
        }
        let missing = saved.parameters.filter { name in !arguments.contains { $0.name.value == name } }
        if let first = missing.first, isAtEnd {
            throw failure("'\(saved.name)' needs a value for '\(first)': \(first) = '…'")
        }
        var output: Located<Output>?
        if missing.isEmpty {
            if let start = accept("as")?.span { output = try self.output(from: start) }
            expect(.end)
        }
        try finish()
        return .call(verb, name: Located(saved.name, name.span), arguments: arguments, output: output)
    }

    /// The end of the line; SQL's semicolon is let through by habit.
    private mutating func finish() throws(ParseFailure) {
        if token.kind == .sign, token.text == ";" { advance(as: .sign) }
        guard isAtEnd else { throw failure() }
        if let failure = optionAsComment { throw failure }
    }

    /// `frt --exact`: within a line the two hyphens begin a comment, and an option would be passed over.
    private var optionAsComment: ParseFailure? {
        let rest = lexer.characters[lastEnd...].drop { $0.isWhitespace }
        guard rest.starts(with: "--") else { return nil }
        let end = rest.firstIndex { $0.isWhitespace || $0 == "=" } ?? rest.endIndex
        let clauses = [
            "--exact": "'exact' stands behind the KPI", "--format": "the form stands behind 'as'",
            "--output": "the file stands behind 'as', a format and 'to'",
            "--as-of": "it is one of the command, deskhouse query",
            "--sql": "it is one of the command, deskhouse query",
        ]
        let option = String(rest[..<end])
        guard let advice = clauses[option] else { return nil }
        return ParseFailure(
            span: SourceSpan(rest.startIndex, end), message: "'\(option)' is no option here: \(advice)")
    }
}
