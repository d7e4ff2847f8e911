import Basics
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

    /// How many rows wait, as a select.
    static let waiting = """
        select coalesce(sum(row_count), 0)::bigint from fact.waiting_count where entity in ('interactions', 'surveys')
        """

    /// Counts the excluded tickets as a KPI's cases are counted: from a rollup where one can tell.
    init(
        filter: Condition?, agents: [ExactText: FilterSQL.AgentFilter], bounds: BucketBounds, moment: Moment,
        catalogue: KPICatalogue, rollups: RollupCatalogue, on connection: inout Connection
    ) throws {
        let measure = Measure(catalogue.excludedTickets, aggregate: nil, wantsInterval: false)
        let group = MetricGroup(
            definition: catalogue.excludedTickets, isBusiness: false, window: nil, isExact: false,
            metrics: [(0, measure)])
        // What selects amounts, not tickets, cannot leave tickets out.
        let question = MetricStatement(
            definition: group.definition, isBusiness: false, window: nil, measures: [measure],
            dimensions: [], filter: filter?.ofTickets, agents: agents, bounds: bounds.asOne, currency: nil)
        let choice = RelationChoice(
            rollups: rollups, dimensions: [], filter: question.filter, bounds: question.bounds,
            hasAttributeCells: moment.hasAttributeCells)
        let counted = ReadingPlan(question, choice.reading(of: measure, in: group), rollups: rollups)
            .statement
        let counts = try connection.execute(
            Statement(
                trusted: """
                    select
                        counted.n,
                        (\(Self.waiting)),
                        (\(DataAsOf.sql))
                    from (
                    \(counted.sql)
                    ) as counted
                    """, parameters: counted.parameters)
        ).map { row throws(PostgresError) in
            (try row.decode(Int.self, at: 0), try row.decode(Int.self, at: 1), row.text(at: 2))
        }[0]
        (excluded, waiting, dataAsOf) = counts
    }
}
