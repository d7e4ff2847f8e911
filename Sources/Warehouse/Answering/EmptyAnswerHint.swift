import Basics
import KPIQuery
import PostgresClient

extension Warehouse {
    /// Where a query without a range found no case: a line that says when its cases end and what to ask for.
    ///
    /// Nil where it found some, also if `having` shows none of them, and where it named its range.
    package mutating func hintForEmpty(_ answer: Answer) throws -> String? {
        let hasCase =
            (answer.cases ?? 0) > 0 || answer.rows.contains { row in row.cells.contains { $0.n > 0 } }
        guard answer.query.range == nil, !hasCase else { return nil }
        guard answer.dataAsOf != nil else { return "nothing is loaded yet: deskhouse load FILE …" }
        let name = answer.query.metrics[0].writtenName
        guard let month = try lastMonth(of: answer) else {
            return answer.query.filter == nil
                ? "no case of \(name) is loaded" : "no case of \(name) that the filter lets through is loaded"
        }
        return "the last cases of \(name) are of \(month); ask for example: \(answer.openText) in \(month)"
    }

    /// The last month in which an answer's first metric has a case under its filter.
    private mutating func lastMonth(of answer: Answer) throws -> String? {
        var query = Query(metrics: [answer.query.metrics[0]])
        query.filter = answer.query.filter
        let nowhere = SourceSpan(0, 0)
        query.grain = Located(.monthly, nowhere)
        query.range = Located(.since(.year(1970)), nowhere)
        let months = try self.answer(query, text: answer.text, asOf: answer.asOf)
        let last = months.rows.last { $0.cells[0].n > 0 }
        return last.map { String(months.range.buckets[$0.bucket - 1].period.description.prefix(7)) }
    }
}

extension Answer {
    /// The question in a form that another clause can follow: without a semicolon or a comment at its end.
    fileprivate var openText: String {
        if text.contains("--") { return query.description }
        var text = text[...]
        while let last = text.last, last == ";" || last.isWhitespace { text.removeLast() }
        return String(text)
    }
}
