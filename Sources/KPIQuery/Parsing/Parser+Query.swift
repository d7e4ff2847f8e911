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
    func given(_ word: String, in query: Query) -> String? {
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
