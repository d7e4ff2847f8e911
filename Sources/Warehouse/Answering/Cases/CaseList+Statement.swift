import KPIQuery
import PostgresClient

/// The SQL that lists cases: each leg's under the same columns, one below the other.
extension CaseList {
    /// The statement, with its columns in the order in which `forEach` takes them.
    var statement: Statement {
        var builder = SQLBuilder()
        let layout = layout
        let question = question
        var ctes = [question.prologue(&builder)]
        if countsOpenHours { ctes.append(openTime(question, &builder)) }
        if definition.isOfLedger { ctes.append(question.amountParts(definition.cases, &builder)) }
        let selects = legs.map { leg in
            leg.cases.placement == .amounts
                ? shares(of: leg, question, &builder) : caseSelect(of: leg, question, &builder)
        }
        ctes.append("listed as (\n\(selects.joined(separator: "\nunion all\n"))\n)")
        let identities = layout.identities.map { "listed.\($0)" }
        let names =
            ["listed.leg", "listed.bucket", "listed.source", "listed.ticket_id"] + identities
            + layout.block.map { "listed.\(MetricStatement.columnName($0))" }
            + [
                "agent.name as agent_name", "\(instant("listed.placed_at", &builder)) as anchor",
                "\(instant("listed.until_at", &builder)) as until_at", "listed.value::text as value",
            ]
            + (layout.hasRanks ? ["\(Self.rank(in: question)) as rank"] : [])
            + (layout.hasShares ? Self.shareColumns.map { "listed.\($0)" } : [])
            + question.memberNames.map { "listed.\($0)" }
        let keys = ["listed.source", "listed.ticket_id"] + identities
        let order = (percentile.map { distance(from: $0, in: question) } ?? orderColumns) + keys
        return builder.statement(
            """
            \(ctes.joined(separator: ",\n"))
            select
                \(names.joined(separator: ",\n    "))
            from listed
            left join core.agent
                on listed.agent_id = agent.agent_id
                    and listed.agent_source = agent.source
            order by \(order.joined(separator: ", "))
            \(limit.map { "limit \($0)" } ?? "")
            """)
    }

    private static let shareColumns = [
        "amount", "first_day", "last_day", "days", "weight", "total_weight",
    ]

    /// An instant as ISO 8601 text in the reporting zone, in which its bucket is one; its offset says which instant.
    private func instant(_ column: String, _ builder: inout SQLBuilder) -> String {
        let form = "YYYY-MM-DD\"T\"HH24:MI:SS.MS"
        guard bounds.zone != "UTC" else { return "to_char(\(column) at time zone 'UTC', '\(form)\"Z\"')" }
        let local = "\(column) at time zone \(builder.bind(bounds.zone, as: "text"))"
        let offset = "(\(local)) - (\(column) at time zone 'UTC')"
        return """
            to_char(\(local), '\(form)')
                || case when \(offset) < interval '0' then '-' else '+' end
                || to_char(greatest(\(offset), -(\(offset))), 'HH24:MI')
            """
    }

    private var orderColumns: [String] {
        let time = ["listed.placed_at"]
        guard let order else { return ["listed.bucket", "listed.leg desc"] + time }
        return ["listed.value \(order == .top ? "desc" : "asc") nulls last"] + time
    }

    /// A case's place among those of its cell.
    private static func rank(in question: MetricStatement) -> String {
        "row_number() over (\(cell(in: question)) order by listed.value, listed.placed_at, listed.source, listed.ticket_id)"
    }

    private static func cell(in question: MetricStatement) -> String {
        "partition by "
            + (["listed.bucket"] + question.memberNames.map { "listed.\($0)" }).joined(separator: ", ")
    }

    /// The percentile's own case, the first with at least so many percent at or below it, then its neighbours.
    private func distance(from percent: Int, in question: MetricStatement) -> [String] {
        let count = "count(*) over (\(Self.cell(in: question)))"
        let place = "greatest(ceil(\(count) * \(percent) / 100.0), 1)"
        let rank = Self.rank(in: question)
        return ["listed.bucket", "abs(\(rank) - \(place))", rank]
    }

    func columns(_ list: [String]) -> String { list.joined(separator: ",\n    ") }

    // MARK: - Cases that an instant, a stretch or a moment's presence puts into a bucket

    private func caseSelect(
        of leg: CaseLeg, _ question: MetricStatement, _ builder: inout SQLBuilder
    ) -> String {
        // What the ledger alone has selects amounts, not the tickets they are divided by.
        let own = question.dimensions.indices.filter { !isForeign(question.dimensions[$0], to: leg) }
        let filter = definition.isOfLedger ? query.filter?.ofTickets : query.filter
        let used = own.map { question.dimensions[$0] } + (filter?.comparisons.map(\.dimension.value) ?? [])
        let members = memberColumns(of: question, own, &builder)
        let placed = placement(of: leg, &builder)
        let selected =
            [
                "\(text(leg.leg?.rawValue)) as leg", "placed.bucket", "kpi_case.source",
                leg.hasTickets ? "kpi_case.ticket_id" : "null::text as ticket_id",
            ]
            + layout.identities.map { leg.identities.contains($0) ? "kpi_case.\($0)" : "null::text as \($0)" }
            + layout.block.map { blockColumn($0, of: leg, question) }
            + agentColumns(
                leg.columns.contains("agent_id") ? ("kpi_case.agent_id", "kpi_case.source") : nil)
            + ["placed.placed_at", "placed.until_at", "\(value(of: leg, &builder)) as value"]
            + (layout.hasShares
                ? [
                    "null::numeric as amount", "null::date as first_day", "null::date as last_day",
                    "null::integer as days", "null::numeric as weight", "null::numeric as total_weight",
                ] : []) + members
        return """
            select
                \(columns(selected))
            from (
            \(leg.cases.sql)
            ) as kpi_case\(CaseRelation.joins(for: used))
            \(placed)
            \(countsOpenHours ? openTimeJoins : "")
            \(everyCombination(of: question, own))
            \(filter.map { "where " + FilterSQL(agents: agents).sql($0, in: &builder) } ?? "")
            """
    }

    /// A ticket's own value; of what only the ledger has, the one that it is divided for.
    private func blockColumn(_ name: String, of leg: CaseLeg, _ question: MetricStatement) -> String {
        let column = MetricStatement.columnName(name)
        if leg.columns.contains(column) { return "kpi_case.\(column)" }
        guard let index = question.dimensions.firstIndex(of: .dimension(name)),
            isForeign(question.dimensions[index], to: leg)
        else { return "null::text as \(column)" }
        return "combination.member_\(index) as \(column)"
    }

    private func isForeign(_ dimension: DimensionName, to leg: CaseLeg) -> Bool {
        definition.isOfLedger && dimension.isOfLedger && leg.cases.placement != .amounts
    }

    func text(_ value: String?) -> String { value.map { "'\($0)'" } ?? "null::text" }

    /// Which agent is named: the block's `agent_id` where it is there, under a name of its own where the KPI has no
    /// agents.
    func agentColumns(_ agent: (id: String, source: String)?) -> [String] {
        let source = "\(agent?.source ?? "null::text") as agent_source"
        return layout.block.contains("agent") ? [source] : ["null::text as agent_id", source]
    }

    private func memberColumns(
        of question: MetricStatement, _ own: [Int], _ builder: inout SQLBuilder
    ) -> [String] {
        question.dimensions.indices.flatMap { index in
            guard own.contains(index) else {
                return question.memberNames(at: index).map { "combination.\($0)" }
            }
            let dimension = question.dimensions[index]
            let column = "\(CaseRelation.member(of: dimension, in: &builder)) as member_\(index)"
            guard dimension == .dimension("agent") else { return [column] }
            let source = "case when kpi_case.agent_id is not null then kpi_case.source end"
            return [column, "\(source) as member_\(index)_source"]
        }
    }

    /// Each of the ledger's own members has all tickets of the others.
    private func everyCombination(of question: MetricStatement, _ own: [Int]) -> String {
        guard own.count < question.dimensions.count else { return "" }
        let foreign = question.dimensions.indices.filter { !own.contains($0) }.flatMap(question.memberNames)
        return """
            cross join (
                select distinct \(foreign.joined(separator: ", "))
                from amount_part
            ) as combination
            """
    }

    /// The join that says in which buckets a case is, where it is placed there, and until when.
    private func placement(of leg: CaseLeg, _ builder: inout SQLBuilder) -> String {
        if definition.kind == .snapshot {
            let ends = builder.bind(bounds.snapshotEnds, as: "timestamptz")
            return """
                cross join lateral (
                    select
                        part.bucket,
                        (\(ends))[part.bucket] as placed_at,
                        null::timestamptz as until_at
                    from generate_series(
                        width_bucket(kpi_case.from_at, \(ends)) + 1,
                        coalesce(width_bucket(kpi_case.until_at, \(ends)), \(bounds.count))
                    ) as part (bucket)
                ) as placed
                """
        }
        let starts = builder.bind(bounds.starts, as: "timestamptz")
        switch leg.cases.placement {
        case .time: return timePlacement(starts, &builder)
        case .standing: return standingPlacement(starts)
        case .events, .amounts: return eventPlacement(starts, &builder)
        }
    }

    private func eventPlacement(_ starts: String, _ builder: inout SQLBuilder) -> String {
        let business = definition.hasBusinessClock && query.metrics[0].isBusiness
        return """
            cross join lateral (
                select
                    width_bucket(kpi_case.anchor_at, \(starts)) as bucket,
                    kpi_case.anchor_at as placed_at,
                    null::timestamptz as until_at
                where kpi_case.anchor_at >= \(builder.bind(bounds.from, as: "timestamptz"))
                    and kpi_case.anchor_at < \(builder.bind(bounds.to, as: "timestamptz"))
                    \(business ? "and kpi_case.business_ms is not null" : "")
            ) as placed
            """
    }

    /// A stretch of time is in each bucket with the part that lies in it.
    private func timePlacement(_ starts: String, _ builder: inout SQLBuilder) -> String {
        let ends = builder.bind(bounds.ends, as: "timestamptz")
        return """
            cross join lateral (
                select
                    part.bucket,
                    greatest(kpi_case.from_at, (\(starts))[part.bucket]) as placed_at,
                    least(kpi_case.until_at, (\(ends))[part.bucket]) as until_at
                from generate_series(
                    greatest(width_bucket(kpi_case.from_at, \(starts)), 1),
                    width_bucket(kpi_case.until_at - interval '1 microsecond', \(starts))
                ) as part (bucket)
                where kpi_case.until_at > \(builder.bind(bounds.from, as: "timestamptz"))
                    and kpi_case.from_at < \(builder.bind(bounds.to, as: "timestamptz"))
            ) as placed
            """
    }

    /// Who is there at a bucket's start is in it.
    private func standingPlacement(_ starts: String) -> String {
        """
        cross join lateral (
            select
                part.bucket,
                (\(starts))[part.bucket] as placed_at,
                kpi_case.until_at
            from generate_series(
                width_bucket(coalesce(kpi_case.from_at, '-infinity'), \(starts)) + 1,
                \(lastStandingBucket(starts))
            ) as part (bucket)
        ) as placed
        """
    }

    private func lastStandingBucket(_ starts: String) -> String {
        "coalesce(width_bucket(kpi_case.until_at, \(starts)), \(bounds.count))"
    }

    /// What a case is worth, in the KPI's unit; of a ratio what it adds to its leg.
    private func value(of leg: CaseLeg, _ builder: inout SQLBuilder) -> String {
        let isBusiness = query.metrics[0].isBusiness
        if countsOpenHours { return "fact.open_ms(\(openAge)) / 1000.0" }
        if definition.isAge { return "fact.milliseconds(kpi_case.since_at, placed.placed_at) / 1000.0" }
        switch (definition.kind, leg.cases.placement) {
        case (.ratio, .time): return "extract(epoch from placed.until_at - placed.placed_at)"
        case (.ratio, _): return "(\(leg.cases.worth))::numeric"
        case (.duration, _): return "\(isBusiness ? "kpi_case.business_ms" : "kpi_case.value_ms") / 1000.0"
        case (.proportion, .standing):
            let starts = builder.bind(bounds.starts, as: "timestamptz")
            let isLast = "placed.bucket = \(lastStandingBucket(starts))"
            let isGone = "kpi_case.until_at < \(builder.bind(bounds.to, as: "timestamptz"))"
            return "case when coalesce(\(isGone), false) and \(isLast) then 100 else 0 end"
        case (.proportion, _):
            return "case when kpi_case.\(isBusiness ? "is_business_hit" : "is_hit") then 100 else 0 end"
        case (.score, _): return "kpi_case.value"
        case (.count, _), (.snapshot, _), (.amount, _): return "1"
        }
    }
}
