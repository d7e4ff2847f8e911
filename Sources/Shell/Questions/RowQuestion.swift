import KPIQuery
import Warehouse

/// The question for what is behind one number of an answer: `tickets …` for its row.
struct RowQuestion {
    /// As it would be typed.
    let text: String

    /// Counts rows from 1, as they were shown; the metric is by its name, key or column, else the first.
    init(row number: Int, metric name: String?, of answer: Answer) throws(ShellError) {
        let rows = answer.whole?.rows ?? answer.rows
        guard rows.indices.contains(number - 1) else {
            throw ShellError(
                rows.isEmpty
                    ? "the last answer has no rows" : "the last answer has the rows 1 to \(rows.count)")
        }
        let row = rows[number - 1]
        let metric = try Self.metric(name, of: answer)
        var words = ["tickets \(metric)"]
        var conditions = answer.query.filter.map { $0.conjuncts } ?? []
        conditions += zip(answer.query.dimensions, row.members).map { dimension, member in
            guard let text = member.text else { return .isNull(dimension) }
            let isShared = rows.contains { row in
                row.members.contains { $0.text == text && $0.source != member.source }
            }
            // Of two agents with one id the source decides.
            let value = isShared ? [member.source, text].compactMap(\.self).joined(separator: "/") : text
            return .equal(dimension, Located(.text(value), dimension.span))
        }
        if let first = conditions.first {
            words.append("where \(conditions.count > 1 ? .and(conditions) : first)")
        }
        let bucket = answer.whole == nil ? answer.range.buckets[row.bucket - 1] : nil
        if answer.range.grain == .hourly, bucket != nil {
            throw ShellError(
                "no question asks for one hour: ask for the day, 'tickets \(metric) hourly in …'")
        }
        let first = bucket?.from.date ?? answer.range.firstDay
        let last = bucket.map { $0.to.adding(seconds: -1).date } ?? answer.range.lastDay
        words.append(first == last ? "in \(first)" : "from \(first) to \(last)")
        text = words.joined(separator: " ")
    }

    private static func metric(_ name: String?, of answer: Answer) throws(ShellError) -> Metric {
        let metrics = answer.query.metrics
        guard let name else { return metrics[0] }
        let found = metrics.first {
            [$0.writtenName.lowercased(), $0.kpi.value, $0.columnName, $0.description].contains(
                name.lowercased())
        }
        guard let found else {
            throw ShellError(
                "the last answer has no '\(name)', but \(metrics.map(\.writtenName).joined(separator: ", "))")
        }
        return found
    }
}

extension ShellSession {
    /// Asks for what is behind a row of the last answer.
    func askForCases(_ text: String) throws {
        guard let lastAnswer else { throw ShellError("no KPI was asked yet") }
        let words = text.split(separator: " ", maxSplits: 1).map(String.init)
        let isSingle = lastAnswer.rows.count == 1 || lastAnswer.whole?.rows.count == 1
        guard let number = words.first.map({ Int($0) ?? 0 }) ?? (isSingle ? 1 : nil), number > 0 else {
            throw ShellError("which row? \\tickets 2 lists what is behind the second")
        }
        let question = try RowQuestion(
            row: number, metric: words.count > 1 ? words[1].trimmed : nil, of: lastAnswer)
        tell(question.text)
        guard case .query(let verb, let query) = try language.line(question.text) else { return }
        try ask(.kpi(verb, query, text: question.text))
    }
}
