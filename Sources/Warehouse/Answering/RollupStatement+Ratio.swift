extension RollupStatement {
    /// One sum of parts divided by another.
    func ratioSQL(_ builder: inout SQLBuilder) -> String {
        let countsNumerator = definition.denominatorCases?.placement == .time
        func leg(_ index: Int, _ builder: inout SQLBuilder) -> String {
            cells(of: places[index], isMonthly: isMonthly, parts: ["case_count", "value"], &builder)
        }
        let names = bucketAndMembers("part")
        let value =
            "\(definition.factor) * coalesce(sum(part.numerator), 0) / nullif(sum(part.denominator), 0)"
        let measures = question.measures.indices.map { "(\(value))::float8 as value_\($0)" }
        return """
            with numerator_cell as (
            \(leg(0, &builder))
            ),
            denominator_cell as (
            \(leg(1, &builder))
            ),
            part as (
                select
                    \(list(bucketAndMembers("numerator_cell") + ["numerator_cell.value::numeric as numerator", "null::numeric as denominator", "\(countsNumerator ? "numerator_cell.case_count" : "0") as case_count"]))
                from numerator_cell
                union all
                select
                    \(list(bucketAndMembers("denominator_cell") + ["null as numerator", "denominator_cell.value::numeric as denominator", "\(countsNumerator ? "0" : "denominator_cell.case_count") as case_count"]))
                from denominator_cell
            )
            select
                \(list(names + ["coalesce(sum(part.case_count), 0)::bigint as n"] + measures))
            from part
            \(groupBy("part"))
            """
    }
}
