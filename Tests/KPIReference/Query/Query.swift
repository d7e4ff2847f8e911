/// How the durations of a cell become one value.
package enum Aggregate: Hashable, Sendable {
    case mean, min, max, sum
    /// The smallest value with at least so many percent of the cases at or below it.
    case percentile(Int)

    /// Reads an aggregate as a query names it (mean, median, p90).
    package init?(_ word: String) {
        switch word {
        case "mean": self = .mean
        case "min": self = .min
        case "max": self = .max
        case "sum": self = .sum
        case "median": self = .percentile(50)
        default:
            guard word.hasPrefix("p"), let percent = Int(word.dropFirst()), (1...99).contains(percent)
            else { return nil }
            self = .percentile(percent)
        }
    }
}

/// One column of an answer.
package struct Metric: Sendable {
    package var kpi: KPI
    package var isBusiness = false
    /// nil: the KPI's own.
    package var aggregate: Aggregate?
    /// T of resolution_rate; nil: the setting.
    package var within: Instant?
    /// The aggregate or T as written.
    package var written: String?

    package init(_ kpi: KPI, isBusiness: Bool = false) {
        self.kpi = kpi
        self.isBusiness = isBusiness
    }

    /// The column's name: key, then `_business`, then the aggregate or T as written.
    package var column: String {
        kpi.rawValue + (isBusiness ? "_business" : "") + (written.map { "_" + $0 } ?? "")
    }

    /// The line's words: median of business first response time = `first_response_time business median`.
    package var line: String {
        kpi.rawValue + (isBusiness ? " business" : "") + (written.map { " " + $0 } ?? "")
    }

    /// Takes the aggregate, T or clock that a word names; false when it names none that the KPI has.
    package mutating func apply(_ word: String) -> Bool {
        if word == "business", kpi.hasBusinessClock {
            isBusiness = true
        } else if kpi == .resolutionRate, let hours = ["24h": 24, "72h": 72, "7d": 168][word] {
            within = Instant(hours) * .hour
            written = word
        } else if case .duration = kpi.summary, let aggregate = Aggregate(word) {
            self.aggregate = aggregate
            written = word
        } else {
            return false
        }
        return true
    }
}

/// A question with an explicit range.
package struct Query: Sendable {
    package var metrics: [Metric]
    package var dimensions: [Dimension] = []
    package var grain: Grain?
    /// The first and last day, both inclusive.
    package var from: LocalDate
    package var to: LocalDate
    package var condition: Condition?
    /// `with ci`.
    package var hasBounds = false

    package init(metrics: [Metric], from: LocalDate, to: LocalDate) {
        self.metrics = metrics
        self.from = from
        self.to = to
    }

    /// The query as a line of the query language.
    package var line: String {
        var clauses = [metrics.map(\.line).joined(separator: ", ")]
        if !dimensions.isEmpty {
            clauses.append("by " + dimensions.map { quotedIfNeeded($0.name) }.joined(separator: ", "))
        }
        if let grain { clauses.append(grain.rawValue) }
        clauses.append("from \(from) to \(to)")
        if let condition { clauses.append("where " + condition.line) }
        if hasBounds { clauses.append("with ci") }
        return clauses.joined(separator: " ")
    }
}

extension Condition {
    /// The condition in the query language, with every pair of parentheses.
    package var line: String {
        func text(_ value: String) -> String { "'" + value.replacing("'", with: "''") + "'" }
        switch self {
        case .equals(let dimension, let value):
            return "\(quotedIfNeeded(dimension.name)) = \(text(value))"
        case .differs(let dimension, let value):
            return "\(quotedIfNeeded(dimension.name)) != \(text(value))"
        case .isIn(let dimension, let values):
            return "\(quotedIfNeeded(dimension.name)) in (\(values.map(text).joined(separator: ", ")))"
        case .like(let dimension, let pattern):
            return "\(quotedIfNeeded(dimension.name)) like \(text(pattern))"
        case .isNull(let dimension): return "\(quotedIfNeeded(dimension.name)) is null"
        case .isNotNull(let dimension): return "\(quotedIfNeeded(dimension.name)) is not null"
        case .not(let condition): return "not (\(condition.line))"
        case .and(let left, let right): return "(\(left.line)) and (\(right.line))"
        case .or(let left, let right): return "(\(left.line)) or (\(right.line))"
        }
    }
}

/// A dimension's name; in quotes where it is no plain word.
private func quotedIfNeeded(_ name: String) -> String {
    name.allSatisfy { $0.isLetter || $0.isNumber || $0 == "_" } ? name : "\"\(name)\""
}
