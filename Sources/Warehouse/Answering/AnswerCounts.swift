import KPIQuery
import PostgresClient

/// What stands beside every answer: how many tickets were left out, what waits, how fresh the data is.
struct AnswerCounts {
    /// Excluded tickets created in the range that match the filter.
    let excluded: Int
    /// Interactions and surveys that wait for their ticket.
    let waiting: Int
    /// When the newest load was committed, ISO 8601 in UTC.
    let dataAsOf: String?

    init(
        filter: Condition?, agents: [String: FilterSQL.AgentFilter], bounds: BucketBounds,
        on connection: inout Connection
    ) throws {
        var builder = SQLBuilder()
        var conditions = [
            "kpi_case.created_at >= \(builder.bind(bounds.from, as: "timestamptz"))",
            "kpi_case.created_at < \(builder.bind(bounds.to, as: "timestamptz"))",
        ]
        // What selects amounts, not tickets, cannot leave tickets out.
        let filter = filter?.ofTickets
        if let filter { conditions.append(FilterSQL(agents: agents).sql(filter, in: &builder)) }
        let used = filter?.comparisons.map(\.dimension.value) ?? []
        let counts = try connection.execute(
            builder.statement(
                """
                select
                    (
                        select count(*)
                        from fact.excluded_ticket as kpi_case\(CaseRelation.joins(for: used))
                        where \(conditions.joined(separator: " and "))
                    ),
                    (select count(*) from fact.waiting where entity in ('interactions', 'surveys')),
                    (
                        select to_char(max(finished_at) at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"')
                        from meta.load
                    )
                """)
        ).map { row throws(PostgresError) in
            (try row.decode(Int.self, at: 0), try row.decode(Int.self, at: 1), row.text(at: 2))
        }[0]
        (excluded, waiting, dataAsOf) = counts
    }
}
