import KPIQuery
import PostgresClient

/// One statement of an answer: what it reads, with which SQL, and why.
struct ReadingPlan {
    let statement: Statement
    let relations: [String]
    let reason: String
    /// Whether its numbers come from a histogram.
    let isApproximate: Bool

    init(_ question: MetricStatement, _ reading: Reading, rollups: RollupCatalogue) {
        let window = question.window?.word
        let places =
            rollups.places(of: question.definition, isBusiness: question.isBusiness, window: window) ?? []
        switch reading {
        case .facts(let why):
            statement = question.statement
            relations = question.definition.relations
            reason = "one row a case, so every number is exact; \(why)"
            isApproximate = false
        case .rollup(let slice, let isMonthly, let isHistogram):
            let cells = "cells by \(isMonthly ? "month" : "day") and \(slice.name)"
            if isHistogram, let name = places.first?.histogram {
                statement = HistogramStatement(question: question, name: name, slice: slice).statement
                relations = [HistogramStatement.relation]
                reason = "\(cells); percentiles are at most 1 % off: say exact for the facts"
                isApproximate = true
            } else {
                let rollup = RollupStatement(
                    question: question, places: places, slice: slice, isMonthly: isMonthly)
                statement = rollup.statement
                relations = rollup.relations
                reason = "\(cells), the smallest that can answer; sums are exact"
                isApproximate = false
            }
        }
    }

    func readStatement(title: String, purpose: String) -> Answer.ReadStatement {
        Answer.ReadStatement(
            title: purpose.isEmpty ? title : "\(title), \(purpose)", statement: statement,
            relations: relations, reason: reason)
    }
}
