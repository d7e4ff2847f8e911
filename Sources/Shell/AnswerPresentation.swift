import KPIQuery
package import Rendering
package import Warehouse

/// An answer as columns, rows and provenance, in the machine form of kpi-query.md, for any format.
package struct AnswerPresentation {
    private let answer: Answer
    /// Whether the buckets of a combination are drawn as one line (`with spark`, for people).
    private let isFolded: Bool

    /// - Parameter format: files get every bucket as a row; formats for people fold them where the query says `with spark`.
    package init(_ answer: Answer, for format: Format) {
        self.answer = answer
        let isForPeople = [.table, .md, .html].contains(format)
        isFolded = isForPeople && answer.overall != nil
    }

    /// Writes the whole answer.
    package func write(to sink: consuming any RowSink, milliseconds: Int) throws {
        var sink = sink
        try sink.begin(columns, provenance: provenance(milliseconds: milliseconds))
        for row in rows { try sink.row(row) }
        try sink.finish(Closing(milliseconds: milliseconds))
    }

    // MARK: - Columns

    /// The columns of the answer, in order.
    package var columns: [Column] {
        var columns: [Column] = []
        if let grain = answer.range.grain, !isFolded {
            columns.append(
                Column(
                    "period", label: grain.heading, kind: grain == .hourly ? .timestamp : .date,
                    role: .period(grain.renderedGrain)))
        }
        for dimension in answer.query.dimensions.map(\.value) {
            columns.append(Column(dimension.name, role: .dimension))
            guard dimension == .dimension("agent") else { continue }
            columns.append(Column("agent_name", role: .dimension))
            columns.append(Column("agent_source", role: .dimension))
        }
        for (metric, definition) in zip(answer.query.metrics, answer.definitions) {
            columns += metricColumns(metric, definition)
        }
        return columns
    }

    private func metricColumns(_ metric: Metric, _ definition: KPIDefinition) -> [Column] {
        let name = metric.columnName
        let kind = definition.valueKind
        var columns = [
            Column(name, label: heading(metric, definition), kind: kind, role: .value(better: definition.renderedBetter)),
            Column("\(name)_n", label: "n", kind: .integer, role: .cases(of: name)),
            Column("\(name)_low_n", kind: .boolean, role: .lowCases(of: name)),
        ]
        if isPercentile(metric, definition) {
            columns.append(Column("\(name)_approx", kind: .boolean, role: .approximate(of: name)))
        }
        if hasIntervals {
            columns.append(Column("\(name)_low", kind: kind, role: .lower(of: name)))
            columns.append(Column("\(name)_high", kind: kind, role: .upper(of: name)))
        }
        if isFolded { columns.append(Column("\(name)_trend", label: "trend", role: .trend(of: name))) }
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

    private func isPercentile(_ metric: Metric, _ definition: KPIDefinition) -> Bool {
        guard definition.isDuration else { return false }
        return metric.aggregate == nil || metric.aggregate?.value.percent != nil
    }

    private var hasIntervals: Bool {
        answer.query.additions.contains { $0.value == .ci }
    }

    // MARK: - Rows

    /// The rows of the answer, each as many cells as there are columns.
    package var rows: [[Rendering.Cell]] {
        let rows = isFolded ? answer.overall ?? [] : answer.rows
        let courses = isFolded ? self.courses : [:]
        return rows.map { row in
            var cells: [Rendering.Cell] = []
            if !isFolded, answer.range.grain != nil { cells.append(.text(period(of: row))) }
            for (dimension, member) in zip(answer.query.dimensions.map(\.value), row.members) {
                cells.append(.text(orNull: member.text))
                guard dimension == .dimension("agent") else { continue }
                cells.append(.text(orNull: member.name))
                cells.append(.text(orNull: member.source))
            }
            for (position, metric) in answer.query.metrics.enumerated() {
                cells += metricCells(row.cells[position], metric, answer.definitions[position])
                if isFolded { cells.append(.series(courses[row.members]?[position] ?? [])) }
            }
            return cells
        }
    }

    private func metricCells(
        _ cell: Answer.Cell, _ metric: Metric, _ definition: KPIDefinition
    ) -> [Rendering.Cell] {
        let value: Rendering.Cell =
            definition.countsCases ? cell.value.map { .integer(Int($0)) } ?? .null : .double(orNull: cell.value)
        var cells: [Rendering.Cell] = [value, .integer(cell.n), .boolean(cell.isLowN)]
        if isPercentile(metric, definition) { cells.append(.boolean(false)) }
        if hasIntervals { cells += [.double(orNull: cell.lower), .double(orNull: cell.upper)] }
        return cells
    }

    private func period(of row: Answer.Row) -> String {
        let start = answer.range.buckets[row.bucket - 1].start
        return answer.range.grain == .hourly ? start.description : start.date.description
    }

    /// Each metric's course over the buckets, by combination of members.
    private var courses: [[Answer.Member]: [[Double?]]] {
        let empty = [[Double?]](
            repeating: [Double?](repeating: nil, count: answer.range.buckets.count),
            count: answer.query.metrics.count)
        var courses: [[Answer.Member]: [[Double?]]] = [:]
        for row in answer.rows {
            for (position, cell) in row.cells.enumerated() {
                courses[row.members, default: empty][position][row.bucket - 1] = cell.value
            }
        }
        return courses
    }

    // MARK: - Provenance

    private func provenance(milliseconds: Int) -> Provenance {
        var provenance = Provenance(query: answer.text)
        provenance.headline = headline(milliseconds: milliseconds)
        provenance.definitions = zip(answer.query.metrics, answer.definitions).map { metric, definition in
            Provenance.Named(metric.columnName, definition.definition)
        }
        provenance.from = answer.range.from.date.description
        provenance.to = answer.range.to.adding(seconds: -1).date.description
        provenance.timeZone = answer.timezone
        provenance.weekStart = answer.range.clock.weekStart.rawValue
        provenance.currency = answer.currency
        provenance.dataAsOf = answer.dataAsOf
        provenance.answeredFrom = answer.answeredFrom.joined(separator: ", ")
        provenance.excluded = answer.excluded
        provenance.waiting = answer.waiting
        if answer.firstOpenBucket <= answer.range.buckets.count, answer.range.grain != nil {
            let start = answer.range.buckets[answer.firstOpenBucket - 1].start
            provenance.openFrom = answer.range.grain == .hourly ? start.description : start.date.description
        }
        return provenance
    }

    /// One line that says what the numbers are of.
    package func headline(milliseconds: Int) -> String {
        let from = answer.range.from.date.description
        let to = answer.range.to.adding(seconds: -1).date.description
        var parts = [from == to ? from : "\(from) to \(to)", answer.timezone]
        if answer.range.grain == .weekly { parts.append("weeks from \(answer.range.clock.weekStart.rawValue)") }
        let cases = (answer.overall ?? answer.rows).reduce(0) { $0 + ($1.cells.first?.n ?? 0) }
        if answer.definitions.first?.kind != .snapshot { parts.append("\(cases) cases") }
        if answer.excluded > 0 { parts.append("\(answer.excluded) excluded") }
        if answer.waiting > 0 { parts.append("\(answer.waiting) waiting") }
        parts.append("data as of \(answer.dataAsOf ?? "never: nothing is loaded")")
        parts.append("from \(answer.answeredFrom.joined(separator: ", "))")
        parts.append("\(milliseconds) ms")
        return parts.joined(separator: " · ")
    }
}

extension Rendering.Cell {
    fileprivate static func text(orNull text: String?) -> Rendering.Cell { text.map { .text($0) } ?? .null }
    fileprivate static func double(orNull value: Double?) -> Rendering.Cell { value.map { .double($0) } ?? .null }
}

extension KPIDefinition {
    /// Whether the value is a number of cases, and so whole.
    fileprivate var unusedCountsCases: Bool { kind == .count || (kind == .snapshot && !isAge) }

    fileprivate var valueKind: ValueKind {
        if isDuration { return .duration }
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

extension Grain {
    fileprivate var heading: String {
        switch self {
        case .hourly: "hour"
        case .daily: "day"
        case .weekly: "week"
        case .monthly: "month"
        case .quarterly: "quarter"
        case .yearly: "year"
        }
    }

    fileprivate var renderedGrain: Column.Grain {
        switch self {
        case .hourly: .hour
        case .daily: .day
        case .weekly: .week
        case .monthly: .month
        case .quarterly: .quarter
        case .yearly: .year
        }
    }
}
