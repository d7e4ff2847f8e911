import KPIQuery
import TestSupport
import Testing
import Warehouse

@testable import Shell

/// The question for a row of an answer lists as many cases as the row counts.
@Suite(.sampleWarehouse) struct RowQuestionTests {
    static let lines = [
        "frt in 2026-09", "frt p90, volume by channel monthly in 2026-Q3",
        "csat by agent in 2026-09 where channel in ('email', 'chat') or priority = 'high'",
        "backlog by priority weekly last 4 weeks", "volume by brand in 2026-09 top 3 vs previous",
        "reopen_rate by category, team in 2026-09 having volume > 10", "frt business by team last 3 weeks",
        "volume by channel weekly last 5 weeks with spark", "churn_rate by segment monthly in 2026-Q3",
        "resolution_rate 24h by country in 2026-09",
    ]

    @Test(arguments: lines) func listsTheCasesOfTheRow(line: String) throws {
        var warehouse = try SampleWarehouse.open()
        let language = QueryLanguage(try warehouse.vocabulary())
        let answer = try warehouse.answer(language.query(line), text: line, asOf: SampleWarehouse.asOf)
        let rows = answer.whole?.rows ?? answer.rows
        #expect(!rows.isEmpty)
        for (number, row) in rows.enumerated() {
            for (place, metric) in answer.query.metrics.enumerated() {
                let question = try RowQuestion(row: number + 1, metric: metric.writtenName, of: answer)
                guard case .query(.tickets, let query) = try language.line(question.text) else {
                    Issue.record("\(question.text) is no question")
                    return
                }
                var count = 0
                try warehouse.listCases(of: query, text: question.text, asOf: SampleWarehouse.asOf) { _, _ in
                } _: { _ in
                    count += 1
                }
                #expect(count == row.cells[place].n, "\(question.text)")
            }
        }
    }

    @Test func saysWhatIsWrong() throws {
        var warehouse = try SampleWarehouse.open()
        let language = QueryLanguage(try warehouse.vocabulary())
        func error(_ line: String, _ row: Int, _ metric: String? = nil) throws -> String {
            let answer = try warehouse.answer(language.query(line), text: line, asOf: SampleWarehouse.asOf)
            let failure = #expect(throws: ShellError.self) {
                try RowQuestion(row: row, metric: metric, of: answer)
            }
            return failure.map { "\($0)" } ?? ""
        }
        #expect(try error("volume by channel in 2026-09", 6) == "the last answer has the rows 1 to 5")
        #expect(
            try error("volume, frt in 2026-09", 1, "csat") == "the last answer has no 'csat', but volume, frt"
        )
        #expect(try error("volume hourly yesterday", 1).contains("one hour"))
        #expect(try error("volume by channel in 1999", 1) == "the last answer has no rows")
    }
}
