import Basics
import KPIQuery
import PostgresClient

/// The SQL that answers a KPI's percentiles from histograms: at most 1 % off; the columns are `MetricStatement`'s.
struct HistogramStatement {
    /// What is asked: percentiles, of whole calendar months.
    let question: MetricStatement
    /// `measure` in `rollup.histogram`.
    let measure: String
    let slice: RollupSlice

    /// The table that is read.
    static let relation = "rollup.histogram"

    var statement: Statement {
        var builder = SQLBuilder()
        let isOneRow = question.isOneCellARow(of: slice, where: question.bounds.isMonthByMonth)
        let sql = isOneRow ? cellByCell(&builder) : merged(&builder)
        return builder.statement(sql)
    }

    /// Looks each cell's percentiles up in its own row.
    private func cellByCell(_ builder: inout SQLBuilder) -> String {
        let values = question.measures.enumerated().map { index, measure in
            """
            (
                    rollup.bucket_ms(kpi_case.buckets[rollup.place(\(question.percent(of: measure)), kpi_case.up_to)]) / 1000
                )::float8 as value_\(index)
            """
        }
        return """
            select
                \((question.cellKeys(period: "month", &builder) + ["kpi_case.case_count as n"] + values).joined(separator: ",\n    "))
            from (
            \(rows(&builder))
            ) as kpi_case
            \(question.cellFilter(&builder))
            """
    }

    /// Looks the percentiles of a cell up that is several rows together.
    ///
    /// A percentile of all lies between the smallest and the largest of the rows' own, which are looked up: so only
    /// buckets between these two are added up, and what lies below is taken as one number.
    private func merged(_ builder: inout SQLBuilder) -> String {
        let cell = keys.joined(separator: ", ")
        let values = question.measures.enumerated().map { index, measure in
            """
            (
                    rollup.bucket_ms(min(size) filter (where percent = \(question.percent(of: measure)))) / 1000
                )::float8 as value_\(index)
            """
        }
        let percents = Set(question.measures.map(question.percent)).sorted().map(String.init).joined(
            separator: ", ")
        return """
            -- Put together with nothing, an array is unpacked once and not at each look.
            with part as materialized (
                select
                    \((question.cellKeys(period: "month", &builder) + ["kpi_case.case_count"]).joined(separator: ",\n        ")),
                    kpi_case.buckets || '{}'::smallint[] as buckets,
                    kpi_case.up_to || '{}'::integer[] as up_to
                from (
                \(rows(&builder))
                ) as kpi_case
                \(question.cellFilter(&builder))
            ),
            placed as (
                select
                    part.*,
                    asked.percent,
                    part.buckets[rollup.place(asked.percent, part.up_to)] as own_size
                from part
                cross join unnest(array[\(percents)]) as asked (percent)
            ),
            bounded as (
                select
                    placed.*,
                    min(own_size) over (partition by \(cell), percent) as smallest,
                    max(own_size) over (partition by \(cell), percent) as largest,
                    sum(case_count) over (partition by \(cell), percent) as cell_count
                from placed
            ),
            near as (
                select
                    bounded.*,
                    width_bucket((smallest - 1)::smallint, buckets) as below,
                    width_bucket(largest, buckets) as last
                from bounded
            ),
            sized as (
                select
                    \(cell),
                    percent,
                    cell_count,
                    entry.size,
                    sum(entry.case_count) as case_count
                from near
                cross join lateral rollup.entries(
                    smallest || buckets[below + 1:last], coalesce(up_to[below], 0) || up_to[below + 1:last]
                ) as entry (size, case_count)
                group by \(cell), percent, cell_count, entry.size
            ),
            ranked as (
                select
                    sized.*,
                    sum(case_count) over (partition by \(cell), percent order by size) as cases_up_to
                from sized
            )
            select
                \((keys + ["max(cell_count)::bigint as n"] + values).joined(separator: ",\n    "))
            from ranked
            where 100 * cases_up_to >= percent * cell_count
            group by \(cell)
            """
    }

    // MARK: - Pieces

    /// The columns that tell the cells of the answer apart.
    private var keys: [String] { ["bucket"] + question.memberNames }

    /// The rows of the range, the members under the names that facts have them under.
    private func rows(_ builder: inout SQLBuilder) -> String {
        let columns =
            ["month", "case_count", "buckets", "up_to"].map { "histogram.\($0)" } + memberColumns
        return """
            select \(columns.joined(separator: ", "))
                from rollup.histogram\(slice.attributeJoin(on: "histogram.members[1]"))
                where histogram.measure = \(Quoting.literal(measure))
                    and histogram.slice = \(Quoting.literal(slice.name))
                    and histogram.month >= \(builder.bind(question.bounds.firstDay, as: "date"))
                    and histogram.month < \(builder.bind(question.bounds.endDay, as: "date"))
            """
    }

    /// The slice's members by the names that facts have them under.
    private var memberColumns: [String] {
        slice.columns.enumerated().map { number, column in
            switch column {
            case "agent_source": "histogram.members[\(number + 1)] as source"
            case RollupSlice.attributeColumn: "described.attributes"
            default: "histogram.members[\(number + 1)] as \(column)"
            }
        }
    }
}
