extension RollupStatement {
    /// One sum of parts divided by another.
    func ratioSQL(_ builder: inout SQLBuilder) -> String {
        let countsNumerator = definition.countsUpperLeg
        func leg(_ index: Int, _ builder: inout SQLBuilder) -> String {
            cells(of: places[index], isMonthly: isMonthly, &builder)
        }
        let names = bucketAndMembers("kpi_case", addedUp: true)
        return """
            with numerator_cell as (
            \(leg(0, &builder))
            ),
            denominator_cell as (
            \(leg(1, &builder))
            ),
            kpi_case as (
                select
                    \(list(bucketAndMembers("numerator_cell") + ["numerator_cell.value::numeric as numerator", "null::numeric as denominator", "\(countsNumerator ? "numerator_cell.case_count" : "0") as case_count"]))
                from numerator_cell
                union all
                select
                    \(list(bucketAndMembers("denominator_cell") + ["null as numerator", "denominator_cell.value::numeric as denominator", "\(countsNumerator ? "0" : "denominator_cell.case_count") as case_count"]))
                from denominator_cell
            )
            select
                \(list(names + ["coalesce(sum(kpi_case.case_count), 0)::bigint as n"] + question.measureColumns()))
            from kpi_case
            \(groupBy("kpi_case"))
            """
    }
}
