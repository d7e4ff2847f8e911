import KPIQuery
import PostgresClient

/// Shares of those who are there at the start of a bucket: a hit leaves before its end.
extension MetricStatement {
    /// Each case stands from the first bucket that starts after it came to the last that starts before it left, or as
    /// it does; counted by what comes and goes, not by cases times buckets.
    func standingSQL(_ builder: inout SQLBuilder) -> String {
        let starts = builder.bind(bounds.starts, as: "timestamptz")
        let to = builder.bind(bounds.to, as: "timestamptz")
        let names = memberNames
        let members = names.map { ", " + $0 }.joined()
        let grouping = (["bucket"] + names).joined(separator: ", ")
        let partition = names.isEmpty ? "" : "partition by " + names.joined(separator: ", ") + " "
        let span = [
            "width_bucket(coalesce(kpi_case.from_at, '-infinity'), \(starts)) + 1 as first_bucket",
            "coalesce(width_bucket(kpi_case.until_at, \(starts)), \(bounds.count)) as last_bucket",
            "coalesce(kpi_case.until_at < \(to), false) as is_gone",
        ]
        let filter = filterConditions(&builder)
        let shares = definition.formula(count: "case_count", hits: "hit_count")
        return """
            \(prologue(&builder)),
            kpi_case as (
            \(definition.cases.sql)
            ),
            span as (
                select
                    \(columns(span + memberColumns(&builder)))
                from kpi_case\(CaseRelation.joins(for: usedDimensions))
                \(filter.isEmpty ? "" : "where " + filter.joined(separator: " and "))
            ),
            change as (
                select first_bucket as bucket\(members), 1 as delta, 0 as hit
                from span
                where first_bucket <= last_bucket
                union all
                select last_bucket + 1 as bucket\(members), -1 as delta, 0 as hit
                from span
                where first_bucket <= last_bucket
                union all
                select last_bucket as bucket\(members), 0 as delta, 1 as hit
                from span
                where first_bucket <= last_bucket and is_gone
            ),
            step as (
                select \(grouping), sum(delta) as delta, sum(hit) as hit
                from change
                where bucket <= \(bounds.count)
                group by \(grouping)
            ),
            filled as (
                select \(grouping), delta, hit from step
                union all
                \(everyCell(of: "step", with: "0 as delta, 0 as hit"))
            ),
            standing as (
                select
                    \(grouping),
                    (sum(sum(delta)) over (\(partition)order by bucket))::bigint as case_count,
                    sum(hit)::bigint as hit_count
                from filled
                group by \(grouping)
            )
            select \(([grouping, "case_count as n"] + measureColumns(shares)).joined(separator: ", "))
            from standing
            """
    }
}
