extension Parser {
    /// `frt business p90, art p90`.
    mutating func metrics() throws(ParseFailure) -> [Metric] {
        var metrics: [Metric] = []
        afterMetric = ([","] + (verb == .define ? ["as"] : Keyword.clauses)).map { .word($0) }
        defer { afterMetric = [] }
        repeat {
            let metric = try metric()
            if metrics.contains(where: { $0.columnName == metric.columnName }) {
                note("\(metric.columnName) is asked for twice", at: metric.span, expected: [.kpi])
            }
            metrics.append(metric)
        } while acceptSign(",")
        return metrics
    }

    /// One KPI and what is asked of it; its modifiers may stand in any order.
    mutating func metric() throws(ParseFailure) -> Metric {
        expect(.kpi)
        guard token.kind == .word, let kpi = vocabulary.kpi(named: token.text) else {
            if token.kind == .word, vocabulary.dimension(named: token.text) != nil {
                throw failure("'\(token.text)' is a dimension, not a KPI")
            }
            if token.kind == .word, let failure = kpiOfSeveralWords(from: token.span.lower) { throw failure }
            throw failure(token.kind == .word ? "unknown KPI '\(token.text)'" : nil)
        }
        let name = advance(as: .kpi)
        var metric = Metric(kpi: Located(kpi.key, name.span), writtenName: name.text)
        while true {
            expectModifiers(of: kpi, given: metric)
            guard let word, take(word, for: kpi, into: &metric) else { break }
        }
        metric.span = SourceSpan(name.span.lower, lastEnd)
        return metric
    }

    private mutating func expectModifiers(of kpi: Vocabulary.KPI, given metric: Metric) {
        if !metric.isExact { expect(.word("exact")) }
        if kpi.hasBusinessClock, !metric.isBusiness { expect(.word("business")) }
        if metric.aggregate == nil {
            switch kpi.aggregates {
            case .none: break
            case .sum: expect(.word("sum"))
            case .all: for word in Keyword.aggregates { expect(.word(word)) }
            }
        }
        if metric.window == nil {
            for window in kpi.windows { expect(.word(window)) }
        }
    }

    /// Takes the word, if it is a modifier at all; one the KPI does not take becomes a problem.
    private mutating func take(_ word: String, for kpi: Vocabulary.KPI, into metric: inout Metric) -> Bool {
        let span = token.span
        let modifiers = expected
        let expected = modifiers + afterMetric
        if word == "exact" || word == "business" {
            let isGiven = word == "exact" ? metric.isExact : metric.isBusiness
            if isGiven { note("'\(word)' is said twice", at: span, expected: expected) }
            if word == "business", !kpi.hasBusinessClock {
                note("\(kpi.key) has no business clock", at: span, expected: expected)
            }
            advance(as: .keyword)
            if word == "exact" { metric.isExact = true } else { metric.isBusiness = true }
            return true
        }
        if let aggregate = Parser.aggregate(word) {
            if metric.aggregate != nil {
                note("one KPI takes one aggregate: write it twice for two", at: span, expected: expected)
            } else if !Parser.takes(kpi.aggregates, aggregate) {
                note(
                    kpi.aggregates == .sum
                        ? "\(kpi.key) is a count: it takes 'sum' only"
                        : "\(kpi.key) is one value already: it takes no '\(token.text)'",
                    at: span, expected: expected)
            }
            advance(as: .keyword)
            metric.aggregate = Located(aggregate, span)
            return true
        }
        if let problem = Parser.badPercentile(word) {
            note(problem, at: span, expected: modifiers, suggestion: word == "p100" ? "max" : nil)
            advance(as: .error)
            return true
        }
        let window = MaturityWindow(word: word)
        guard window.seconds != nil || kpi.windows.contains(word) else { return false }
        if metric.window != nil {
            note("one KPI takes one T: write it twice for two", at: span, expected: expected)
        } else if !kpi.windows.contains(word) {
            note("\(kpi.key) does not take '\(token.text)'", at: span, expected: expected)
        }
        advance(as: .keyword)
        metric.window = Located(window, span)
        return true
    }

    private static func takes(_ aggregates: Vocabulary.Aggregates, _ aggregate: Aggregate) -> Bool {
        switch aggregates {
        case .none: false
        case .sum: aggregate == .sum
        case .all: true
        }
    }

    private static func aggregate(_ word: String) -> Aggregate? {
        switch word {
        case "mean": return .mean
        case "median": return .median
        case "min": return .min
        case "max": return .max
        case "sum": return .sum
        default:
            guard word.first == "p", word.count <= 3, let percent = Int(word.dropFirst()),
                (1...99).contains(percent), word == "p\(percent)"
            else { return nil }
            return .percentile(percent)
        }
    }

    /// What is wrong with a word that was meant to be a percentile; `nil` for other words.
    private static func badPercentile(_ word: String) -> String? {
        guard word.first == "p", word.count > 1,
            word.dropFirst().allSatisfy({ $0.isASCII && ($0.isNumber || $0 == ".") })
        else { return nil }
        return "a percentile is a whole number from p1 to p99; for the ends, min and max"
    }
}
