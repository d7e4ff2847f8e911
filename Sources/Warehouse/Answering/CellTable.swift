import KPIQuery
import PostgresClient

/// Gathers what the statements of a slice return, cell by cell, and gives it out by bucket and members.
struct CellTable {
    /// One a metric.
    let definitions: [KPIDefinition]
    /// Whether the metric's values add up: then it is 0 where there is no case.
    private let addsUp: [Bool]
    let bounds: BucketBounds
    /// Cells by combination of members, then by bucket (from 1).
    private var combinations: [[Answer.Member]: [Int: [Answer.Cell?]]] = [:]

    init(_ metrics: [Metric], definitions: [KPIDefinition], bounds: BucketBounds) {
        self.definitions = definitions
        addsUp = zip(metrics, definitions).map { $1.addsUp($0.aggregate?.value) }
        self.bounds = bounds
    }

    /// Runs a statement and keeps its cells at the metrics' positions.
    mutating func add(
        _ metrics: [(position: Int, measure: Measure)], by dimensions: [DimensionName],
        from statement: Statement,
        isApproximate: Bool, on connection: inout Connection
    ) throws {
        let result = try connection.execute(statement)
        try result.forEach { row throws(PostgresError) in
            var column = 0
            func next() -> Int {
                defer { column += 1 }
                return column
            }
            let bucket = try row.decode(Int.self, at: next())
            var members: [Answer.Member] = []
            for dimension in dimensions {
                var member = Answer.Member(text: row.text(at: next()))
                if dimension == .dimension("agent") { member.source = row.text(at: next()) }
                members.append(member)
            }
            let n = try row.decode(Int.self, at: next())
            for (position, measure) in metrics {
                var cell = Answer.Cell(n: n, value: try row.decode(Double?.self, at: next()))
                cell.isApproximate = isApproximate && cell.value != nil
                if measure.hasInterval {
                    cell.lower = try row.decode(Double?.self, at: next())
                    cell.upper = try row.decode(Double?.self, at: next())
                }
                let none = [Answer.Cell?](repeating: nil, count: definitions.count)
                combinations[members, default: [:]][bucket, default: none][position] = cell
            }
        }
    }

    /// Every combination in which one of the first so many metrics has a case, in any bucket.
    func members(ofFirst metricCount: Int) -> Set<[Answer.Member]> {
        // A case of either leg of a ratio makes a combination; n counts those of one.
        let kept = combinations.filter { entry in
            entry.value.values.contains { cells in
                zip(cells, definitions).prefix(metricCount).contains { cell, definition in
                    cell.map { $0.n > 0 || definition.kind == .ratio } ?? false
                }
            }
        }
        return Set(kept.keys)
    }

    /// The cell of a metric; one without cases is 0 of what adds up, else it has no value.
    func cell(_ position: Int, of members: [Answer.Member], in bucket: Int) -> Answer.Cell {
        if let found = combinations[members]?[bucket]?[position] { return found }
        return Answer.Cell(n: 0, value: addsUp[position] ? 0 : nil)
    }

    /// The cells of all metrics.
    func cells(of members: [Answer.Member], in bucket: Int) -> [Answer.Cell] {
        definitions.indices.map { cell($0, of: members, in: bucket) }
    }

    /// Cases of the first metric, over everything that was read; of what is there at an instant, those of one bucket.
    func caseCount() -> Int {
        let only: Int? =
            switch (definitions.first?.kind, definitions.first?.cases.placement) {
            case (.snapshot, _): bounds.count
            case (_, .standing): 1
            default: nil
            }
        return combinations.values.reduce(0) { count, buckets in
            buckets.reduce(count) { count, entry in
                entry.key == only ?? entry.key ? count + (entry.value[0]?.n ?? 0) : count
            }
        }
    }
}

extension KPIDefinition {
    /// Whether the value is a number of cases: whole, and zero where there is none.
    package var countsCases: Bool { kind == .count || (kind == .snapshot && !isAge) }

    /// Whether the values of cells add up to that of all of them together, over dimensions.
    func addsUp(_ aggregate: Aggregate?) -> Bool {
        isDuration ? aggregate == .sum : countsCases || kind == .amount
    }
}

extension Answer.Row {
    /// Time ascending, then the first metric descending, then dimensions; null last.
    static func isBefore(_ left: Answer.Row, _ right: Answer.Row) -> Bool {
        if left.bucket != right.bucket { return left.bucket < right.bucket }
        let leftValue = left.cells.first?.value
        let rightValue = right.cells.first?.value
        if leftValue != rightValue {
            guard let leftValue else { return false }
            guard let rightValue else { return true }
            return leftValue > rightValue
        }
        return Answer.Member.isBefore(left.members, right.members)
    }
}

extension Answer.Member {
    /// By the first dimension in which they differ.
    static func isBefore(_ left: [Answer.Member], _ right: [Answer.Member]) -> Bool {
        for (leftMember, rightMember) in zip(left, right) where leftMember != rightMember {
            return leftMember.isBefore(rightMember)
        }
        return false
    }

    /// Bytewise, null last; agents of one id by source.
    func isBefore(_ other: Answer.Member) -> Bool {
        guard let text else { return false }
        guard let otherText = other.text else { return true }
        if text != otherText { return text.utf8.lexicographicallyPrecedes(otherText.utf8) }
        return (source ?? "").utf8.lexicographicallyPrecedes((other.source ?? "").utf8)
    }
}
