import KPIQuery
import PostgresClient
import TestSupport
import Testing

@testable import Warehouse

/// `explain`: the SQL it prints is what answered.
@Suite(.sampleWarehouse) struct ExplanationTests {
    @Test(arguments: [
        "frt by channel weekly last 3 weeks where priority = 'high' vs previous",
        "csat, nps by segment in 2026-Q3 with ci, total", "backlog by team daily last 5 days",
        "backlog_age monthly in 2026-Q3", "cost_per_resolution by channel in 2026-02",
        "utilization by team in 2026-09", "churn_rate monthly in 2026-Q3",
        "resolution_rate 24h by team in 2026-09",
        "frt business where category like 'back\\\\slash%' or category like '%$1%' or agent is null in 2026",
        "volume where not channel like '%''%' in 2026",
    ])
    func thePrintedStatementsRunAndAgree(line: String) throws {
        var warehouse = try SampleWarehouse.open()
        let answer = try warehouse.answer(line, asOf: SampleWarehouse.asOf)
        let first = try #require(answer.statements.first)
        #expect(!first.sql.contains("$1::"))
        // In psql nothing is set as in our sessions.
        var psql = try Connection(ConnectionSettings(ScratchDatabase.conninfo))
        let countColumn =
            1 + answer.query.dimensions.reduce(0) { $0 + ($1.value == .dimension("agent") ? 2 : 1) }
        var cases = 0
        try psql.execute(Statement(trusted: first.sql)).forEach { row in
            cases += try row.decode(Int.self, at: countColumn)
        }
        #expect(cases > 0)
        #expect(cases == answer.rows.reduce(0) { $0 + $1.cells[0].n })
        for statement in answer.statements { try psql.execute(Statement(trusted: statement.sql)) }
    }

    @Test(
        arguments: [
            ("select $1, $2", ["it's", nil], "select 'it''s', null"),
            ("select '$1', \"$1\", $1", ["x"], "select '$1', \"$1\", 'x'"),
            ("select $10 + $1", ["1", "", "", "", "", "", "", "", "", "2"], "select '2' + '1'"),
            ("select $1", ["$1"], "select '$1'"),
            ("select $3, $x", ["a"], "select $3, $x"),
            ("select a$1 -- $1\n/* $1 */, $1", ["x"], "select a$1 -- $1\n/* $1 */, 'x'"),
            ("select $$ $1 $$, $q$ $1 $q$, $1::int", ["1"], "select $$ $1 $$, $q$ $1 $q$, '1'::int"),
            ("select '\u{301}$1', $1", ["x"], "select '\u{301}$1', 'x'"),
        ] as [(String, [String?], String)])
    func valuesAreWrittenIntoTheStatement(sql: String, values: [String?], expected: String) {
        #expect(Statement(trusted: sql, parameters: values).withLiterals == expected)
    }
}
