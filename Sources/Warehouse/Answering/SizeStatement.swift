import Basics
import KPIQuery
import PostgresClient

/// The SQL that answers a KPI's percentiles by day or week from its cases' sizes: at most 1 % off; the columns are
/// `MetricStatement`'s.
struct SizeStatement {
    /// What is asked: percentiles, of whole local days.
    let question: MetricStatement
    /// `rollup.<measure>_sizes`.
    let table: String
    let slice: RollupSlice

    var statement: Statement {
        var builder = SQLBuilder()
        let isOneRow = question.isOneCellARow(of: slice, isMonthly: false)
        let sql = isOneRow ? cellByCell(&builder) : joined(&builder)
        return builder.statement(sql)
    }

    /// A cell of the answer is one row, in which a percentile is an element.
    private func cellByCell(_ builder: inout SQLBuilder) -> String {
        let values = question.measures.enumerated().map { index, measure in
            let size =
                "kpi_case.sizes[rollup.rank(\(question.percent(of: measure)), cardinality(kpi_case.sizes))]"
            return "(rollup.bucket_ms(\(size)) / 1000)::float8 as value_\(index)"
        }
        let columns =
            question.cellKeys(period: "day", &builder) + ["cardinality(kpi_case.sizes)::bigint as n"] + values
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
        let own = measures.map { index, measure in
            "kpi_case.sizes[rollup.rank(\(question.percent(of: measure)), cardinality(kpi_case.sizes))] as own_\(index)"
        }
        let bounds = measures.flatMap { index, _ in
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
                    \(list(question.cellKeys(period: "day", &builder) + ["kpi_case.sizes"] + own))
                from (
                \(rows(&builder))
                ) as kpi_case
                \(question.cellFilter(&builder))
            ),
            bounded as (
                select
                    \(list(keys + ["sizes"] + bounds))
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

    /// The rows of the range, the members under the names that facts have them under.
    ///
    /// Put together with nothing, an array is unpacked once and not at each look; those of an agent's day are too short
    /// to have been packed.
    private func rows(_ builder: inout SQLBuilder) -> String {
        let isPacked = !slice.dimensions.contains("agent")
        let sizes = isPacked ? "cell.sizes || '{}'::smallint[] as sizes" : "cell.sizes"
        let columns = ["cell.day", sizes] + members
        return """
            select \(columns.joined(separator: ", "))
                from \(table) as cell\(slice.attributeJoin(on: "cell.member"))
                where cell.slice = \(Quoting.literal(slice.name))
                    and cell.day >= \(builder.bind(question.bounds.firstDay, as: "date"))
                    and cell.day < \(builder.bind(question.bounds.endDay, as: "date"))\(isPacked ? "\n    offset 0" : "")
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
