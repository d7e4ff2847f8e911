import Basics
import KPIQuery
import PostgresClient

/// Answers one query that parsed: from the range to rows, top to bottom.
struct QueryRun {
    let query: Query
    let text: String
    let catalogue: KPICatalogue
    let rollups: RollupCatalogue
    /// `--as-of`, or nil for now.
    let asOf: String?

    func answer(on connection: inout Connection) throws -> Answer {
        let metrics = metricsToRead
        let definitions = query.metrics.compactMap { catalogue[$0.kpi.value] }
        try query.refuseWithoutMeaning(definitions)
        let moment = try Moment(asOf: asOf, on: &connection)
        let range = try timeRange(at: moment, on: &connection)
        let agents = try AgentLookup.filters(in: query.filter, on: &connection)
        try AttributeValues.check(query.filter, on: &connection)
        let dimensions = query.dimensions.map(\.value)
        let ledger = try LedgerChoice(query, definitions: allDefinitions, on: &connection)
        var reader = SliceReader(
            query: query, catalogue: catalogue, rollups: rollups, moment: moment, agents: agents,
            currency: ledger?.currency)

        let slice = try reader.slice(of: metrics, by: dimensions, over: range, on: &connection)
        let candidates = slice.members(ofFirst: query.metrics.count, dimensions: dimensions)
        let total = try totalSlice(of: metrics, over: range, with: &reader, on: &connection)
        var rows = slice.rows(of: candidates, sharesOf: shareBase(total))
        var selected = candidates
        if query.having != nil {
            rows = rows.filter(meetsHaving)
            selected = Set(rows.map(\.members))
        }
        let ranked = try rankedMembers(among: selected, slice, with: &reader, on: &connection)
        if let ranked { rows = rows.filter { ranked.contains($0.members) } }
        let whole = try wholeAnswer(
            of: metrics, candidates.filter { ranked?.contains($0) ?? true }, slice, with: &reader,
            on: &connection)
        let counts = try AnswerCounts(
            filter: query.filter, agents: agents, bounds: slice.cells.bounds, moment: moment,
            catalogue: catalogue, rollups: rollups, on: &connection)

        return Answer(
            query: query, text: text, range: range,
            instants: (slice.cells.bounds.from, slice.cells.bounds.to), timezone: moment.zone,
            asOf: moment.asOf, isAsOfGiven: asOf != nil,
            dataAsOf: counts.dataAsOf, definitions: definitions,
            answeredFrom: reader.statements.flatMap(\.relations).uniqued,
            cases: slice.cells.caseCount(by: dimensions), excluded: counts.excluded, waiting: counts.waiting,
            currency: ledger?.currency, minorUnit: ledger?.minorUnit,
            otherCurrencyCount: ledger?.otherCurrencyCount ?? 0,
            firstOpenBucket: slice.cells.bounds.firstOpen, bases: try comparedBases(of: range),
            rows: try named(rows, on: &connection),
            totals: totals(of: total),
            whole: whole,
            notes: try UnmatchedPatterns.notes(query.filter, on: &connection)
                + unclockedNotes(over: range, with: reader, on: &connection)
                + notes(
                    slice, candidates: candidates, kept: selected.count { ranked?.contains($0) ?? true }),
            statements: reader.statements)
    }

    /// Of every KPI that the query names, also to rank or to select.
    private var allDefinitions: [KPIDefinition] {
        let metrics =
            query.metrics + [query.ranking?.value.metric, query.having?.value.metric].compactMap(\.self)
        return metrics.compactMap { catalogue[$0.kpi.value] }
    }

    private var metricsToRead: [Metric] { query.metricsToRead(catalogue) }

    // MARK: - Steps

    /// The range asked for; where it counts hours, those that clock changes skip are known first.
    private func timeRange(at moment: Moment, on connection: inout Connection) throws -> TimeRange {
        let range = try query.timeRange(at: moment.clock)
        guard query.countsHours else { return range }
        var clock = moment.clock
        clock.skippedHours = try moment.skippedHours(around: range, on: &connection)
        return clock.skippedHours.isEmpty ? range : try query.timeRange(at: clock)
    }

    /// All cases of the filter: by bucket, or over the range where the buckets are the only rows there are.
    ///
    /// Of buckets it is compared with what they are compared with: of the days of February with 28 days before, not with
    /// all of January.
    private func totalSlice(
        of metrics: [Metric], over range: TimeRange, with reader: inout SliceReader,
        on connection: inout Connection
    ) throws -> Slice? {
        guard query.adds(.total) || query.adds(.share) else { return nil }
        guard hasOneTotal else {
            return try reader.slice(of: metrics, by: [], over: range, "total", on: &connection)
        }
        return try reader.slice(
            of: metrics, by: [], over: range.withoutGrain(), comparedWith: rangesOfOneTotal(over: range),
            "total",
            on: &connection)
    }

    /// Whether one total stands for all buckets.
    private var hasOneTotal: Bool { query.dimensions.isEmpty && query.grain != nil }

    /// What that one is compared with: what the buckets are, or for `with change` alone the range before.
    private func rangesOfOneTotal(over range: TimeRange) throws -> [BaseRange?] {
        query.bases.isEmpty
            ? try query.comparedRanges(of: range.withoutGrain())
            : try query.comparedRanges(of: range).map { $0?.asOne }
    }

    /// What is compared with, and its dates.
    private func comparedBases(of range: TimeRange) throws -> [Answer.Base] {
        let bases = try query.comparedBases(of: range)
        guard hasOneTotal, query.adds(.total) else { return bases }
        return try zip(bases, rangesOfOneTotal(over: range)).map { base, ofTotal in
            var base = base
            if ofTotal?.asOne != base.range?.asOne { base.rangeOfTotal = ofTotal }
            return base
        }
    }

    /// What shares are of.
    private func shareBase(_ total: Slice?) -> Slice? { query.adds(.share) ? total : nil }

    /// The rows that show a total, where they are asked for.
    private func totals(of total: Slice?) -> [Answer.Row] {
        guard let total, query.adds(.total) else { return [] }
        return total.rows(of: [[]], sharesOf: shareBase(total)).map(shown)
    }

    /// Whether a row's metric compares as `having` says; one without a value does not.
    private func meetsHaving(_ row: Answer.Row) -> Bool {
        guard let having = query.having?.value else { return true }
        let position = metricsToRead.firstIndex { $0.columnName == having.metric.columnName }
        guard let position, let value = row.cells[position].value, let number = Double(having.number.value)
        else {
            return false
        }
        return having.comparison.holds(value, number)
    }

    /// Which members `top` or `bottom` keeps: by their value over the whole range.
    private func rankedMembers(
        among candidates: Set<[Answer.Member]>, _ slice: Slice, with reader: inout SliceReader,
        on connection: inout Connection
    ) throws -> RankedMembers? {
        guard let ranking = query.ranking?.value else { return nil }
        let metric = ranking.metric ?? query.metrics[0]
        let dimensions = query.dimensions.map(\.value)
        let positions = RankedMembers.positions(of: ranking, among: dimensions)
        var cells = slice.cells
        var position = metricsToRead.firstIndex { $0.columnName == metric.columnName }
        if position == nil || positions.count < dimensions.count || query.grain != nil {
            let range = try slice.range.withoutGrain()
            cells = try reader.cells(
                of: [metric], by: positions.map { dimensions[$0] }, in: range.buckets, "ranking",
                on: &connection)
            position = 0
        }
        return RankedMembers(ranking, dimensions: dimensions, among: candidates) { members in
            cells.cell(position ?? 0, of: members, in: 1).value
        }
    }

    /// The same over the range at once, where courses are drawn.
    private func wholeAnswer(
        of metrics: [Metric], _ members: Set<[Answer.Member]>, _ slice: Slice, with reader: inout SliceReader,
        on connection: inout Connection
    ) throws -> Answer.Whole? {
        guard query.adds(.spark) else { return nil }
        let dimensions = query.dimensions.map(\.value)
        let range = try slice.range.withoutGrain()
        let whole = try reader.slice(
            of: metrics, by: dimensions, over: range, "without the grain", on: &connection)
        let needsTotal = !dimensions.isEmpty && (query.adds(.total) || query.adds(.share))
        let total =
            needsTotal
            ? try reader.slice(of: metrics, by: [], over: range, "total without the grain", on: &connection)
            : nil
        let rows = whole.rows(of: members, sharesOf: shareBase(total)).filter(meetsHaving)
        let courses = rows.map {
            ($0.members, slice.course(of: $0.members, metricCount: query.metrics.count))
        }
        return Answer.Whole(
            rows: try named(rows, on: &connection),
            totals: totals(of: total),
            bases: try query.comparedBases(of: range),
            courses: Dictionary(courses) { first, _ in first })
    }

    private func named(_ rows: [Answer.Row], on connection: inout Connection) throws -> [Answer.Row] {
        var rows = rows.map(shown)
        try AgentLookup.name(&rows, dimensions: query.dimensions.map(\.value), on: &connection)
        return rows
    }

    /// A row without the metrics that were read to select rows only.
    private func shown(_ row: Answer.Row) -> Answer.Row {
        guard row.cells.count > query.metrics.count else { return row }
        var row = row
        row.cells.removeLast(row.cells.count - query.metrics.count)
        return row
    }
}

extension Query {
    /// The metrics shown, then the one that only selects rows.
    ///
    /// Whether a row is selected must not hang on a rollup's 1 %: a percentile that `having` compares comes from the
    /// facts.
    fileprivate func metricsToRead(_ catalogue: KPICatalogue) -> [Metric] {
        let selecting = having?.value.metric.columnName
        return allMetrics.map { metric in
            var metric = metric
            let percentile = catalogue[metric.kpi.value]?.percentile(asked: metric.aggregate?.value)
            if metric.columnName == selecting, percentile != nil { metric.isExact = true }
            return metric
        }
    }

    private var allMetrics: [Metric] {
        guard let extra = having?.value.metric,
            !metrics.contains(where: { $0.columnName == extra.columnName })
        else {
            return metrics
        }
        return metrics + [extra]
    }
}

extension Having.Operator {
    fileprivate func holds(_ value: Double, _ number: Double) -> Bool {
        switch self {
        case .equal: value == number
        case .notEqual: value != number
        case .less: value < number
        case .lessOrEqual: value <= number
        case .greater: value > number
        case .greaterOrEqual: value >= number
        }
    }
}
