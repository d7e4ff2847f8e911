import KPIQuery
package import Rendering
package import Warehouse

/// An answer as columns, rows and provenance, in the machine form of kpi-query.md, for any format.
package struct AnswerPresentation {
    private let answer: Answer
    private let format: Format
    /// Whether the buckets of a combination are drawn as one line (`with spark`, for people).
    private let isFolded: Bool
    /// What each metric shows in a row.
    private let shapes: [MetricShape]
    private let hasShares: Bool
    /// Whether agents say their source: on a screen only where they have several.
    private let showsSources: Bool

    /// What a metric's cells are, looked up once and not for each row.
    private struct MetricShape {
        let countsCases: Bool
        let isPercentile: Bool
        /// Whether the ends of its interval have their columns; of files always, as the machine form has them.
        let hasInterval: Bool
        /// Whether it is said where its cases are few; an amount's are rows of the ledger, and no sample.
        let marksFew: Bool
    }

    /// Whether estimates are marked where they stand, and not only in the metric's own flag.
    private let marksBases: Bool
    /// Whether periods that are no whole ones are marked where they stand.
    private var marksPeriods: Bool { marksBases || format == .chart }

    /// Files get every bucket as a row; formats for people fold them where the query says `with spark`.
    package init(_ answer: Answer, for format: Format) {
        self.answer = answer
        self.format = format
        let isForPeople = [.table, .md, .html].contains(format)
        isFolded = isForPeople && answer.whole != nil
        marksBases = isForPeople
        let additions = answer.query.additions.map(\.value)
        hasShares = additions.contains(.share)
        shapes = zip(answer.query.metrics, answer.definitions).map { metric, definition in
            let aggregate = metric.aggregate?.value
            return MetricShape(
                countsCases: definition.countsCases,
                isPercentile: definition.percentile(asked: aggregate) != nil,
                hasInterval: additions.contains(.ci)
                    && (!isForPeople || definition.hasInterval(asked: aggregate)),
                marksFew: definition.kind != .amount || !(isForPeople || format == .chart))
        }
        showsSources =
            format != .table || Self.sourceCount(of: isFolded ? answer.whole?.rows ?? [] : answer.rows) > 1
    }

    private static func sourceCount(of rows: [Answer.Row]) -> Int {
        Set(rows.lazy.flatMap(\.members).compactMap(\.source)).count
    }

    /// Writes the whole answer, row by row.
    package func write(to sink: any RowSink, milliseconds: Int) throws {
        var sink = sink
        var provenance = answer.provenance(milliseconds: milliseconds)
        provenance.comparedWith = comparedDates
        try sink.begin(columns, provenance: provenance)
        try forEachRow { row throws(OutputError) in try sink.row(row) }
        // A file has the dates among what it says of itself.
        let footer = isOnScreen ? comparedDateNotes + notes : notes
        try sink.finish(Closing(totals: totals, footer: footer, milliseconds: milliseconds))
    }

    private var isOnScreen: Bool { [.table, .chart].contains(format) }

    private var comparedDates: [Provenance.Named] { answer.comparedDates(isFolded: isFolded) }

    /// With which dates the answer compares, a line a base.
    var comparedDateNotes: [String] { comparedDates.map { "\($0.name): \($0.text)" } }

    /// What a reader should know besides; where the format has no place for it, for standard error.
    package var notes: [String] {
        var notes = answer.notes
        if !totals.isEmpty {
            switch format {
            case .csv, .tsv, .ndjson:
                notes.append("totals are never among the rows of \(format.rawValue): ask for json")
            case .chart: notes.append("totals are not drawn")
            case .table, .json, .md, .html, .xlsx: break
            }
        }
        if answer.whole != nil, !isFolded, format != .chart {
            notes.append("trends are drawn in table, md and html; here every period has its row")
        }
        if format == .chart, hasShares { notes.append("shares are not drawn") }
        if !marksPeriods { notes += periodNotes }
        return notes
    }

    /// Which periods are no whole ones: said where they have no mark.
    private var periodNotes: [String] {
        var notes: [String] = []
        if answer.range.grain != nil, answer.firstOpenBucket <= answer.range.buckets.count {
            notes.append("not over yet: \(answer.period(ofBucket: answer.firstOpenBucket)) and later")
        }
        let cut = answer.range.cutBuckets.map(answer.period)
        if !cut.isEmpty {
            notes.append("in part, as the range begins or ends within it: \(cut.joined(separator: ", "))")
        }
        return notes
    }

    /// What is said beside an answer whose format has no place for it.
    func remarks(milliseconds: Int) -> [String] {
        isOnScreen ? [] : [answer.headline(milliseconds: milliseconds)] + comparedDateNotes + notes
    }

    // MARK: - Columns

    /// The columns of the answer, in order.
    package var columns: [Column] {
        var columns: [Column] = []
        if let grain = answer.range.grain, !isFolded {
            columns.append(.period(of: grain))
        }
        var attributes: Set<Int> = []
        for dimension in answer.query.dimensions.map(\.value) {
            if dimension.isAttribute { attributes.insert(columns.count) }
            columns.append(Column(dimension.name, role: .dimension))
            guard dimension == .dimension("agent") else { continue }
            columns.append(Column("agent_name", role: .dimension, isCompanion: true))
            if showsSources {
                columns.append(Column("agent_source", role: .dimension, isCompanion: true))
            }
        }
        for (position, metric) in answer.query.metrics.enumerated() {
            columns += metricColumns(metric, answer.definitions[position], shapes[position])
        }
        return columns.withDistinctNames(attributesAt: attributes)
    }

    private func metricColumns(
        _ metric: Metric, _ definition: KPIDefinition, _ shape: MetricShape
    ) -> [Column] {
        let name = metric.columnName
        let kind = definition.valueKind(currency: answer.currency)
        let decimals = definition.isMoney ? answer.minorUnit : nil
        var columns = [
            Column(
                name, label: heading(metric, definition), kind: kind,
                role: .value(better: definition.renderedBetter), decimals: decimals),
            Column("\(name)_n", label: "n", kind: .integer, role: .cases(of: name)),
            Column("\(name)_low_n", label: "low n", kind: .boolean, role: .lowCases(of: name)),
        ]
        if shape.isPercentile {
            columns.append(
                Column("\(name)_approx", label: "estimated", kind: .boolean, role: .approximate(of: name)))
        }
        if hasShares {
            columns.append(Column("\(name)_share", label: "share", kind: .percent, role: .share(of: name)))
        }
        if shape.hasInterval {
            columns.append(Column("\(name)_low", label: "95 % from", kind: kind, role: .lower(of: name)))
            columns.append(Column("\(name)_high", label: "95 % to", kind: kind, role: .upper(of: name)))
        }
        for base in answer.bases {
            let compared = baseColumns(base, of: name, kind: kind, decimals: decimals)
            columns += compared
            guard marksBases else { continue }
            columns += compared.map {
                Column("\($0.name)_approx", kind: .boolean, role: .approximateBase(of: $0.name))
            }
        }
        if isFolded { columns.append(Column("\(name)_trend", label: "trend", role: .trend(of: name))) }
        return columns
    }

    private func baseColumns(
        _ base: Answer.Base, of name: String, kind: ValueKind, decimals: Int?
    ) -> [Column] {
        var columns: [Column] = []
        if let suffix = base.suffix {
            columns.append(
                base.isTarget
                    ? Column(
                        name + suffix, label: base.title, kind: kind == .integer ? .decimal : kind,
                        role: .target(of: name), decimals: decimals)
                    : Column(
                        name + suffix, label: base.title, kind: kind, role: .base(of: name),
                        decimals: decimals))
        }
        // One base needs no name in the column of its change.
        let suffix = answer.bases.count > 1 ? base.suffix ?? "" : ""
        columns.append(
            Column(
                "\(name)\(suffix)_change", label: answer.bases.count > 1 ? "vs \(base.title)" : "change",
                kind: .percent, role: .change(of: name)))
        return columns
    }

    /// The name as the user wrote it, and always the aggregate.
    private func heading(_ metric: Metric, _ definition: KPIDefinition) -> String {
        var words = [metric.writtenName]
        if metric.isBusiness { words.append("business") }
        if definition.isDuration { words.append(metric.aggregate?.value.word ?? "median") }
        if let window = metric.window { words.append(window.value.word) }
        return words.joined(separator: " ")
    }

    // MARK: - Rows

    /// The rows of the answer, each as many cells as there are columns.
    package var rows: [[Rendering.Cell]] {
        var rows: [[Rendering.Cell]] = []
        forEachRow { rows.append($0) }
        return rows
    }

    private func forEachRow<Failure: Error>(
        _ body: ([Rendering.Cell]) throws(Failure) -> Void
    ) throws(Failure) {
        // A series has as many rows a bucket as it has combinations.
        let periods = answer.range.buckets.indices.map { answer.period(ofBucket: $0 + 1) }
        for row in isFolded ? answer.whole?.rows ?? [] : answer.rows {
            let course = isFolded ? answer.whole?.courses[row.members.map(\.withoutName)] : nil
            try body(cells(of: row, period: .text(periods[row.bucket - 1]), course: course))
        }
    }

    /// The totals, in the columns of the answer.
    package var totals: [[Rendering.Cell]] {
        let totals = isFolded && !answer.query.dimensions.isEmpty ? answer.whole?.totals ?? [] : answer.totals
        // Where the buckets are the only rows, their total is of no one bucket.
        let isOfBucket = !answer.query.dimensions.isEmpty
        return totals.map { total in
            var row = total
            row.members = answer.query.dimensions.map { _ in Answer.Member.none }
            return cells(of: row, period: isOfBucket ? .text(period(of: row)) : .null, course: nil)
        }
    }

    private func cells(
        of row: Answer.Row, period: Rendering.Cell, course: [[Double?]]?
    ) -> [Rendering.Cell] {
        var cells: [Rendering.Cell] = []
        cells.reserveCapacity(1 + 3 * row.members.count + 4 * shapes.count)
        if !isFolded, answer.range.grain != nil { cells.append(period) }
        for (dimension, member) in zip(answer.query.dimensions.map(\.value), row.members) {
            cells.append(.text(orNull: member.text))
            guard dimension == .dimension("agent") else { continue }
            cells.append(.text(orNull: member.name))
            if showsSources { cells.append(.text(orNull: member.source)) }
        }
        for (position, shape) in shapes.enumerated() {
            append(row.cells[position], shape, to: &cells)
            if isFolded { cells.append(.series(course?[position] ?? [])) }
        }
        return cells
    }

    private func append(_ cell: Answer.Cell, _ shape: MetricShape, to cells: inout [Rendering.Cell]) {
        func number(_ value: Double?) -> Rendering.Cell {
            shape.countsCases ? value.map { .integer(Int($0)) } ?? .null : .double(orNull: value)
        }
        cells.append(number(cell.value))
        cells.append(.integer(cell.n))
        cells.append(.boolean(cell.isLowN && shape.marksFew))
        if shape.isPercentile {
            let isBaseApproximate = !marksBases && cell.comparisons.contains(where: \.isApproximate)
            cells.append(.boolean(cell.isApproximate || isBaseApproximate))
        }
        if hasShares { cells.append(.double(orNull: cell.share)) }
        if shape.hasInterval {
            cells.append(.double(orNull: cell.lower))
            cells.append(.double(orNull: cell.upper))
        }
        for (base, comparison) in zip(answer.bases, cell.comparisons) {
            if base.suffix != nil {
                cells.append(base.isTarget ? .double(orNull: comparison.base) : number(comparison.base))
            }
            cells.append(.double(orNull: comparison.change))
            guard marksBases else { continue }
            if base.suffix != nil { cells.append(.boolean(comparison.isApproximate)) }
            // It is of both values: estimated where either is.
            cells.append(
                .boolean(
                    comparison.change != nil && (cell.isApproximate || comparison.isApproximate)))
        }
    }

    private func period(of row: Answer.Row) -> String { answer.period(ofBucket: row.bucket) }
}

extension Rendering.Cell {
    static func text(orNull text: String?) -> Rendering.Cell { text.map { .text($0) } ?? .null }
    static func double(orNull value: Double?) -> Rendering.Cell { value.map { .double($0) } ?? .null }
}

extension KPIDefinition {
    /// What its values mean; amounts are in the answer's currency.
    func valueKind(currency: String?) -> ValueKind {
        if isDuration { return .duration }
        if isMoney { return currency.map { .money(currency: $0) } ?? .decimal }
        if countsCases { return .integer }
        return switch unit {
        case "percent": .percent
        case "points": .points
        default: .decimal
        }
    }

    fileprivate var renderedBetter: Column.Better {
        switch better {
        case .higher: .higher
        case .lower: .lower
        case .none: .neither
        }
    }
}
