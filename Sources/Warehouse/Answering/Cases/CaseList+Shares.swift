import Basics
import KPIQuery
import PostgresClient

/// Shares of amounts.
extension CaseList {
    /// One row a ledger row, calendar month and cell, with what its share follows from.
    func shares(
        of leg: CaseLeg, _ question: MetricStatement, _ builder: inout SQLBuilder
    ) -> String {
        let zone = builder.bind(bounds.zone, as: "text")
        let firstDays = builder.bind(bounds.firstDays, as: "date")
        let endDays = builder.bind(bounds.endDays, as: "date")
        let first = "greatest(month.first_on, ledger.from_on, (\(firstDays))[part.bucket])"
        let end = "least(month.end_on, ledger.until_on + 1, (\(endDays))[part.bucket])"
        let groups = (["bucket"] + question.memberNames + ["amount_number", "month_number"]).joined(
            separator: ", ")
        let agent = question.dimensions.firstIndex(of: .dimension("agent")).map(question.memberNames)
        let selected =
            [
                "\(text(leg.leg?.rawValue)) as leg", "part.bucket", "ledger.source",
                "null::text as ticket_id",
            ]
            + layout.identities.map { leg.identities.contains($0) ? "ledger.\($0)" : "null::text as \($0)" }
            + layout.block.map { "\(blockValue($0, of: leg, question)) as \(MetricStatement.columnName($0))" }
            + agentColumns(agent.map { ("part.\($0[0])", "part.\($0[1])") })
            + [
                "kpi.local_start(\(first)::timestamp, \(zone)) as placed_at",
                "kpi.local_start(\(end)::timestamp, \(zone)) as until_at",
                "part.value", "ledger.amount", "ledger.from_on as first_day", "ledger.until_on as last_day",
                "part.day_count as days", "part.weight", "part.total_weight",
            ] + question.memberNames.map { "part.\($0)" }
        return """
            select
                \(columns(selected))
            from (
                select
                    \(groups),
                    min(day_count) as day_count,
                    sum(weight) as weight,
                    min(total_weight) as total_weight,
                    sum(value) as value
                from amount_part
                group by \(groups)
            ) as part
            inner join ledger
                on part.amount_number = ledger.amount_number
            inner join month
                on part.month_number = month.month_number
            """
    }

    /// Where the share went, as far as was asked; else what the ledger names.
    private func blockValue(_ name: String, of leg: CaseLeg, _ question: MetricStatement) -> String {
        if let index = question.dimensions.firstIndex(of: .dimension(name)) { return "part.member_\(index)" }
        let column = MetricStatement.columnName(name)
        return leg.columns.contains(column) ? "ledger.\(column)" : "null::text"
    }
}
