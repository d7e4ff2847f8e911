import Basics

/// Words of other tools and of plain speech: what to write instead.
extension Parser {
    /// Why the next token begins no clause.
    func strayWord(after query: Query) -> ParseFailure {
        if verb == .define { return failure("'define' takes KPIs, and 'as' with a format") }
        guard let word else { return valueWithSigns ?? failure() }
        if let metric = query.metrics.last, metric.span.upper == lastEnd,
            let failure = kpiOfSeveralWords(from: metric.span.lower)
        {
            return failure
        }
        if let given = given(word, in: query), Keyword.clauses.contains(word) {
            let kind =
                Grain(rawValue: word) != nil ? "grain" : Keyword.ranges.contains(word) ? "range" : "'\(word)'"
            var failure = failure("a second \(kind): \(given) is there already")
            failure.suggestion = goesOn(word, in: query) ? "," : nil
            return failure
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
        if word == "default" { return ParseFailure(span: token.span, message: misplacedDefault) }
        if bareValue == nil, let failure = clauseOfOthers ?? periodWithoutIn { return failure }
        if let value = bareValue, NearestName.of(word, among: Keyword.clauses + ["and", "or"]) == nil {
            var failure = severalWords(from: value) { Keyword.reserved.contains($0.text.lowercased()) }
            failure.expected = expected
            return failure
        }
        if vocabulary.dimension(named: token.text) != nil {
            return failure("a dimension stands after 'by' or 'where'")
        }
        if vocabulary.kpi(named: token.text) != nil {
            return failure("KPIs come first, with commas between")
        }
        return failure()
    }

    /// Whether the list of the clause that begins with this word has just been read, and may go on.
    private func goesOn(_ word: String, in query: Query) -> Bool {
        switch word {
        case "by": query.dimensions.last?.span.upper == lastEnd
        case "vs": query.bases.last?.span.upper == lastEnd
        case "with": query.additions.last?.span.upper == lastEnd
        default: false
        }
    }

    /// `agent = canonical/A1007`: signs within a value.
    private var valueWithSigns: ParseFailure? {
        guard let value = bareValue, token.kind == .sign, value.span.upper == token.span.lower,
            !["(", ")", ",", ";"].contains(token.text)
        else { return nil }
        let whole = lexer.path(from: value.span.lower)
        var failure = slip("a value with signs stands in quotes", quotedValue(whole.text))
        failure.span = whole.span
        return failure
    }

    /// `frt 2026-10`.
    private var periodWithoutIn: ParseFailure? {
        guard case .period(let period) = PeriodLiteral.read(token.text) else { return nil }
        return slip("a period stands after 'in'", "in \(period)")
    }

    /// `by month`, `by channel, week`: a grain stands without `by`, unless an attribute has that name.
    func grainAsDimension(from start: Int) -> ParseFailure? {
        guard let word, vocabulary.dimension(named: word) == nil,
            let grain = Grain.allCases.first(where: {
                [$0.unit.word, $0.unit.word + "s", $0.rawValue].contains(word)
            })
        else { return nil }
        var failure = failure("a grain stands by itself", suggestion: grain.rawValue)
        failure.span = SourceSpan(start, token.span.upper)
        failure.expected = []
        return failure
    }

    /// `frt by channel exact`: what is asked of a KPI stands behind its name.
    func modifier(after query: Query) -> ParseFailure? {
        guard let word, ["exact", "business"].contains(word) || Keyword.aggregates.contains(word) else {
            return nil
        }
        let metric = query.metrics.last { metric in
            guard let kpi = vocabulary.kpi(named: metric.kpi.value) else { return false }
            return word == "exact" || (word == "business" ? kpi.hasBusinessClock : kpi.aggregates == .all)
        }
        return slip("'\(word)' stands behind its KPI", metric.map { "\(lexer.text($0.span)) \(word)" })
    }

    /// A clause of SQL, or a range as dashboards name it, where a clause of ours would begin.
    var clauseOfOthers: ParseFailure? {
        let next = following
        switch word {
        case "limit":
            return slip(
                "rows are kept by 'top' or 'bottom'", "top \(next.kind == .word ? next.text : "10")",
                with: next)
        case "order", "sort":
            return slip("rows are ranked by 'top' or 'bottom', and a KPI where it is not the first", "top 10")
        case "group": return slip("dimensions stand after 'by'", "by", with: next)
        case "per":
            if let unit = CalendarUnit.allCases.first(where: { $0.word == next.text.lowercased() }),
                let grain = Grain.allCases.first(where: { $0.unit == unit })
            {
                return slip("a grain is one word", grain.rawValue, with: next)
            }
            return slip("dimensions stand after 'by', values after 'where'", "by")
        case "for", "grouped": return slip("dimensions stand after 'by', values after 'where'", "by")
        case "filter", "when": return slip("conditions stand after 'where'", "where")
        case "wtd", "mtd", "qtd", "ytd":
            let unit = ["w": "week", "m": "month", "q": "quarter", "y": "year"][word?.prefix(1) ?? ""]
            return slip("the running period is 'this' and its unit", unit.map { "this \($0)" })
        case "now", "current": return slip("the running period is 'this' and its unit", "this month")
        case "on", "during": return slip("a period stands after 'in'", "in")
        case "after": return slip("what begins with a day and goes on is 'since'", "since")
        case "until", "till", "before":
            return slip("a range names both ends: 'from', a day, 'to', a day", nil)
        case "between":
            let and = lexer.token(from: next.span.upper)
            let last = lexer.token(from: and.span.upper)
            guard and.text.lowercased() == "and", last.kind == .word else {
                return slip("a range is 'from', a day, 'to', a day", "from")
            }
            return slip(
                "a range is 'from', a day, 'to', a day", "from \(next.text) to \(last.text)", with: last)
        case "past", "previous": return slip("whole periods before this one are 'last'", "last")
        default: return nil
        }
    }

    /// `median frt`: what is asked of a KPI stands behind its name.
    var modifierFirst: ParseFailure? {
        let next = following
        guard let word, ["exact", "business"].contains(word) || Keyword.aggregates.contains(word),
            next.kind == .word, vocabulary.kpi(named: next.text) != nil
        else { return nil }
        return slip("'\(word)' stands behind its KPI", "\(next.text) \(word)", with: next)
    }

    /// `last 7d`: a number and a unit in one word.
    var unitsInOneWord: ParseFailure? {
        guard let word, let letter = word.last, let count = Int(word.dropLast()), count >= 1,
            let unit = CalendarUnit.allCases.first(where: { $0.word.first == letter })
        else { return nil }
        return slip("'last' takes a number and a unit", "\(count) \(unit.word)\(count > 1 ? "s" : "")")
    }

    /// A quarter or week without its year, a month by its name: periods are written as numbers.
    var periodByName: ParseFailure? {
        if let word, let letter = word.first, letter == "q" || letter == "w",
            let number = Int(word.dropFirst()),
            (1...(letter == "q" ? 4 : 53)).contains(number)
        {
            let part = letter == "q" ? "Q\(number)" : "W\(number.padded(to: 2))"
            let next = following
            guard next.kind == .word, next.text.count == 4, let year = Int(next.text) else {
                return failure("a \(letter == "q" ? "quarter" : "week") is written as YYYY-\(part)")
            }
            return slip("the year comes first", "\(year)-\(part)", with: next)
        }
        let months = [
            "january", "february", "march", "april", "may", "june", "july", "august", "september", "october",
            "november", "december",
        ]
        guard let word, word.count >= 3, let index = months.firstIndex(where: { $0.hasPrefix(word) }) else {
            return nil
        }
        let next = following
        guard next.kind == .word, next.text.count == 4, let year = Int(next.text) else {
            return failure(
                "a month is written as YYYY-\((index + 1).padded(to: 2))")
        }
        return slip("a month is written as a number", "\(year)-\((index + 1).padded(to: 2))", with: next)
    }

    /// A KPI whose key is written with blanks, or that is called by its title: `cost per resolution`.
    func kpiOfSeveralWords(from start: Int) -> ParseFailure? {
        let rest = lexer.characters[start...]
        let words = rest.split(maxSplits: 5, whereSeparator: \.isWhitespace).prefix(5)
        for count in (2...5).reversed() where count <= words.count {
            let written = words.prefix(count).map { String($0).lowercased() }
            let title = written.joined(separator: " ")
            let named = vocabulary.kpis.first {
                $0.title.lowercased().split(separator: " (").first ?? "" == title
            }
            guard let kpi = vocabulary.kpi(named: written.joined(separator: "_")) ?? named,
                let end = words.prefix(count).last?.endIndex
            else {
                continue
            }
            var failure = failure("a KPI's name is one word", suggestion: kpi.key)
            failure.span = SourceSpan(start, end)
            failure.expected = []
            return failure
        }
        return nil
    }

    private func slip(_ message: String, _ suggestion: String?, with last: Token? = nil) -> ParseFailure {
        var failure = failure(message, suggestion: suggestion)
        if let last, last.kind == .word { failure.span = token.span.union(last.span) }
        failure.expected = []
        return failure
    }
}
