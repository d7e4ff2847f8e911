import KPIQuery
import PostgresClient

/// One statement of an answer: what it reads, with which SQL, and why.
struct ReadingPlan {
    let statement: Statement
    let relations: [String]
    let reason: String
    /// Whether its numbers are estimates: percentiles from a rollup.
    let isApproximate: Bool

    init(_ question: MetricStatement, _ reading: Reading, rollups: RollupCatalogue) {
        switch reading {
        case .facts(let why):
            statement = question.statement
            relations = question.definition.relations
            reason = "one row a case, so every number is exact; \(why)"
            isApproximate = false
        case .rollup(let slice, let isMonthly):
            guard
                let places = rollups.places(
                    of: question.definition, isBusiness: question.isBusiness, window: question.window?.word)
            else { preconditionFailure("\(question.definition.key) stands in no rollup") }
            let rollup = RollupStatement(
                question: question, places: places, slice: slice, isMonthly: isMonthly)
            statement = rollup.statement
            relations = rollup.relations
            reason =
                "\(Self.cells(of: slice, isMonthly: isMonthly)), the smallest that can answer; sums are exact"
            isApproximate = false
        case .histogram(let measure, let slice):
            statement = HistogramStatement(question: question, measure: measure, slice: slice).statement
            relations = [HistogramStatement.relation]
            reason = "\(Self.cells(of: slice, isMonthly: true)); \(Self.estimate)"
            isApproximate = true
        case .sizes(let measure, let slice):
            let table = RollupRelation.sizeTable(of: measure)
            statement = SizeStatement(question: question, table: table, slice: slice).statement
            relations = [table]
            reason = "cells by week and \(slice.name), which have each day's cases too; \(Self.estimate)"
            isApproximate = true
        }
    }

    private static let estimate = "percentiles are at most 1 % off: say exact for the facts"

    private static func cells(of slice: RollupSlice, isMonthly: Bool) -> String {
        "cells by \(isMonthly ? "month" : "day") and \(slice.name)"
    }

    func readStatement(title: String, purpose: String) -> Answer.ReadStatement {
        Answer.ReadStatement(
            title: purpose.isEmpty ? title : "\(title), \(purpose)", statement: statement,
            relations: relations, reason: reason)
    }
}
