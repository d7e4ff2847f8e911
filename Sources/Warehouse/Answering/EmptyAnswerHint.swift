import Basics
import KPIQuery
import PostgresClient

extension Warehouse {
    /// Where a query found no case: a line that says where its cases begin or end, and what to ask for.
    ///
    /// Nil where it found some, also if `having` shows none of them, and where it named a range that has cases before
    /// and after it.
    package mutating func hintForEmpty(_ answer: Answer) throws -> String? {
        let hasCase =
            (answer.cases ?? 0) > 0 || answer.rows.contains { row in row.cells.contains { $0.n > 0 } }
        guard !hasCase else { return nil }
        guard answer.dataAsOf != nil else { return "nothing is loaded yet: deskhouse load FILE …" }
        let name = answer.query.metrics[0].writtenName
        guard let months = try months(of: answer) else {
            return answer.query.filter == nil
                ? "no case of \(name) is loaded" : "no case of \(name) that the filter lets through is loaded"
        }
        let isAfter = answer.range.firstDay >= months.last.firstDay
        let isBefore = answer.range.lastDay < months.first.endDay
        guard isAfter || isBefore || answer.query.range == nil else { return nil }
        let month = isBefore ? months.first : months.last
        return "the \(isBefore ? "first" : "last") cases of \(name) are of \(month); "
            + "ask for example: \(try question(answer, in: month))"
    }

    /// The first and the last month in which an answer's first metric has a case under its filter.
    private mutating func months(of answer: Answer) throws -> (first: Period, last: Period)? {
        var query = Query(metrics: [answer.query.metrics[0]])
        query.metrics[0].isExact = false
        query.filter = answer.query.filter
        let nowhere = SourceSpan(0, 0)
        query.grain = Located(.monthly, nowhere)
        query.range = Located(.since(.year(1970)), nowhere)
        let months = try self.answer(query, text: answer.text, asOf: answer.asOf)
        let days = months.rows.filter { $0.cells[0].n > 0 }.map {
            months.range.buckets[$0.bucket - 1].period
        }
        guard let first = days.min(), let last = days.max() else { return nil }
        return (.month(year: first.year, first.month), .month(year: last.year, last.month))
    }

    /// An answer's question, asked for another period: as it was written where that can be, else in full.
    private mutating func question(_ answer: Answer, in period: Period) throws -> String {
        var query = answer.query
        query.range = Located(.within(period), SourceSpan(0, 0))
        let text = answer.text(in: period)
        let line = try? QueryLanguage(vocabulary()).line(text)
        if case .query(_, query)? = line { return text }
        query.range = nil
        return "\(query) in \(period)"
    }
}

extension Answer {
    /// The text as it was written, but for the range.
    fileprivate func text(in period: Period) -> String {
        var characters = Array(text)
        while let last = characters.last, last == ";" || last.isWhitespace { characters.removeLast() }
        if let span = query.range?.span, span.upper <= characters.count {
            characters.replaceSubrange(span.lower..<span.upper, with: "in \(period)")
            return String(characters)
        }
        return "\(String(characters)) in \(period)"
    }
}
