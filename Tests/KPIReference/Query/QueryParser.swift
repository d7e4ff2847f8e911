/// Reads the part of the query language that the cases use: metrics, `by`, a grain, an explicit range,
/// `where` and `with ci`.
///
/// The product has its own parser; this one only serves the reference.
package struct QueryParser {
    private var tokens: ArraySlice<String>

    /// Reads one line.
    package static func query(_ line: String) throws(Refusal) -> Query {
        var parser = QueryParser(tokens: tokens(of: line)[...])
        return try parser.query()
    }

    private mutating func query() throws(Refusal) -> Query {
        var query = Query(metrics: [try metric()], from: LocalDate(dayNumber: 0), to: LocalDate(dayNumber: 0))
        while take(",") { query.metrics.append(try metric()) }
        var hasRange = false
        while let word = tokens.popFirst() {
            switch word {
            case "by":
                repeat { query.dimensions.append(Dimension(name: unquoted(try next()))) } while take(",")
            case "from":
                query.from = try date()
                try expect("to")
                query.to = try date()
                hasRange = true
            case "in":
                (query.from, query.to) = try period()
                hasRange = true
            case "where": query.condition = try disjunction()
            case "with":
                try expect("ci")
                query.hasBounds = true
            default:
                guard let grain = Grain(rawValue: word) else {
                    throw Refusal("\(word) is no clause that the reference knows")
                }
                query.grain = grain
            }
        }
        guard hasRange else { throw Refusal("the reference needs an explicit range") }
        return query
    }

    private mutating func metric() throws(Refusal) -> Metric {
        let name = try next()
        guard let kpi = KPI(name: name) else { throw Refusal("\(name) is no KPI") }
        var metric = Metric(kpi)
        while let word = tokens.first {
            guard word == "exact" || metric.apply(word) else { break }
            tokens.removeFirst()
        }
        return metric
    }

    private mutating func disjunction() throws(Refusal) -> Condition {
        var condition = try conjunction()
        while take("or") { condition = .or(condition, try conjunction()) }
        return condition
    }

    private mutating func conjunction() throws(Refusal) -> Condition {
        var condition = try negation()
        while take("and") { condition = .and(condition, try negation()) }
        return condition
    }

    private mutating func negation() throws(Refusal) -> Condition {
        if take("not") { return .not(try negation()) }
        if take("(") {
            let condition = try disjunction()
            try expect(")")
            return condition
        }
        let dimension = Dimension(name: unquoted(try next()))
        let operation = try next()
        switch operation {
        case "=": return .equals(dimension, unquoted(try next()))
        case "!=": return .differs(dimension, unquoted(try next()))
        case "like": return .like(dimension, unquoted(try next()))
        case "in":
            try expect("(")
            var values: [String] = []
            repeat { values.append(unquoted(try next())) } while take(",")
            try expect(")")
            return .isIn(dimension, values)
        case "is":
            let isNegated = take("not")
            try expect("null")
            return isNegated ? .isNotNull(dimension) : .isNull(dimension)
        default: throw Refusal("\(operation) is no comparison")
        }
    }

    private mutating func date() throws(Refusal) -> LocalDate {
        let text = try next()
        guard let date = LocalDate(text) else { throw Refusal("\(text) is no date") }
        return date
    }

    /// A year, quarter, month, ISO week or day, whole.
    private mutating func period() throws(Refusal) -> (LocalDate, LocalDate) {
        let text = try next()
        let parts = text.split(separator: "-")
        guard let year = parts.first.flatMap({ Int($0) }) else { throw Refusal("\(text) is no period") }
        if let day = LocalDate(text) { return (day, day) }
        if parts.count == 1 {
            return (
                LocalDate(year: year, month: 1, day: 1), LocalDate(year: year, month: 12, day: 31)
            )
        }
        if parts.count == 2, let quarter = Int(parts[1].dropFirst()), parts[1].hasPrefix("Q") {
            let last = LocalDate(year: year, month: quarter * 3, day: 1)
            return (
                LocalDate(year: year, month: quarter * 3 - 2, day: 1), last.firstOfNextMonth.adding(days: -1)
            )
        }
        if parts.count == 2, let week = Int(parts[1].dropFirst()), parts[1].hasPrefix("W") {
            // ISO 8601: week 1 holds the 4th of January.
            let fourth = LocalDate(year: year, month: 1, day: 4)
            let monday = fourth.adding(days: 1 - fourth.weekday + 7 * (week - 1))
            return (monday, monday.adding(days: 6))
        }
        if parts.count == 2, let month = Int(parts[1]) {
            let first = LocalDate(year: year, month: month, day: 1)
            return (first, first.firstOfNextMonth.adding(days: -1))
        }
        throw Refusal("\(text) is no period")
    }

    private mutating func next() throws(Refusal) -> String {
        guard let token = tokens.popFirst() else { throw Refusal("the line ends too early") }
        return token
    }

    private mutating func take(_ word: String) -> Bool {
        guard tokens.first == word else { return false }
        tokens.removeFirst()
        return true
    }

    private mutating func expect(_ word: String) throws(Refusal) {
        guard take(word) else { throw Refusal("expected \(word)") }
    }

    /// A token without its quotes, a doubled quote once.
    private func unquoted(_ token: String) -> String {
        guard let quote = token.first, quote == "'" || quote == "\"", token.count >= 2 else { return token }
        return String(token.dropFirst().dropLast()).replacing("\(quote)\(quote)", with: "\(quote)")
    }

    private static func tokens(of line: String) -> [String] {
        var tokens: [String] = []
        var rest = line[...]
        while let first = rest.first {
            if first.isWhitespace {
                rest.removeFirst()
            } else if "(),=".contains(first) {
                tokens.append(String(rest.removeFirst()))
            } else if rest.hasPrefix("!=") {
                tokens.append("!=")
                rest.removeFirst(2)
            } else if first == "'" || first == "\"" {
                var token = String(rest.removeFirst())
                while let character = rest.popFirst() {
                    token.append(character)
                    guard character == first else { continue }
                    guard rest.first == first else { break }
                    token.append(rest.removeFirst())
                }
                tokens.append(token)
            } else {
                let word = rest.prefix { !$0.isWhitespace && !"(),=!'\"".contains($0) }
                tokens.append(String(word))
                rest.removeFirst(word.count)
            }
        }
        return tokens
    }
}
