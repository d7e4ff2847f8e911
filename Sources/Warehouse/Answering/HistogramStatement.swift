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

    /// Percentiles are looked up in rows: in the table's own where each cell of the answer is one, else in sums of them.
    var statement: Statement {
        var builder = SQLBuilder()
        let cells = isOneRowACell ? cells(&builder) : summedCells(&builder)
        let values = question.measures.enumerated().map { index, measure in
            """
            (
                    rollup.percentile_ms(\(percent(measure)), cell.case_count, cell.buckets, cell.up_to) / 1000
                )::float8 as value_\(index)
            """
        }
        return builder.statement(
            """
            select
                \((keys.map { "cell.\($0)" } + ["cell.case_count as n"] + values).joined(separator: ",\n    "))
            from (
            \(cells)
            ) as cell
            """)
    }

    /// Whether each cell of the answer is one row of the table.
    private var isOneRowACell: Bool {
        question.bounds.isMonthByMonth
            && question.dimensions.map(\.name).sorted() == slice.dimensions.sorted()
    }

    private func cells(_ builder: inout SQLBuilder) -> String {
        let columns = [bucket(&builder)] + members(&builder) + Self.content.map { "kpi_case.\($0)" }
        return """
            select
                \(columns.joined(separator: ",\n    "))
            from (
            \(rows(&builder))
            ) as kpi_case
            \(filter(&builder))
            """
    }

    /// Adds the rows of a cell up: as the table's own, buckets ascending, each with the cases up to it.
    private func summedCells(_ builder: inout SQLBuilder) -> String {
        let members = members(&builder)
        let cell = keys.joined(separator: ", ")
        return """
            with sized as (
                select
                    \(([bucket(&builder)] + members).joined(separator: ",\n        ")),
                    entry.bucket as size,
                    sum(entry.case_count) as case_count
                from (
                \(rows(&builder))
                ) as kpi_case
                cross join lateral rollup.entries(kpi_case.buckets, kpi_case.up_to) as entry
                \(filter(&builder))
                group by \((1...(keys.count + 1)).map(String.init).joined(separator: ", "))
            ),
            ranked as (
                select
                    \(cell),
                    size,
                    (sum(case_count) over (partition by \(cell) order by size))::integer as cases_up_to
                from sized
                order by \(cell), size
            )
            select
                \(cell),
                max(cases_up_to)::bigint as case_count,
                array_agg(size) as buckets,
                array_agg(cases_up_to) as up_to
            from ranked
            group by \(cell)
            """
    }

    // MARK: - Pieces

    private static let content = ["case_count", "buckets", "up_to"]

    /// The columns that tell the cells of the answer apart.
    private var keys: [String] { ["bucket"] + question.memberNames }

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
        let columns = (["month"] + Self.content).map { "histogram.\($0)" } + memberColumns
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
