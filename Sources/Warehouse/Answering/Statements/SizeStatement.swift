import Basics
import KPIQuery
import PostgresClient

/// The SQL that answers a KPI's percentiles by day or week from its cases' sizes: at most 1 % off; the columns are
/// `MetricStatement`'s.
///
/// Put together with nothing, an array is unpacked once and not at each look.
struct SizeStatement {
    /// What is asked: percentiles, of whole local days.
    let question: MetricStatement
    /// `rollup.<measure>_sizes`.
    let table: String
    let slice: RollupSlice

    var statement: Statement {
        var builder = SQLBuilder()
        let isOneRow = question.isOneCellARow(of: slice, where: bounds.isDayByDay || bounds.isWeekByWeek)
        let sql = isOneRow ? cellByCell(&builder) : joined(&builder)
        return builder.statement(sql)
    }

    /// A cell of the answer is one row, in which a percentile is an element.
    private func cellByCell(_ builder: inout SQLBuilder) -> String {
        let values = question.measures.enumerated().map { index, measure in
            "(rollup.bucket_ms(\(own(measure))) / 1000)::float8 as value_\(index)"
        }
        let columns =
            question.cellKeys(period: "day", &builder) + ["kpi_case.case_count::bigint as n"] + values
        return """
            select
                \(columns.joined(separator: ",\n    "))
            from (
            \(rows(&builder))
            ) as kpi_case
            \(question.cellFilter(&builder))
            """
    }

    /// A cell of the answer is several rows, whose sizes are put together and sorted.
    ///
    /// A percentile of all lies between the least and the greatest of the rows' own, so only sizes from the one to the
    /// other are, and what lies below is taken as one number.
    private func joined(_ builder: inout SQLBuilder) -> String {
        let measures = question.measures.enumerated()
        let keys = ["bucket"] + question.memberNames
        let ownSizes = measures.map { index, measure in "\(own(measure)) as own_\(index)" }
        let sizes = "kpi_case.sizes[kpi_case.below + 1:kpi_case.below + kpi_case.case_count] as sizes"
        let ownBounds = measures.flatMap { index, _ in
            [
                "min(own_\(index)) over cell as least_\(index)",
                "max(own_\(index)) over cell as greatest_\(index)",
            ]
        }
        let near = measures.flatMap { index, _ in
            let below = "width_bucket((least_\(index) - 1)::smallint, sizes)"
            return [
                "sum(\(below)) as below_\(index)",
                "rollup.joined(sizes[\(below) + 1:width_bucket(greatest_\(index), sizes)]) as sizes_\(index)",
            ]
        }
        let values = measures.map { index, measure in
            """
            (
                    rollup.bucket_ms((
                        select sorted.size
                        from (select unnest(sizes_\(index)) as size) as sorted
                        order by sorted.size
                        offset rollup.rank(\(question.percent(of: measure)), case_count) - below_\(index) - 1
                        limit 1
                    )) / 1000
                )::float8 as value_\(index)
            """
        }
        return """
            with part as (
                select
                    \(list(question.cellKeys(period: "day", &builder) + [sizes] + ownSizes))
                from (
                \(rows(&builder))
                ) as kpi_case
                \(question.cellFilter(&builder))
            ),
            bounded as (
                select
                    \(list(keys + ["sizes"] + ownBounds))
                from part
                window cell as (partition by \(keys.joined(separator: ", ")))
            ),
            near as (
                select
                    \(list(keys + ["sum(cardinality(sizes))::integer as case_count"] + near))
                from bounded
                group by \(keys.joined(separator: ", "))
            )
            select
                \((keys + ["case_count::bigint as n"] + values).joined(separator: ",\n    "))
            from near
            """
    }

    // MARK: - Pieces

    private func list(_ columns: [String]) -> String { columns.joined(separator: ",\n        ") }

    private var bounds: BucketBounds { question.bounds }

    /// A percentile of a row by itself.
    private func own(_ measure: Measure) -> String {
        "kpi_case.sizes[kpi_case.below + rollup.rank(\(question.percent(of: measure)), kpi_case.case_count)]"
    }

    /// What the range has of each cell: a day in it, `sizes` that has those of its cases, ascending, from the place after
    /// `below`, `case_count` of them, and the members under the names that facts have them under.
    private func rows(_ builder: inout SQLBuilder) -> String {
        let from = builder.bind(bounds.firstDay, as: "date")
        let to = builder.bind(bounds.endDay, as: "date")
        return bounds.isWeekByWeek ? weeks(from: from, to: to) : days(from: from, to: to)
    }

    /// A row a week: its own sizes, or of a week that the range cuts those of the days in it, sorted.
    private func weeks(from: String, to: String) -> String {
        """
        select cell.*, 0 as below, cardinality(cell.sizes) as case_count
        from (
            select
                \(list(["greatest(cell.week, \(from)) as day"] + members)),
                case
                    when cell.week >= \(from) and cell.week + 7 <= \(to) then cell.sizes || '{}'::smallint[]
                    else array(
                        select part.size
                        from unnest(
                            cell.days[
                                coalesce(cell.up_to[\(from) - cell.week], 0) + 1
                                :cell.up_to[least(\(to) - cell.week, 7)]
                            ]
                        ) as part (size)
                        order by part.size
                    )
                end as sizes
            from \(table) as cell\(slice.attributeJoin(on: "cell.member"))
            where \(isInRange(from: from, to: to))
            offset 0
        ) as cell
        where cardinality(cell.sizes) > 0
        """
    }

    /// A row a day that has cases.
    private func days(from: String, to: String) -> String {
        """
        select cell.*, cell.up_to - cell.below as case_count
        from (
            select
                \(list(["cell.week + generate_series(0, 6) as day"] + members)),
                cell.days as sizes,
                unnest(0 || cell.up_to[1:6]) as below,
                unnest(cell.up_to) as up_to
            from (
                select cell.week, cell.member, cell.agent_source, cell.up_to, cell.days || '{}'::smallint[] as days
                from \(table) as cell
                where \(isInRange(from: from, to: to))
                offset 0
            ) as cell\(slice.attributeJoin(on: "cell.member"))
        ) as cell
        where cell.up_to > cell.below
            and cell.day >= \(from)
            and cell.day < \(to)
        """
    }

    private func isInRange(from: String, to: String) -> String {
        """
        cell.slice = \(Quoting.literal(slice.name))
                and cell.week > \(from) - 7
                and cell.week < \(to)
        """
    }

    /// The slice's members, by the names that facts have them under.
    private var members: [String] {
        slice.columns.map { column in
            switch column {
            case "agent_source": "cell.agent_source as source"
            case RollupSlice.attributeColumn: "described.attributes"
            default: "cell.member as \(column)"
            }
        }
    }
}
