import KPIQuery

/// The members that `top N` or `bottom N` keeps.
struct RankedMembers {
    /// Positions of the ranked dimensions among the query's.
    private let positions: [Int]
    private let kept: Set<[Answer.Member]>

    /// Ranks by the value over the whole range; what has none comes last, and of equals the first in dimension order.
    ///
    /// Candidates are the combinations of the query that have a row; `value` is asked for each combination of the
    /// ranked dimensions among them.
    init(
        _ ranking: Ranking, dimensions: [DimensionName], among candidates: Set<[Answer.Member]>,
        value: ([Answer.Member]) -> Double?
    ) {
        let positions = Self.positions(of: ranking, among: dimensions)
        let ranked = Set(candidates.map { members in positions.map { members[$0] } })
            .map { (members: $0, value: value($0)) }
            .sorted { left, right in
                guard left.value != right.value else {
                    return Answer.Member.isBefore(left.members, right.members)
                }
                guard let leftValue = left.value else { return false }
                guard let rightValue = right.value else { return true }
                return ranking.end == .top ? leftValue > rightValue : leftValue < rightValue
            }
        self.positions = positions
        kept = Set(ranked.prefix(ranking.count).map(\.members))
    }

    /// The dimensions whose members are ranked, all of them together where none is named.
    static func positions(of ranking: Ranking, among dimensions: [DimensionName]) -> [Int] {
        guard let named = ranking.dimension?.value else { return Array(dimensions.indices) }
        return dimensions.indices.filter { dimensions[$0] == named }
    }

    func contains(_ members: [Answer.Member]) -> Bool {
        kept.contains(positions.map { members[$0] })
    }
}
