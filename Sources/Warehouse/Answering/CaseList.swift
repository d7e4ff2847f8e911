package import KPIQuery
import PostgresClient

/// One case behind a number.
package struct ListedCase: Sendable {
    /// From 1: of a snapshot every bucket at whose end the case is there.
    package let bucket: Int
    /// The query's dimensions.
    package let members: [Answer.Member]
    package let source: String?
    /// Nil where the case is no ticket's.
    package let ticketID: String?
    /// The KPI's own dimensions but for the source, in the contract's order.
    package let block: [String?]
    /// Of the agent in the block.
    package let agentName: String?
    /// The instant that puts the case into its bucket, ISO 8601 in UTC.
    package let anchor: String
    /// What the case is worth, so that the number follows from these: of a duration seconds, of a rate 100 or 0, of a
    /// score its points, of a count 1.
    package let value: Double?
}

/// Lists the cases that an answer is made of.
struct CaseList {
    /// Without ranking of cases: what selects rows.
    let query: Query
    let definition: KPIDefinition
    let agents: [String: FilterSQL.AgentFilter]
    let bounds: BucketBounds
    /// By what they are worth, where not by time.
    let order: Ranking.End?
    /// The first so many only.
    let limit: Int?

    /// The dimensions that every case is described by, besides its source.
    static func blockDimensions(of definition: KPIDefinition) -> [String] {
        definition.dimensions.filter { $0 != "source" }
    }

    /// Lends the cases one by one.
    func forEach(on connection: inout Connection, _ body: (ListedCase) throws -> Void) throws {
        let block = Self.blockDimensions(of: definition)
        try connection.stream(statement) { row in
            var column = 0
            func next() -> Int {
                defer { column += 1 }
                return column
            }
            let bucket = try row.decode(Int.self, at: next())
            let source = row.text(at: next())
            let ticketID = row.text(at: next())
            let values = block.map { _ in row.text(at: next()) }
            let agentName = row.text(at: next())
            let anchor = try row.decode(String.self, at: next())
            let value = try row.decode(Double?.self, at: next())
            let members = query.dimensions.map { dimension in
                let text = row.text(at: next())
                let isAgent = dimension.value == .dimension("agent") && text != nil
                return Answer.Member(text: text, source: isAgent ? source : nil)
            }
            try body(
                ListedCase(
                    bucket: bucket, members: members, source: source, ticketID: ticketID, block: values,
                    agentName: agentName, anchor: anchor, value: value))
        }
    }

    /// The statement, with its columns in the order in which `forEach` takes them.
    var statement: Statement {
        var builder = SQLBuilder()
        let block = Self.blockDimensions(of: definition).map { $0 == "agent" ? "agent_id" : $0 }
        let members = query.dimensions.enumerated().map { index, dimension in
            "\(CaseRelation.member(of: dimension.value, in: &builder)) as member_\(index)"
        }
        let used = query.dimensions.map(\.value) + (query.filter?.comparisons.map(\.dimension.value) ?? [])
        let placed = placedCases(&builder)
        let filter = query.filter.map { "where " + FilterSQL(agents: agents).sql($0, in: &builder) } ?? ""
        let columns =
            ["placed.bucket", "kpi_case.source", "kpi_case.ticket_id"] + block.map { "kpi_case.\($0)" }
            + [
                block.contains("agent_id") ? "agent.name as agent_name" : "null as agent_name",
                "to_char(placed.placed_at at time zone 'UTC', 'YYYY-MM-DD\"T\"HH24:MI:SS.MS\"Z\"') as anchor",
                "(\(value))::float8 as value",
            ] + members
        let agent =
            block.contains("agent_id")
            ? """

            left join core.agent
                on kpi_case.agent_id = agent.agent_id
                    and kpi_case.source = agent.source
            """ : ""
        let question = MetricStatement(
            definition: definition, isBusiness: query.metrics[0].isBusiness,
            window: query.metrics[0].window?.value,
            measures: [], dimensions: [], filter: nil, agents: [:], bounds: bounds, currency: nil
        ).prologue(&builder)
        return builder.statement(
            """
            \(question),
            kpi_case as (
            \(definition.cases.sql)
            )
            select
                \(columns.joined(separator: ",\n    "))
            from kpi_case\(CaseRelation.joins(for: used))\(agent)
            \(placed)
            \(filter)
            order by \(orderColumns), kpi_case.source, kpi_case.ticket_id
            \(limit.map { "limit \($0)" } ?? "")
            """)
    }

    /// The join that says in which buckets a case is, and where it is placed there.
    private func placedCases(_ builder: inout SQLBuilder) -> String {
        if definition.kind == .snapshot {
            let ends = builder.bind(bounds.snapshotEnds, as: "timestamptz")
            return """
                cross join lateral (
                    select
                        bucket.bucket,
                        (\(ends))[bucket.bucket] as placed_at
                    from generate_series(
                        width_bucket(kpi_case.from_at, \(ends)) + 1,
                        coalesce(width_bucket(kpi_case.until_at, \(ends)), \(bounds.count))
                    ) as bucket (bucket)
                ) as placed
                """
        }
        let starts = builder.bind(bounds.starts, as: "timestamptz")
        let business = definition.hasBusinessClock && query.metrics[0].isBusiness
        return """
            inner join lateral (
                select
                    width_bucket(kpi_case.anchor_at, \(starts)) as bucket,
                    kpi_case.anchor_at as placed_at
                where kpi_case.anchor_at >= \(builder.bind(bounds.from, as: "timestamptz"))
                    and kpi_case.anchor_at < \(builder.bind(bounds.to, as: "timestamptz"))
                    \(business ? "and kpi_case.business_ms is not null" : "")
            ) as placed
                on true
            """
    }

    /// What a case is worth, in the KPI's unit.
    private var value: String {
        let isBusiness = query.metrics[0].isBusiness
        if definition.isAge { return "fact.milliseconds(kpi_case.since_at, placed.placed_at) / 1000.0" }
        switch definition.kind {
        case .duration: return "\(isBusiness ? "kpi_case.business_ms" : "kpi_case.value_ms") / 1000.0"
        case .proportion:
            return "case when kpi_case.\(isBusiness ? "is_business_hit" : "is_hit") then 100 else 0 end"
        case .score: return "kpi_case.value"
        case .count, .snapshot, .ratio, .amount: return "1"
        }
    }

    private var orderColumns: String {
        guard let order else { return "placed.bucket, placed.placed_at" }
        return "value \(order == .top ? "desc" : "asc") nulls last, placed.placed_at"
    }
}

extension Warehouse {
    /// Lists the cases behind the numbers of a query, in the same snapshot as the answer itself.
    ///
    /// `begin` gets the answer that they make up. Only cases of its rows come: filters, range, ranking and `having` are
    /// kept. Without dimensions `top` and `bottom` rank the cases. Throws `ParseFailure` where the query has something
    /// that a list of cases has no place for.
    package mutating func listCases(
        of query: Query, text: String, asOf: String? = nil, begin: (Answer) throws -> Void,
        _ body: (ListedCase) throws -> Void
    ) throws {
        let catalogue = catalogue
        let definitions = query.metrics.compactMap { catalogue[$0.kpi.value] }
        try query.refuseForCaseList(definitions)
        var answered = query
        let ranksCases = query.dimensions.isEmpty
        let ranking = ranksCases ? query.ranking?.value : nil
        if ranksCases { answered.ranking = nil }
        // The list makes up the number, so the number is the exact one.
        let asked = answered.answeredFromFacts
        let rollups = rollups
        try connection.transaction(isolation: .repeatableRead, access: .readOnly) { connection in
            let run = QueryRun(query: asked, text: text, catalogue: catalogue, rollups: rollups, asOf: asOf)
            let answer = try run.answer(on: &connection)
            try begin(answer)
            let moment = try Moment(asOf: answer.asOf, on: &connection)
            let list = CaseList(
                query: asked, definition: definitions[0],
                agents: try AgentLookup.filters(in: asked.filter, on: &connection),
                bounds: try BucketBounds(
                    answer.range.buckets, zone: moment.zone, asOf: moment.asOf, on: &connection),
                order: ranking?.end, limit: query.having == nil ? ranking?.count : nil)
            var left = ranking?.count ?? .max
            let rows = Set(answer.rows.map { CaseList.Place($0.bucket, $0.members.map(\.withoutName)) })
            try list.forEach(on: &connection) { found in
                guard left > 0, rows.contains(CaseList.Place(found.bucket, found.members)) else { return }
                left -= 1
                try body(found)
            }
        }
    }
}

extension CaseList {
    /// Where in an answer a case belongs.
    struct Place: Hashable {
        let bucket: Int
        let members: [Answer.Member]

        init(_ bucket: Int, _ members: [Answer.Member]) {
            self.bucket = bucket
            self.members = members
        }
    }
}
