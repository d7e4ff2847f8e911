/// Spreads what happens on a day over its hours, in time order.
struct DayClock: Sendable {
    /// Weights of the 24 hours (UTC), and the sum of those before each.
    private let weights: [Int]
    private let before: [Int]
    private let sum: Int

    /// Support: a morning and an evening hump.
    static let tickets = DayClock([
        6, 4, 3, 3, 5, 12, 28, 52, 74, 84, 82, 74, 66, 68, 70, 68, 64, 60, 58, 60, 56, 42, 24, 12,
    ])
    /// Shopping: the evening.
    static let orders = DayClock([
        10, 6, 4, 3, 3, 6, 14, 26, 38, 44, 48, 50, 54, 50, 46, 46, 50, 60, 78, 92, 96, 78, 44, 22,
    ])

    private init(_ weights: [Int]) {
        self.weights = weights
        var sum = 0
        before = weights.map { weight in
            defer { sum += weight }
            return sum
        }
        self.sum = sum
    }

    /// The second of the day of the thing at this position among the day's: each has its own slice of the
    /// day, so later positions are never earlier.
    func second(position: Int, of count: Int, _ random: inout SplitMix64) -> Int {
        let mass = ((position << 16) + random.below(1 << 16)) * sum / count
        var hour = 23
        while before[hour] << 16 > mass { hour -= 1 }
        return hour * 3600 + (mass - before[hour] << 16) * 3600 / (weights[hour] << 16)
    }
}
