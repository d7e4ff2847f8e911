import KPIQuery
import PostgresClient

/// Answers one query that parsed: from the range to rows, top to bottom.
struct QueryRun {
    let query: Query
    let text: String
    let catalogue: KPICatalogue
    /// `--as-of`, or nil for now.
    let asOf: String?

    func answer(on connection: inout Connection) throws -> Answer {
        let moment = try Moment(asOf: asOf, on: &connection)
        let range = try TimeRange.resolve(query.range?.value, grain: query.grain?.value, clock: moment.clock)
        let bounds = try BucketBounds(range, zone: moment.zone, asOf: moment.asOf, on: &connection)
        let agents = try AgentLookup.filters(in: query.filter, on: &connection)

        let definitions = query.metrics.compactMap { catalogue[$0.kpi.value] }
        let ledger = try LedgerChoice(query, definitions: definitions, on: &connection)
        var table = CellTable(metricCount: query.metrics.count)
        for group in MetricGroup.groups(of: query, definitions: definitions) {
            let statement = MetricStatement(
                definition: group.definition, isBusiness: group.isBusiness, window: group.window,
                measures: group.measures, dimensions: query.dimensions.map(\.value), filter: query.filter,
                agents: agents, bounds: bounds, currency: ledger?.currency)
            try table.add(group, from: statement, on: &connection)
        }
        let rows = table.rows(query: query, definitions: definitions, bounds: bounds)
        let counts = try AnswerCounts(
            filter: query.filter, agents: agents, bounds: bounds, on: &connection)

        var answer = Answer(
            query: query, text: text, range: range, timezone: moment.zone, asOf: moment.asOf,
            dataAsOf: counts.dataAsOf, definitions: definitions,
            answeredFrom: definitions.flatMap(\.relations).uniqued,
            excluded: counts.excluded, waiting: counts.waiting, currency: ledger?.currency,
            otherCurrencyCount: ledger?.otherCurrencyCount ?? 0, firstOpenBucket: bounds.firstOpen,
            rows: try AgentLookup.named(rows, dimensions: query.dimensions.map(\.value), on: &connection))
        if query.grain != nil, query.additions.contains(where: { $0.value == .spark }) {
            answer.overall = try withoutGrain(asOf: moment.asOf).answer(on: &connection).rows
        }
        return answer
    }

    /// The same question over the whole range at once, at the same moment.
    private func withoutGrain(asOf: String) -> QueryRun {
        var query = query
        if query.range == nil, let grain = query.grain {
            query.range = Located(TimeRange.implied(by: grain.value), grain.span)
        }
        query.grain = nil
        return QueryRun(query: query, text: text, catalogue: catalogue, asOf: asOf)
    }
}

/// Metrics of a query that one statement can answer: the same KPI on the same clock, with the same T.
struct MetricGroup {
    let definition: KPIDefinition
    let isBusiness: Bool
    /// The T of a rate; nil is the warehouse's.
    let window: MaturityWindow?
    /// Position in the query and what is asked, one a metric.
    var metrics: [(position: Int, measure: Measure)]

    var measures: [Measure] { metrics.map(\.measure) }

    static func groups(of query: Query, definitions: [KPIDefinition]) -> [MetricGroup] {
        let wantsInterval = query.additions.contains { $0.value == .ci }
        var groups: [MetricGroup] = []
        for (position, (metric, definition)) in zip(query.metrics, definitions).enumerated() {
            let measure = Measure(
                definition, aggregate: metric.aggregate?.value, wantsInterval: wantsInterval)
            if let index = groups.firstIndex(where: {
                $0.definition.key == definition.key && $0.isBusiness == metric.isBusiness
                    && $0.window == metric.window?.value
            }) {
                groups[index].metrics.append((position, measure))
            } else {
                groups.append(
                    MetricGroup(
                        definition: definition, isBusiness: metric.isBusiness, window: metric.window?.value,
                        metrics: [(position, measure)]))
            }
        }
        return groups
    }
}

/// The warehouse's calendar at the moment of a question.
struct Moment {
    /// ISO 8601, UTC.
    let asOf: String
    /// Reporting zone, IANA.
    let zone: String
    let clock: QueryClock

    /// Throws `AsOfError` where the text is no instant.
    init(asOf: String?, on connection: inout Connection) throws {
        let row = try connection.execute(
            """
            select
                to_char(moment.instant at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"'),
                moment.zone,
                meta.setting_value('week_start'),
                extract(year from moment.instant at time zone moment.zone)::integer,
                extract(month from moment.instant at time zone moment.zone)::integer,
                extract(day from moment.instant at time zone moment.zone)::integer,
                floor(extract(epoch from (moment.instant at time zone moment.zone)::time))::integer
            from (
                select
                    coalesce(\(asOf)::timestamptz, clock_timestamp()) as instant,
                    meta.setting_value('timezone') as zone
            ) as moment
            """
        ).map { row in
            (
                asOf: try row.decode(String.self, at: 0), zone: try row.decode(String.self, at: 1),
                weekStart: try row.decode(String.self, at: 2),
                date: try CivilDate(
                    year: row.decode(at: 3), month: row.decode(at: 4), day: row.decode(at: 5)),
                second: try row.decode(Int.self, at: 6)
            )
        }[0]
        self.asOf = row.asOf
        zone = row.zone
        let today = row.date ?? CivilDate(dayNumber: 0)
        clock = QueryClock(
            now: LocalTime(today, second: row.second), weekStart: Weekday(rawValue: row.weekStart) ?? .monday)
    }
}

extension Sequence where Element: Hashable {
    /// Without repetition, in the order of first appearance.
    var uniqued: [Element] {
        var seen: Set<Element> = []
        return filter { seen.insert($0).inserted }
    }
}
