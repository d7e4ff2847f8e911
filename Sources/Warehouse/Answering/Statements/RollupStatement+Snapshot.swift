import PostgresClient

extension RollupStatement {
    /// What came minus what went, from the beginning on: whole months before the first bucket, then days.
    func levelSQL(_ builder: inout SQLBuilder) -> String {
        let names = question.memberNames
        let grouping = (["bucket"] + names).joined(separator: ", ")
        let partition = names.isEmpty ? "" : "partition by " + names.joined(separator: ", ") + " "
        let level = "sum(sum(delta)) over (\(partition)order by bucket)"
        var changes: [String] = []
        for (place, sign) in zip(places, ["", "-"]) {
            changes.append(change(place, sign, isMonthly: true, &builder))
            if !isMonthly { changes.append(change(place, sign, isMonthly: false, &builder)) }
        }
        return """
            with change as (
            \(changes.joined(separator: "\nunion all\n"))
            ),
            step as (
                select \(grouping), sum(delta) as delta
                from change
                group by \(grouping)
            ),
            filled as (
                select \(grouping), delta from step
                union all
                \(question.everyCell(of: "step", with: "0 as delta"))
            )
            select \(([grouping, "(\(level))::bigint as n"] + question.measures.indices.map { "(\(level))::float8 as value_\($0)" }).joined(separator: ", "))
            from filled
            group by \(grouping)
            """
    }

    private func change(_ place: RollupPlace, _ sign: String, isMonthly: Bool, _ builder: inout SQLBuilder)
        -> String
    {
        let period = isMonthly ? "month" : "day"
        let ends = builder.bind(bounds.endDays, as: "date")
        let members = question.memberColumns(&builder, member: Self.member)
        let firstMonth = "date_trunc('month', (\(ends))[1]::timestamp)::date"
        let reach =
            self.isMonthly
            ? "kpi_case.month < (\(ends))[\(bounds.count)]"
            : isMonthly
                ? "kpi_case.month < \(firstMonth)"
                : "kpi_case.day >= \(firstMonth) and kpi_case.day < (\(ends))[\(bounds.count)]"
        let conditions =
            [reach, "kpi_case.\(place.cases) is not null"] + question.cellConditions(&builder)
        return """
            select
                \(list(["width_bucket(kpi_case.\(period), \(ends)) + 1 as bucket"] + members + ["\(sign)kpi_case.\(place.cases) as delta"]))
            from (
            \(rows(of: place, isMonthly: isMonthly))
            ) as kpi_case
            where \(conditions.joined(separator: "\n    and "))
            """
    }
}
