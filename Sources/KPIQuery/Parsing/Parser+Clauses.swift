import Basics

/// The shorter clauses, each behind the word that it begins with.
extension Parser {
    mutating func bases() throws(ParseFailure) -> [Located<ComparisonBase>] {
        var bases: [Located<ComparisonBase>] = []
        // A base that a call names is compared with the others when it is asked.
        var known: [Located<ComparisonBase>] = []
        repeat {
            let openBefore = openCount
            let base = try base()
            if openCount == openBefore { known.append(base) }
            if openCount == openBefore,
                let same = known.dropLast().first(where: {
                    $0.value.columnSuffix == base.value.columnSuffix
                })
            {
                note(
                    same.value == base.value
                        ? "'\(base.value)' is named twice"
                        : "'\(same.value)' and '\(base.value)' would share the columns '…\(base.value.columnSuffix)'",
                    at: base.span)
            }
            bases.append(base)
        } while acceptSign(",")
        return bases
    }

    mutating func additions() throws(ParseFailure) -> [Located<Addition>] {
        var additions: [Located<Addition>] = []
        repeat {
            let open = Addition.allCases.filter { word in !additions.contains { $0.value == word } }
            for addition in open { expect(.word(addition.rawValue)) }
            guard let word, let addition = Addition(rawValue: word) else { throw failure() }
            let span = token.span
            if !open.contains(addition) { note("'\(word)' is named twice", at: span, expected: expected) }
            advance(as: .keyword)
            additions.append(Located(addition, span))
        } while acceptSign(",")
        return additions
    }

    mutating func output(from start: SourceSpan) throws(ParseFailure) -> Located<Output> {
        for format in Output.Format.allCases { expect(.word(format.rawValue)) }
        guard let word, let format = Output.Format(rawValue: word) else {
            throw failure(token.kind == .word ? "unknown format '\(token.text)'" : nil)
        }
        advance(as: .keyword)
        var output = Output(format: format)
        if accept("to") != nil {
            expect(.path)
            output.path = try path()
        }
        return Located(output, SourceSpan(start.lower, lastEnd))
    }

    /// A file; `nil` where a call names it.
    private mutating func path() throws(ParseFailure) -> Located<String>? {
        guard !isAtEnd, token.kind != .openString else {
            throw failure(isAtEnd ? "a path is missing" : nil)
        }
        if token.kind == .parameter, lexer.path(from: token.span.lower).span.upper > token.span.upper {
            throw failure("a parameter stands for the whole of a path; a file of that name stands in quotes")
        }
        if let parameter = try parameter(.path) {
            guard let path = try parameter.value() else { return nil }
            guard !path.value.isEmpty else {
                throw ParseFailure(span: path.span, message: "a path is missing", expected: [.path])
            }
            return path
        }
        let path = advancePath()
        guard !path.text.isEmpty else { throw failure("a path is missing") }
        return Located(path.text, path.span)
    }

    mutating func having(from start: SourceSpan) throws(ParseFailure) -> Located<Having> {
        let metric = try metric()
        var comparison: Having.Operator?
        for candidate in Having.Operator.allCases where comparison == nil && acceptSign(candidate.rawValue) {
            comparison = candidate
        }
        if comparison == nil, acceptSilently("<>") { comparison = .notEqual }
        guard let comparison else { throw failure() }
        let number = try number(comparedWith: metric)
        return Located(
            Having(metric: metric, comparison: comparison, number: number), SourceSpan(start.lower, lastEnd))
    }

    private mutating func number(comparedWith metric: Metric) throws(ParseFailure) -> Located<String> {
        expect(.number)
        let given = try literal(.number, open: Located("0", token.span)) {
            (value: inout Parser) throws(ParseFailure) in try value.number(comparedWith: metric)
        }
        if let given { return Located(given.value.value, given.span) }
        guard token.kind == .word, let number = Parser.decimal(token.text) else {
            if let duration = DurationLiteral(token.text.lowercased()), takesAggregates(metric) {
                throw failure("durations are compared in seconds", suggestion: "\(duration.seconds)")
            }
            throw failure(isAtEnd ? "a number is missing" : "'\(token.text)' is no number")
        }
        return Located(number, advance(as: .number).span)
    }

    /// Whether its values are durations.
    private func takesAggregates(_ metric: Metric) -> Bool {
        vocabulary.kpi(named: metric.kpi.value)?.aggregates == .all
    }

    /// The text as PostgreSQL's `numeric` reads it: sign, digits, at most one point.
    private static func decimal(_ text: String) -> String? {
        let digits = text.first == "-" || text.first == "+" ? text.dropFirst() : text[...]
        let isPlain = digits.allSatisfy { ("0"..."9").contains($0) || $0 == "." }
        guard isPlain, digits.contains(where: { $0 != "." }), digits.count(where: { $0 == "." }) <= 1,
            digits.count <= 40
        else { return nil }
        return text.first == "+" ? String(digits) : text
    }

    private mutating func rankCount(_ end: Ranking.End) throws(ParseFailure) -> Int {
        expect(.number)
        let given = try literal(.count, open: 1) {
            (value: inout Parser) throws(ParseFailure) in try value.rankCount(end)
        }
        if let given { return given.value }
        guard token.kind == .word, let count = Int(token.text), (1...1_000_000).contains(count) else {
            throw failure(
                isAtEnd
                    ? "a number is missing"
                    : "'\(end == .top ? "top" : "bottom")' takes a whole number from 1")
        }
        advance(as: .number)
        return count
    }

    mutating func ranking(
        _ end: Ranking.End, from start: SourceSpan, in query: Query
    ) throws(ParseFailure) -> Located<Ranking> {
        let count = try rankCount(end)
        var ranking = Ranking(end: end, count: count)
        expect(
            .dimension(
                query.dimensions.isEmpty
                    ? dimensions(of: query.metrics, inFilter: false) : query.dimensions.map(\.value)))
        let isName = token.kind == .quotedName || (word.map { !Keyword.clauses.contains($0) } ?? false)
        if isName,
            let name = vocabulary.dimension(named: token.text, isQuoted: token.kind == .quotedName)
        {
            ranking.dimension = Located(name, advance(as: .dimension).span)
        }
        // After `top 10`, `by` names the KPI that ranks, or else begins the clause of that name.
        expect(.word("by"))
        if word == "by" {
            let next = following
            let isKPI = next.kind == .word && vocabulary.kpi(named: next.text) != nil
            if isKPI || next.kind == .end || !query.dimensions.isEmpty {
                advance(as: .keyword)
                if query.dimensions.isEmpty {
                    expect(.kpi)
                    expect(.dimension(dimensions(of: query.metrics, inFilter: false)))
                }
                ranking.metric = try metric()
            }
        }
        return Located(ranking, SourceSpan(start.lower, lastEnd))
    }
}
