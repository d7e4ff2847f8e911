import KPIQuery
import PostgresClient

/// One leg's sum over another's, each with its own cases, anchor and dimensions.
extension MetricStatement {
    func ratioSQL(_ builder: inout SQLBuilder) -> String {
        guard let denominator = definition.denominatorCases else { return "" }
        let names = memberNames
        let list = (["bucket"] + names).joined(separator: ", ")
        let countsNumerator = definition.countsUpperLeg
        let grouping = bounds.count == 1 && names.isEmpty ? "" : "group by \(list)"
        let bucket = grouping.isEmpty ? ["1 as bucket"] : [list]
        let caseCount = "coalesce(sum(kpi_case.case_count), 0)::bigint"
        return """
            \(prologue(&builder)),
            \(leg(definition.cases, named: "numerator_part", &builder)),
            \(leg(denominator, named: "denominator_part", &builder)),
            kpi_case as (
                select
                    \(columns([list, "sum(value) as numerator", "null::numeric as denominator"])),
                    \(countsNumerator ? "count(*)" : "0") as case_count
                from numerator_part
                group by \(list)
                union all
                select
                    \(columns([list, "null as numerator", "sum(value) as denominator"])),
                    \(countsNumerator ? "0" : "count(*)") as case_count
                from denominator_part
                group by \(list)
            )
            select
                \(columns(bucket + ["\(caseCount) as n"] + measureColumns()))
            from kpi_case
            \(grouping)
            """
    }

    /// A common table expression with a row a case and bucket: `bucket`, the members, `value`.
    private func leg(_ cases: KPICases, named name: String, _ builder: inout SQLBuilder) -> String {
        switch cases.placement {
        case .amounts:
            return """
                \(amountParts(cases, &builder)),
                \(name) as (
                    select \((["bucket"] + memberNames + ["value"]).joined(separator: ", "))
                    from amount_part
                )
                """
        case .time: return "\(name) as (\n\(timeLeg(cases, &builder))\n)"
        case .events, .standing:
            guard definition.isOfLedger else { return "\(name) as (\n\(eventLeg(self, cases, &builder))\n)" }
            return ticketLeg(cases, named: name, &builder)
        }
    }

    private func eventLeg(
        _ statement: MetricStatement, _ cases: KPICases, _ builder: inout SQLBuilder
    ) -> String {
        let bucket = statement.eventBucket(&builder) + " as bucket"
        let members = statement.memberColumns(&builder)
        let conditions = statement.isInRange(&builder) + statement.filterConditions(&builder)
        return """
            select
                \(columns([bucket] + members + ["(\(cases.worth))::numeric as value"]))
            from (
            \(cases.sql)
            ) as kpi_case\(CaseRelation.joins(for: statement.usedDimensions))
            where \(conditions.joined(separator: "\n    and "))
            \(Self.keptApart)
            """
    }

    /// Time counts in each bucket as far as it lies in it.
    private func timeLeg(_ cases: KPICases, _ builder: inout SQLBuilder) -> String {
        let starts = builder.bind(bounds.starts, as: "timestamptz")
        let ends = builder.bind(bounds.ends, as: "timestamptz")
        let members = memberColumns(&builder)
        let overlap = """
            extract(
                epoch from least(kpi_case.until_at, (\(ends))[part.bucket])
                - greatest(kpi_case.from_at, (\(starts))[part.bucket])
            ) as value
            """
        let conditions =
            [
                "kpi_case.until_at > \(builder.bind(bounds.from, as: "timestamptz"))",
                "kpi_case.from_at < \(builder.bind(bounds.to, as: "timestamptz"))",
            ] + filterConditions(&builder)
        return """
            select
                \(columns(["part.bucket"] + members + [overlap]))
            from (
            \(cases.sql)
            ) as kpi_case\(CaseRelation.joins(for: usedDimensions))
            cross join lateral generate_series(
                greatest(width_bucket(kpi_case.from_at, \(starts)), 1),
                width_bucket(kpi_case.until_at - interval '1 microsecond', \(starts))
            ) as part (bucket)
            where \(conditions.joined(separator: "\n    and "))
            \(Self.keptApart)
            """
    }

    /// Tickets that an amount is divided by: they know nothing of the ledger's own dimensions, so that each of those
    /// has all tickets of the others.
    private func ticketLeg(_ cases: KPICases, named name: String, _ builder: inout SQLBuilder) -> String {
        let kept = dimensions.indices.filter { !dimensions[$0].isOfLedger }
        let ofTickets = MetricStatement(
            definition: definition, isBusiness: isBusiness, window: window, measures: measures,
            dimensions: kept.map { dimensions[$0] }, filter: filter?.ofTickets, agents: agents,
            bounds: bounds,
            currency: currency)
        let tickets = eventLeg(ofTickets, cases, &builder)
        guard kept.count < dimensions.count else { return "\(name) as (\n\(tickets)\n)" }
        // The legs' columns of one dimension have different numbers.
        let pairs = zip(kept.indices, kept).flatMap { ticketIndex, index in
            zip(ofTickets.memberNames(at: ticketIndex), memberNames(at: index))
        }
        let same = pairs.map { ticket, amount in
            """
            coalesce(ticket_part.\(ticket), '') = coalesce(combination.\(amount), '')
                and (ticket_part.\(ticket) is null) = (combination.\(amount) is null)
            """
        }
        let members = memberNames.map { "combination.\($0)" }
        return """
            ticket_part as (
            \(tickets)
            ),
            \(name) as (
                select \((["ticket_part.bucket"] + members + ["ticket_part.value"]).joined(separator: ", "))
                from ticket_part
                inner join (select distinct \(memberNames.joined(separator: ", ")) from amount_part) as combination
                    on \(same.isEmpty ? "true" : same.joined(separator: "\n        and "))
            )
            """
    }
}
