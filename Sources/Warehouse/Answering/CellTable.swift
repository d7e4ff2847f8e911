import KPIQuery
import PostgresClient

/// Gathers what the statements of a query return, cell by cell, and puts it into rows.
struct CellTable {
    private let metricCount: Int
    /// Cells by combination of members, then by bucket (from 1).
    private var combinations: [[Answer.Member]: [Int: [Answer.Cell?]]] = [:]

    init(metricCount: Int) {
        self.metricCount = metricCount
    }

    /// Runs a statement and keeps its cells at the metrics' positions.
    mutating func add(
        _ group: MetricGroup, from statement: MetricStatement, on connection: inout Connection
    ) throws {
        let result = try connection.execute(statement.statement)
        try result.forEach { row throws(PostgresError) in
            var column = 0
            func next() -> Int {
                defer { column += 1 }
                return column
            }
            let bucket = try row.decode(Int.self, at: next())
            var members: [Answer.Member] = []
            for dimension in statement.dimensions {
                var member = Answer.Member(text: row.text(at: next()))
                if dimension == .dimension("agent") { member.source = row.text(at: next()) }
                members.append(member)
            }
            let n = try row.decode(Int.self, at: next())
            for (position, measure) in group.metrics {
                var cell = Answer.Cell(n: n, value: try row.decode(Double?.self, at: next()))
                if measure.hasInterval {
                    cell.lower = try row.decode(Double?.self, at: next())
                    cell.upper = try row.decode(Double?.self, at: next())
                }
                let none = [Answer.Cell?](repeating: nil, count: metricCount)
                combinations[members, default: [:]][bucket, default: none][position] = cell
            }
        }
    }

    /// Every combination with a case, times every bucket of the range; without dimensions one combination, always.
    func rows(query: Query, definitions: [KPIDefinition], bounds: BucketBounds) -> [Answer.Row] {
        // A case of either leg of a ratio makes a combination; n counts those of one.
        var kept = combinations.filter { entry in
            entry.value.values.contains { cells in
                zip(cells, definitions).contains { cell, definition in
                    cell.map { $0.n > 0 || definition.kind == .ratio } ?? false
                }
            }
        }
        if query.dimensions.isEmpty, kept.isEmpty { kept[[]] = [:] }
        var rows: [Answer.Row] = []
        for (members, buckets) in kept {
            for bucket in 1...bounds.count {
                let found = buckets[bucket]
                let cells = zip(query.metrics, definitions).enumerated().map { position, asked in
                    cell(found?[position], of: asked.1, as: asked.0.aggregate?.value)
                }
                rows.append(Answer.Row(bucket: bucket, members: members, cells: cells))
            }
        }
        return rows.sorted(by: CellTable.isBefore)
    }

    /// A cell without cases counts nothing, or has no value.
    private func cell(
        _ found: Answer.Cell?, of definition: KPIDefinition, as aggregate: Aggregate?
    ) -> Answer.Cell {
        if let found { return found }
        let addsUp =
            switch definition.kind {
            case .count, .amount: true
            case .snapshot: !definition.isAge || aggregate == .sum
            case .duration: aggregate == .sum
            case .proportion, .score, .ratio: false
            }
        return Answer.Cell(n: 0, value: addsUp ? 0 : nil)
    }

    /// Time ascending, then the first metric descending, then dimensions; null last.
    private static func isBefore(_ left: Answer.Row, _ right: Answer.Row) -> Bool {
        if left.bucket != right.bucket { return left.bucket < right.bucket }
        let leftValue = left.cells.first?.value
        let rightValue = right.cells.first?.value
        if leftValue != rightValue {
            guard let leftValue else { return false }
            guard let rightValue else { return true }
            return leftValue > rightValue
        }
        for (leftMember, rightMember) in zip(left.members, right.members) where leftMember != rightMember {
            return leftMember.isBefore(rightMember)
        }
        return false
    }
}

extension Answer.Member {
    /// Bytewise, null last; agents of one id by source.
    func isBefore(_ other: Answer.Member) -> Bool {
        guard let text else { return false }
        guard let otherText = other.text else { return true }
        if text != otherText { return text.utf8.lexicographicallyPrecedes(otherText.utf8) }
        return (source ?? "").utf8.lexicographicallyPrecedes((other.source ?? "").utf8)
    }
}
