import Basics
import KPIQuery
import PostgresClient

/// Reads the slices of a question: the same filter at the same moment, for whatever dimensions and buckets.
struct SliceReader {
    let query: Query
    /// The query's, but for what is asked beside it.
    var filter: Condition?
    let catalogue: KPICatalogue
    let rollups: RollupCatalogue
    let moment: Moment
    let agents: [ExactText: FilterSQL.AgentFilter]
    /// The one currency of amounts.
    let currency: String?
    /// What was asked of the database, in order.
    private(set) var statements: [Answer.ReadStatement] = []

    init(
        query: Query, catalogue: KPICatalogue, rollups: RollupCatalogue, moment: Moment,
        agents: [ExactText: FilterSQL.AgentFilter], currency: String?
    ) {
        self.query = query
        filter = query.filter
        self.catalogue = catalogue
        self.rollups = rollups
        self.moment = moment
        self.agents = agents
        self.currency = currency
    }

    /// The cells of the metrics, and of everything the query compares them with: the bases of the range, or others.
    mutating func slice(
        of metrics: [Metric], by dimensions: [DimensionName], over range: TimeRange,
        comparedWith others: [BaseRange?]? = nil, _ purpose: String = "", on connection: inout Connection
    ) throws -> Slice {
        let others = try others ?? query.comparedRanges(of: range)
        let cells = try cells(of: metrics, by: dimensions, in: range.buckets, purpose, on: &connection)
        var bases: [SliceBase] = []
        for (base, other) in zip(query.comparedBases, others) {
            if let other {
                let layout = BaseLayout(other)
                let cells = try self.cells(
                    of: metrics, by: dimensions, in: layout.parts, purpose + base.title, on: &connection)
                bases.append(.range(cells, numbers: layout.numbers))
            } else {
                let targets = try TargetTable(
                    dimensions: dimensions, filter: query.filter, agents: agents, on: &connection)
                bases.append(.targets(targets, days: range.buckets.map { days(of: $0) }))
            }
        }
        return Slice(range: range, cells: cells, bases: bases)
    }

    /// The cells of the metrics in buckets without gaps, one statement a KPI and clock.
    mutating func cells(
        of metrics: [Metric], by dimensions: [DimensionName], in buckets: [TimeRange.Bucket],
        _ purpose: String = "",
        on connection: inout Connection
    ) throws -> CellTable {
        let definitions = metrics.compactMap { catalogue[$0.kpi.value] }
        let bounds = try BucketBounds(buckets, zone: moment.zone, asOf: moment.asOf, on: &connection)
        var table = CellTable(metrics, definitions: definitions, bounds: bounds)
        guard !buckets.isEmpty else { return table }
        let groups = MetricGroup.groups(
            of: metrics, definitions: definitions, wantsIntervals: query.adds(.ci))
        let choice = RelationChoice(
            rollups: rollups, dimensions: dimensions, filter: filter, bounds: bounds,
            hasAttributeCells: moment.hasAttributeCells)
        for group in groups {
            let readings = group.metrics.map { choice.reading(of: $0.measure, in: group) }
            for reading in readings.uniqued {
                let read = zip(group.metrics, readings).filter { $0.1 == reading }.map(\.0)
                let question = MetricStatement(
                    definition: group.definition, isBusiness: group.isBusiness, window: group.window,
                    measures: read.map(\.measure),
                    dimensions: dimensions, filter: filter, agents: agents, bounds: bounds,
                    currency: currency)
                let plan = ReadingPlan(question, reading, rollups: rollups)
                try table.add(
                    read, by: dimensions, from: plan.statement, isApproximate: plan.isApproximate,
                    on: &connection)
                statements.append(plan.readStatement(title: group.title, purpose: purpose))
            }
        }
        return table
    }

    /// The days of a bucket; of the running one those that have begun.
    private func days(of bucket: TimeRange.Bucket) -> ClosedRange<CivilDate> {
        let now = moment.clock.now
        let end = bucket.from < now ? min(bucket.to, now) : bucket.to
        return bucket.from.date...end.adding(seconds: -1).date
    }
}

extension Query {
    /// Whether `with` names this.
    func adds(_ addition: Addition) -> Bool { additions.contains { $0.value == addition } }

    /// What cells are compared with: `vs`, or for `with change` alone the bucket before.
    var comparedBases: [Answer.Base] {
        if bases.isEmpty, adds(.change) {
            return [Answer.Base(suffix: nil, title: "the bucket before", isTarget: false)]
        }
        return bases.map { base in
            Answer.Base(
                suffix: base.value.columnSuffix, title: base.value.description,
                isTarget: base.value == .target)
        }
    }

    /// The same with what each is of a range.
    func comparedBases(of range: TimeRange) throws(ParseFailure) -> [Answer.Base] {
        let ranges = try comparedRanges(of: range)
        return zip(comparedBases, ranges).map { base, range in
            var base = base
            base.range = range
            return base
        }
    }

    /// The ranges of those; nil for targets, which have none.
    func comparedRanges(of range: TimeRange) throws(ParseFailure) -> [BaseRange?] {
        bases.isEmpty && adds(.change) ? [range.bucketsBefore()] : try baseRanges(of: range)
    }
}
