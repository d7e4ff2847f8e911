import Basics

extension Parser {
    /// Metrics, then clauses in any order, each at most once.
    mutating func query() throws(ParseFailure) -> Query {
        var query = Query(metrics: try metrics())
        while let word = nextClause(of: query) {
            try clause(word, into: &query)
        }
        guard isAtEnd || (token.kind == .sign && token.text == ";") else { throw strayWord(after: query) }
        expect(.end)
        checkWhole(query)
        return query
    }

    /// The word of the clause that comes next; `nil` where none does.
    private mutating func nextClause(of query: Query) -> String? {
        let clauses = verb == .define ? ["as"] : Keyword.clauses
        for word in clauses where given(word, in: query) == nil { expect(.word(word)) }
        guard let word, clauses.contains(word), given(word, in: query) == nil else { return nil }
        return word
    }

    /// What a second clause of this kind would repeat; `nil` when there is none yet.
    private func given(_ word: String, in query: Query) -> String? {
        if Grain(rawValue: word) != nil { return query.grain.map { "'\($0.value.rawValue)'" } }
        if Keyword.ranges.contains(word) { return query.range.map { "'\(lexer.text($0.span))'" } }
        return switch word {
        case "by": query.dimensions.isEmpty ? nil : "'by'"
        case "where": query.filter == nil ? nil : "'where'"
        case "vs": query.bases.isEmpty ? nil : "'vs'"
        case "top", "bottom": query.ranking.map { $0.value.end == .top ? "'top'" : "'bottom'" }
        case "having": query.having == nil ? nil : "'having'"
        case "with": query.additions.isEmpty ? nil : "'with'"
        default: query.output == nil ? nil : "'as'"
        }
    }

    private mutating func clause(_ word: String, into query: inout Query) throws(ParseFailure) {
        if Keyword.ranges.contains(word) {
            query.range = try range()
            return
        }
        let clauseEnd = lastEnd
        let start = advance(as: .keyword).span
        if let grain = Grain(rawValue: word) {
            query.grain = Located(grain, start)
            return
        }
        switch word {
        case "by":
            if let ranking = query.ranking, ranking.span.upper == clauseEnd, ranking.value.metric == nil {
                expect(.kpi)
            }
            var slipStart = start.lower
            repeat {
                if let failure = grainAsDimension(from: slipStart) { throw failure }
                query.dimensions.append(
                    try dimension(of: query.metrics, except: query.dimensions.map(\.value)))
                slipStart = lastEnd
            } while acceptSign(",")
        case "where": query.filter = try condition(query.metrics)
        case "vs": query.bases = try bases()
        case "having": query.having = try having(from: start)
        case "with": query.additions = try additions()
        case "as": query.output = try output(from: start)
        default: query.ranking = try ranking(word == "top" ? .top : .bottom, from: start, in: query)
        }
    }

    /// Why the next token begins no clause.
    private func strayWord(after query: Query) -> ParseFailure {
        if verb == .define { return failure("'define' takes KPIs, and 'as' with a format") }
        guard let word else { return failure() }
        if let metric = query.metrics.last, metric.span.upper == lastEnd,
            let failure = kpiOfSeveralWords(from: metric.span.lower)
        {
            return failure
        }
        if let given = given(word, in: query), Keyword.clauses.contains(word) {
            let kind =
                Grain(rawValue: word) != nil ? "grain" : Keyword.ranges.contains(word) ? "range" : "'\(word)'"
            return failure("a second \(kind): \(given) is there already")
        }
        if word == "to" {
            var failure = failure("'to' stands behind 'from' and a day, or 'as' and a format")
            failure.suggestion = nil
            return failure
        }
        if query.bases.last?.value == .previous, query.bases.last?.span.upper == lastEnd,
            CalendarUnit.allCases.contains(where: { $0.word == word || $0.word + "s" == word })
        {
            var failure = failure("'previous' takes no unit: it is as long as the range and just before it")
            failure.suggestion = nil
            return failure
        }
        if let failure = modifier(after: query) { return failure }
        if bareValue == nil, let failure = clauseOfOthers { return failure }
        if let value = bareValue {
            var span = value.span.union(token.span)
            var next = lexer.token(from: span.upper)
            while next.kind == .word, !Keyword.reserved.contains(next.text.lowercased()) {
                span = span.union(next.span)
                next = lexer.token(from: span.upper)
            }
            var failure = failure(
                "a value of several words stands in quotes", suggestion: quotedValue(lexer.text(span)))
            if NearestName.of(word, among: Keyword.clauses + ["and", "or"]) == nil {
                failure.span = span
                return failure
            }
        }
        if vocabulary.dimension(named: token.text) != nil {
            return failure("a dimension stands after 'by' or 'where'")
        }
        if vocabulary.kpi(named: token.text) != nil {
            return failure("KPIs come first, with commas between")
        }
        return failure()
    }
}

// MARK: - The shorter clauses

extension Parser {
    private mutating func bases() throws(ParseFailure) -> [Located<ComparisonBase>] {
        var bases: [Located<ComparisonBase>] = []
        repeat {
            let base = try base()
            if let same = bases.first(where: { $0.value.columnSuffix == base.value.columnSuffix }) {
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

    private mutating func additions() throws(ParseFailure) -> [Located<Addition>] {
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

    private mutating func output(from start: SourceSpan) throws(ParseFailure) -> Located<Output> {
        for format in Output.Format.allCases { expect(.word(format.rawValue)) }
        guard let word, let format = Output.Format(rawValue: word) else {
            throw failure(token.kind == .word ? "unknown format '\(token.text)'" : nil)
        }
        advance(as: .keyword)
        var output = Output(format: format)
        if accept("to") != nil {
            expect(.path)
            guard !isAtEnd, token.kind != .openString else {
                throw failure(isAtEnd ? "a path is missing" : nil)
            }
            let path = advancePath()
            guard !path.text.isEmpty else { throw failure("a path is missing") }
            output.path = Located(path.text, path.span)
        }
        return Located(output, SourceSpan(start.lower, lastEnd))
    }

    private mutating func having(from start: SourceSpan) throws(ParseFailure) -> Located<Having> {
        let metric = try metric()
        var comparison: Having.Operator?
        for candidate in Having.Operator.allCases where comparison == nil && acceptSign(candidate.rawValue) {
            comparison = candidate
        }
        if comparison == nil, acceptSilently("<>") { comparison = .notEqual }
        guard let comparison else { throw failure() }
        expect(.number)
        guard token.kind == .word, let number = Parser.decimal(token.text) else {
            if let duration = DurationLiteral(token.text.lowercased()), takesAggregates(metric) {
                throw failure("durations are compared in seconds", suggestion: "\(duration.seconds)")
            }
            throw failure(isAtEnd ? "a number is missing" : "'\(token.text)' is no number")
        }
        let span = advance(as: .number).span
        return Located(
            Having(metric: metric, comparison: comparison, number: Located(number, span)),
            SourceSpan(start.lower, lastEnd))
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

    private mutating func ranking(
        _ end: Ranking.End, from start: SourceSpan, in query: Query
    ) throws(ParseFailure) -> Located<Ranking> {
        expect(.number)
        guard token.kind == .word, let count = Int(token.text), (1...1_000_000).contains(count) else {
            throw failure(
                isAtEnd
                    ? "a number is missing"
                    : "'\(end == .top ? "top" : "bottom")' takes a whole number from 1")
        }
        advance(as: .number)
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

// MARK: - What only the whole query shows

extension Parser {
    private mutating func checkWhole(_ query: Query) {
        for metric in [query.ranking?.value.metric, query.having?.value.metric].compactMap(\.self) {
            checkDimensions(of: metric, in: query)
        }
        guard let ranking = query.ranking else { return }
        let end = ranking.value.end == .top ? "top" : "bottom"
        if query.dimensions.isEmpty, verb != .tickets {
            note(
                "'\(end)' ranks the members of a dimension: add 'by' and one", at: ranking.span,
                expected: [.word("by")])
        } else if let dimension = ranking.value.dimension,
            !query.dimensions.contains(where: { $0.value == dimension.value })
        {
            note(
                "'\(end)' ranks '\(dimension.value.name)', which is not under 'by'", at: dimension.span,
                expected: [.dimension(query.dimensions.map(\.value))])
        }
    }

    /// A KPI that ranks or selects rows must have the dimensions that make them.
    private mutating func checkDimensions(of metric: Metric, in query: Query) {
        guard !query.metrics.contains(where: { $0.kpi == metric.kpi }) else { return }
        for dimension in query.dimensions {
            check(dimension.value, at: metric.span, of: [metric], inFilter: false)
        }
        query.filter?.forEachDimension { check($0.value, at: metric.span, of: [metric], inFilter: true) }
    }
}
