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
        try leadingVerb()
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
        try refuseModifiers(in: query)
        try finish()
        return .query(verb, query)
    }

    /// `define frt p90`: a definition is of the KPI, whatever is asked of it.
    func refuseModifiers(in query: Query) throws(ParseFailure) {
        guard verb == .define else { return }
        for metric in query.metrics where metric.span.upper > metric.kpi.span.upper {
            throw ParseFailure(
                span: metric.span,
                message: "'define' takes the name of a KPI, and nothing that is asked of it",
                suggestion: lexer.text(metric.kpi.span))
        }
    }

    /// A verb that stands before the question, if one does.
    mutating func leadingVerb() throws(ParseFailure) {
        guard let word, Keyword.verbs.contains(word), vocabulary.kpi(named: word) == nil else { return }
        advance(as: .keyword)
        verb = try verb(word)
        expectQuery()
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
        if !allowsParameters, !vocabulary.savedQueries.isEmpty { expect(.savedQuery) }
    }

    /// `30s`, `5m`, `1h`; up to a day.
    private static func seconds(_ text: String) -> Int? {
        guard let duration = DurationLiteral(text.lowercased()), duration.unit != .days,
            (1...86_400).contains(duration.seconds)
        else { return nil }
        return duration.seconds
    }

    /// The end of the line; SQL's semicolon is let through by habit.
    mutating func finish() throws(ParseFailure) {
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
