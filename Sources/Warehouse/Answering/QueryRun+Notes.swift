import KPIQuery
import PostgresClient

/// What is to be known of an answer before its numbers are relied on.
extension QueryRun {
    /// How many cases the business clock leaves out, since their ticket has no schedule; a line each KPI.
    ///
    /// Without a filter rollups tell, so that where all have a schedule it costs next to nothing to know.
    func unclockedNotes(
        over range: TimeRange, with reader: SliceReader, on connection: inout Connection
    ) throws -> [String] {
        let range = try range.withoutGrain()
        func count(_ metric: Metric, filter: Condition?) throws -> (all: Int, left: Int) {
            let metrics = [false, true].map { isBusiness in
                var asked = metric
                asked.isBusiness = isBusiness
                asked.isExact = false
                // A percentile of so many days, as also no aggregate means one, would be read from the facts.
                if catalogue[metric.kpi.value]?.isDuration == true {
                    asked.aggregate = Located(.mean, metric.kpi.span)
                }
                return asked
            }
            var reader = reader
            reader.filter = filter
            let cells = try reader.cells(of: metrics, by: [], in: range.buckets, on: &connection)
            let counts = metrics.indices.map { cells.cell($0, of: [], in: 1).n }
            return (counts[0], counts[0] - counts[1])
        }
        var notes: [String] = []
        var seen: Set<String> = []
        for metric in query.metrics where metric.isBusiness && seen.insert(metric.kpi.value).inserted {
            var found = try count(metric, filter: nil)
            if found.left > 0, query.filter != nil { found = try count(metric, filter: query.filter) }
            guard found.left > 0 else { continue }
            notes.append(
                "\(found.left) of \(found.all) cases of \(metric.kpi.value) \(found.left == 1 ? "is" : "are") on no "
                    + "business clock: their ticket has no schedule")
        }
        return notes
    }

    func notes(_ slice: Slice, candidates: Set<[Answer.Member]>, kept: Int) -> [String] {
        intervalNotes(slice) + targetNotes(slice) + openPeriodNotes(slice)
            + combinationNotes(slice, candidateCount: candidates.count, keptCount: kept)
    }

    private func intervalNotes(_ slice: Slice) -> [String] {
        guard query.adds(.ci) else { return [] }
        return shown(of: slice).enumerated().compactMap { position, shown in
            let name = shown.metric.columnName
            guard shown.definition.hasInterval(asked: shown.metric.aggregate?.value) else {
                let way = shown.definition.hasInterval(asked: .mean)
                return "\(name) has no interval: rates, scores and means have"
                    + (way ? ", such as '\(shown.metric.writtenName) mean'" : "")
            }
            guard shown.definition.kind == .score, slice.cells.hasIntervalOfFew(position) else { return nil }
            return
                "the interval of \(name) is the value ± 1.96 standard errors: of few cases it may reach beyond "
                + "the scale"
        }
    }

    private func targetNotes(_ slice: Slice) -> [String] {
        guard query.bases.contains(where: { $0.value == .target }) else { return [] }
        return shown(of: slice).compactMap { metric, definition in
            let isOtherAggregate = definition.isDuration && (metric.aggregate?.value ?? .median) != .median
            guard metric.isBusiness || isOtherAggregate else { return nil }
            return
                "\(metric.columnName) is compared with the target of \(definition.key): targets are of a KPI, "
                + "whatever clock or aggregate they were meant for"
        }
    }

    /// Where a period that is not over is compared, what it holds that its base does not.
    private func openPeriodNotes(_ slice: Slice) -> [String] {
        let isCompared = query.bases.contains { $0.value != .target } || query.adds(.change)
        guard isCompared, slice.cells.bounds.firstOpen <= slice.cells.bounds.count else { return [] }
        let daysToCome = shown(of: slice).filter(\.definition.holdsDaysToCome).map {
            "\($0.definition.key) of an open period holds its days to come, its base only what has passed: "
                + "compare periods that are over"
        }
        guard asOf != nil else { return daysToCome }
        return daysToCome + [
            "--as-of undoes nothing that came later: an open period holds it, its base only what had passed "
                + "by then; compare periods that were over"
        ]
    }

    private func combinationNotes(_ slice: Slice, candidateCount: Int, keptCount: Int) -> [String] {
        var notes: [String] = []
        let missing = query.dimensions.isEmpty ? 0 : slice.membersOfBasesOnly(ofFirst: query.metrics.count)
        if missing > 0 {
            notes.append(
                missing == 1
                    ? "1 combination has cases only in what is compared with: it has no row"
                    : "\(missing) combinations have cases only in what is compared with: they have no row")
        }
        if keptCount < candidateCount, query.adds(.total) || query.adds(.share) {
            notes.append(
                "totals and shares are of all \(candidateCount) combinations, not of the \(keptCount) shown")
        }
        return notes
    }

    /// The metrics of the answer; what was read to select rows only is none.
    private func shown(of slice: Slice) -> [(metric: Metric, definition: KPIDefinition)] {
        zip(query.metrics, slice.cells.definitions).map { ($0, $1) }
    }
}
