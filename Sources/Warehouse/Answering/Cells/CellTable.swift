import Basics
import KPIQuery
import PostgresClient

/// Gathers what the statements of a slice return, cell by cell, and gives it out by bucket and members.
struct CellTable {
    /// One a metric.
    let definitions: [KPIDefinition]
    /// Whether the metric's values add up: then it is 0 where there is no case.
    private let addsUp: [Bool]
    let bounds: BucketBounds
    /// The number of each combination of members.
    private var numbers: [[Answer.Member]: Int] = [:]
    /// Combination by combination: bucket by bucket the cells of the metrics; nil where nothing was read.
    private var cells: [[Answer.Cell?]] = []

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
        // A combination's rows often come one after the other.
        var combination: (members: [Answer.Member], number: Int) = ([], -1)
        try result.forEach { row throws(PostgresError) in
            var column = 0
            func next() -> Int {
                defer { column += 1 }
                return column
            }
            let bucket = try row.integer(at: next())
            var members: [Answer.Member] = []
            members.reserveCapacity(dimensions.count)
            for dimension in dimensions {
                var member = Answer.Member(text: row.text(at: next()))
                if dimension == .dimension("agent") { member.source = row.text(at: next()) }
                members.append(member)
            }
            let n = try row.integer(at: next())
            if combination.number < 0 || combination.members != members {
                combination = (members, number(of: members))
            }
            let first = place(in: bucket)
            for (position, measure) in metrics {
                var cell = Answer.Cell(n: n, value: try row.number(at: next()))
                cell.isApproximate = isApproximate && cell.value != nil
                if measure.hasInterval {
                    cell.lower = try row.number(at: next())
                    cell.upper = try row.number(at: next())
                }
                cells[combination.number][first + position] = cell
            }
        }
    }

    /// The number of a combination, which is new where it was not there.
    private mutating func number(of members: [Answer.Member]) -> Int {
        if let known = numbers[members] { return known }
        let number = numbers.count
        numbers[members] = number
        cells.append(Array(repeating: nil, count: bounds.count * definitions.count))
        return number
    }

    /// Where a combination's cells of a bucket (from 1) begin.
    private func place(in bucket: Int) -> Int { (bucket - 1) * definitions.count }

    /// Every combination in which one of the first so many metrics has a case, in any bucket.
    func members(ofFirst metricCount: Int) -> Set<[Answer.Member]> {
        // A case of either leg of a ratio makes a combination; n counts those of one.
        func isKept(_ cells: [Answer.Cell?]) -> Bool {
            (1..<bounds.count + 1).contains { bucket in
                let first = place(in: bucket)
                return definitions.indices.prefix(metricCount).contains { position in
                    cells[first + position].map { $0.n > 0 || definitions[position].kind == .ratio } ?? false
                }
            }
        }
        return Set(numbers.filter { isKept(cells[$0.value]) }.keys)
    }

    /// The cell of a metric; one without cases is 0 of what adds up, else it has no value.
    func cell(_ position: Int, of members: [Answer.Member], in bucket: Int) -> Answer.Cell {
        numbers[members].flatMap { cells[$0][place(in: bucket) + position] } ?? emptyCell(position)
    }

    /// The cells of all metrics of a combination, for one bucket after the other.
    func cells(of members: [Answer.Member]) -> (_ bucket: Int) -> [Answer.Cell] {
        let cells = numbers[members].map { self.cells[$0] }
        return { bucket in
            guard let cells else { return definitions.indices.map(emptyCell) }
            let first = place(in: bucket)
            return definitions.indices.map { cells[first + $0] ?? emptyCell($0) }
        }
    }

    private func emptyCell(_ position: Int) -> Answer.Cell {
        Answer.Cell(n: 0, value: addsUp[position] ? 0 : nil)
    }

    /// Whether a metric has an interval of few cases in some cell.
    func hasIntervalOfFew(_ position: Int) -> Bool {
        cells.contains { cells in
            stride(from: position, to: cells.count, by: definitions.count).contains { place in
                cells[place].map { $0.isLowN && $0.lower != nil && $0.lower != $0.upper } ?? false
            }
        }
    }

    /// Cases of the first metric, over everything that was read; of what is there at an instant, those of one bucket.
    ///
    /// Nil where cells share cases: a ledger's row is in as many as it has days and segments.
    func caseCount(by dimensions: [DimensionName]) -> Int? {
        guard let definition = definitions.first else { return 0 }
        if definition.kind == .amount, bounds.count > 1 || !dimensions.isEmpty { return nil }
        // Tickets that an amount is divided by are in each cell of the ledger's own dimensions.
        guard definition.kind != .ratio || !dimensions.contains(where: \.isOfLedger) else { return nil }
        let buckets =
            switch (definitions.first?.kind, definitions.first?.cases.placement) {
            case (.snapshot, _): bounds.count..<bounds.count + 1
            case (_, .standing): 1..<2
            default: 1..<bounds.count + 1
            }
        return cells.reduce(0) { count, cells in
            buckets.reduce(count) { $0 + (cells[place(in: $1)]?.n ?? 0) }
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
        if ExactText(text) != ExactText(otherText) {
            return text.utf8.lexicographicallyPrecedes(otherText.utf8)
        }
        return (source ?? "").utf8.lexicographicallyPrecedes((other.source ?? "").utf8)
    }
}
