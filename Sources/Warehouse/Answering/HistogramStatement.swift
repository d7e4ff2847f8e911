import KPIQuery
import PostgresClient

/// The SQL that answers a KPI's percentiles from histograms: at most 1 % off; the columns are `MetricStatement`'s.
struct HistogramStatement {
    /// What is asked: percentiles, of whole calendar months.
    let question: MetricStatement
    /// `measure` in `rollup.histogram`.
    let name: String
    let slice: RollupSlice

    /// The table that is read.
    static let relation = "rollup.histogram"

    /// A percentile is the first bucket up to which so many percent of the cases lie.
    var statement: Statement {
        var builder = SQLBuilder()
        let sql = isOneRowACell ? cellByCell(&builder) : addedUp(&builder)
        return builder.statement(sql)
    }

    /// Whether each cell of the answer is one row of the table.
    private var isOneRowACell: Bool {
        question.bounds.isMonthByMonth
            && question.dimensions.map(\.name).sorted() == slice.dimensions.sorted()
    }

    /// Reads each cell's percentiles off its own row.
    private func cellByCell(_ builder: inout SQLBuilder) -> String {
        let values = question.measures.enumerated().map { index, measure in
            """
            (
                    select rollup.bucket_ms(entry.size) / 1000
                    from (
                        select kept.size, sum(kept.case_count) over (order by kept.size) as cases_up_to
                        from unnest(kpi_case.buckets, kpi_case.counts) as kept (size, case_count)
                    ) as entry
                    where 100 * entry.cases_up_to >= \(percent(measure)) * kpi_case.case_count
                    order by entry.size
                    limit 1
                )::float8 as value_\(index)
            """
        }
        let columns = [bucket(&builder)] + members(&builder) + ["kpi_case.case_count as n"] + values
        return """
            select
                \(columns.joined(separator: ",\n    "))
            from (
            \(rows(&builder))
            ) as kpi_case
            \(filter(&builder))
            """
    }

    /// Adds the rows of a cell up first.
    private func addedUp(_ builder: inout SQLBuilder) -> String {
        let members = members(&builder)
        let cell = (["bucket"] + question.memberNames).joined(separator: ", ")
        let values = question.measures.enumerated().map { index, measure in
            """
            (
                    rollup.bucket_ms(min(size) filter (where 100 * cases_up_to >= \(percent(measure)) * cell_count)) / 1000
                )::float8 as value_\(index)
            """
        }
        return """
            with sized as (
                select
                    \(([bucket(&builder)] + members).joined(separator: ",\n        ")),
                    kept.size,
                    sum(kept.case_count) as case_count
                from (
                \(rows(&builder))
                ) as kpi_case
                cross join lateral unnest(kpi_case.buckets, kpi_case.counts) as kept (size, case_count)
                \(filter(&builder))
                group by \((1...(members.count + 1)).map(String.init).joined(separator: ", ")), kept.size
            ),
            ranked as (
                select
                    sized.*,
                    sum(case_count) over (partition by \(cell) order by size) as cases_up_to,
                    sum(case_count) over (partition by \(cell)) as cell_count
                from sized
            )
            select
                \(([cell, "max(cell_count)::bigint as n"] + values).joined(separator: ",\n    "))
            from ranked
            group by \(cell)
            """
    }

    // MARK: - Pieces

    private func bucket(_ builder: inout SQLBuilder) -> String {
        let bounds = question.bounds
        guard bounds.count > 1 else { return "1 as bucket" }
        return "width_bucket(kpi_case.month, \(builder.bind(bounds.firstDays, as: "date"))) as bucket"
    }

    private func members(_ builder: inout SQLBuilder) -> [String] {
        question.memberColumns(&builder, member: RollupStatement.member)
    }

    private func filter(_ builder: inout SQLBuilder) -> String {
        guard let filter = question.filter else { return "" }
        return "where "
            + FilterSQL(agents: question.agents, member: RollupStatement.member).sql(filter, in: &builder)
    }

    private func percent(_ measure: Measure) -> Int { (measure.aggregate ?? .median).percent ?? 50 }

    /// The rows of the range, the members under the names that facts have them under.
    private func rows(_ builder: inout SQLBuilder) -> String {
        let columns = ["month", "case_count", "buckets", "counts"].map { "histogram.\($0)" } + memberColumns
        return """
            select \(columns.joined(separator: ", "))
                from rollup.histogram
                where histogram.measure = \(Quoting.literal(name))
                    and histogram.slice = \(Quoting.literal(slice.name))
                    and histogram.month >= \(builder.bind(question.bounds.firstDays.first, as: "date"))
                    and histogram.month < \(builder.bind(question.bounds.endDays.last, as: "date"))
            """
    }

    /// The slice's members by the names that facts have them under.
    private var memberColumns: [String] {
        slice.columns.enumerated().map { number, column in
            "histogram.members[\(number + 1)] as \(column == "agent_source" ? "source" : column)"
        }
    }
}
