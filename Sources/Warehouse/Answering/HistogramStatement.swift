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
        let bounds = question.bounds
        let bucket =
            bounds.count == 1
            ? "1" : "width_bucket(kpi_case.month, \(builder.bind(bounds.firstDays, as: "date")))"
        let members = question.memberColumns(&builder, member: RollupStatement.member)
        let filter = question.filter.map {
            FilterSQL(agents: question.agents, member: RollupStatement.member).sql($0, in: &builder)
        }
        let from = builder.bind(bounds.firstDays.first, as: "date")
        let to = builder.bind(bounds.endDays.last, as: "date")
        let cell = (["bucket"] + question.memberNames).joined(separator: ", ")
        let values = question.measures.enumerated().map { index, measure in
            let percent = (measure.aggregate ?? .median).percent ?? 50
            return """
                (
                    rollup.bucket_ms(min(size) filter (where 100 * cases_up_to >= \(percent) * cell_count)) / 1000
                )::float8 as value_\(index)
                """
        }
        return builder.statement(
            """
            with sized as (
                select
                    \((["\(bucket) as bucket"] + members).joined(separator: ",\n        ")),
                    kept.size,
                    sum(kept.case_count) as case_count
                from (
                    select \((["histogram.month", "histogram.buckets", "histogram.counts"] + memberColumns).joined(separator: ", "))
                    from rollup.histogram
                    where histogram.measure = \(Quoting.literal(name))
                        and histogram.slice = \(Quoting.literal(slice.name))
                        and histogram.month >= \(from)
                        and histogram.month < \(to)
                ) as kpi_case
                cross join lateral unnest(kpi_case.buckets, kpi_case.counts) as kept (size, case_count)
                \(filter.map { "where " + $0 } ?? "")
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
            """)
    }

    /// The slice's members by the names that facts have them under.
    private var memberColumns: [String] {
        slice.columns.enumerated().map { number, column in
            "histogram.members[\(number + 1)] as \(column == "agent_source" ? "source" : column)"
        }
    }
}
