import Basics
import KPIQuery

/// One cut of a question, some dimensions over some buckets, with what it is compared with.
struct Slice {
    let range: TimeRange
    let cells: CellTable
    let bases: [SliceBase]

    /// The combinations that have a row.
    ///
    /// Those with a case of one of the first so many metrics in the range; without dimensions there is always one.
    func members(ofFirst metricCount: Int, dimensions: [DimensionName]) -> Set<[Answer.Member]> {
        dimensions.isEmpty ? [[]] : cells.members(ofFirst: metricCount)
    }

    /// Combinations that have cases in a base, but not in the range: they have no row.
    func membersOfBasesOnly(ofFirst metricCount: Int) -> Int {
        bases.reduce(into: Set<[Answer.Member]>()) { found, base in
            found.formUnion(base.cells?.members(ofFirst: metricCount) ?? [])
        }
        .subtracting(cells.members(ofFirst: metricCount)).count
    }

    /// Each combination in every bucket that has a row: time ascending, then the first metric descending, then members;
    /// null last.
    ///
    /// The total is what shares are of, where they are asked for: as many buckets, or one for all of them.
    func rows(of members: Set<[Answer.Member]>, sharesOf total: Slice?) -> [Answer.Row] {
        let members = members.sorted(by: Answer.Member.isBefore)
        let found = members.map { cells.cells(of: $0) }
        var rows: [Answer.Row] = []
        rows.reserveCapacity(members.count * range.buckets.count)
        for bucket in shownBuckets {
            let cells = found.map { $0(bucket) }
            let order = members.indices.sorted { left, right in
                let (leftValue, rightValue) = (cells[left].first?.value, cells[right].first?.value)
                guard leftValue != rightValue else { return left < right }
                guard let leftValue else { return false }
                guard let rightValue else { return true }
                return leftValue > rightValue
            }
            for number in order {
                let shown =
                    bases.isEmpty && total == nil
                    ? cells[number]
                    : compared(cells[number], members[number], in: bucket, sharesOf: total)
                rows.append(
                    Answer.Row(bucket: bucket, combination: number, members: members[number], cells: shown))
            }
        }
        return rows
    }

    private func compared(
        _ cells: [Answer.Cell], _ members: [Answer.Member], in bucket: Int, sharesOf total: Slice?
    ) -> [Answer.Cell] {
        cells.enumerated().map { position, found in
            var cell = found
            cell.comparisons = bases.map { base in
                base.comparison(
                    of: cell.value, at: position, definition: self.cells.definitions[position], members,
                    in: bucket)
            }
            cell.share = total.flatMap { $0.share(of: cell.value, position, in: bucket) }
            return cell
        }
    }

    /// What percentage of this, the total, a value is.
    private func share(of value: Double?, _ position: Int, in bucket: Int) -> Double? {
        let total = cells.cell(position, of: [], in: range.buckets.count == 1 ? 1 : bucket).value
        guard let value, let total, total != 0 else { return nil }
        return 100 * value / total
    }

    /// Each metric's values over the buckets; of those that have not begun there is nothing yet, and a zero is no value.
    func course(of members: [Answer.Member], metricCount: Int) -> [[Double?]] {
        (0..<metricCount).map { position in
            shownBuckets.map { bucket in
                let cell = cells.cell(position, of: members, in: bucket)
                return bucket > cells.bounds.firstOpen && cell.n == 0 ? nil : cell.value
            }
        }
    }

    /// The numbers of the buckets that have rows: all but the hours that a clock change skips.
    ///
    /// A day that a zone skips is one of the calendar nevertheless: the ledger has a share for it, and it ends as it
    /// begins.
    private var shownBuckets: [Int] {
        (1...range.buckets.count).filter { range.grain != .hourly || cells.bounds.hasTime($0) }
    }
}

/// What the cells of a slice are compared with.
enum SliceBase {
    /// Cells of another range, and for each bucket the number of its own there.
    case range(CellTable, numbers: [Int?])
    /// Targets, and for each bucket the days it holds on.
    case targets(TargetTable, days: [ClosedRange<CivilDate>])

    /// The other range's cells.
    var cells: CellTable? {
        guard case .range(let cells, _) = self else { return nil }
        return cells
    }

    /// Joined on all dimensions, bucket by bucket.
    func comparison(
        of value: Double?, at position: Int, definition: KPIDefinition, _ members: [Answer.Member],
        in bucket: Int
    ) -> Answer.Comparison {
        switch self {
        case .range(let cells, let numbers):
            let cell = numbers[bucket - 1].map { cells.cell(position, of: members, in: $0) }
            return Answer.Comparison(
                of: value, with: cell?.value, isApproximate: cell?.isApproximate ?? false)
        case .targets(let targets, let days):
            return Answer.Comparison(
                of: value, with: targets.value(of: definition, for: members, on: days[bucket - 1]))
        }
    }
}
