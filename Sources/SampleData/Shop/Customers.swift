/// All customers, worked out from their numbers: none is kept in memory.
///
/// Half of them were there when the window opens, the others join at an even pace, in the order of their
/// numbers.
struct Customers: Sendable {
    let count: Int
    private let window: Window
    private let seed: UInt64

    init(tickets: Int, window: Window, seed: UInt64) {
        count = max(20, tickets * 2 / 5)
        self.window = window
        self.seed = seed
    }

    subscript(number: Int) -> Customer {
        var random = SplitMix64(seed: seed, .customer, number)
        let joinedAt = joining(number)
        return Customer(
            number: number,
            segment: random.pick(Segment.mix),
            country: random.pick(Self.countries),
            joinedAt: number < old && random.chance(60) ? nil : joinedAt,
            churnedAt: churn(number, joinedAt: joinedAt))
    }

    /// Someone who is a customer on that day, most often one of long standing.
    func anyone(onDay day: Int, _ random: inout SplitMix64) -> Int {
        let joined = max(1, old + (count - old) * day / window.days)
        let date = window.day(day)
        var number = 0
        for _ in 0..<6 {
            number = min(random.below(joined), random.below(joined))
            guard let left = churn(number, joinedAt: joining(number)), left.date <= date else {
                return number
            }
        }
        return number
    }

    private var old: Int { count / 2 }

    private func joining(_ number: Int) -> Instant {
        if number < old { return window.start + -(old - number) * (3 * 365 * 86_400 / old) }
        return window.start + (number - old) * (window.days * 86_400 / (count - old))
    }

    /// One in twelve leaves within two years of joining or of the window's opening.
    private func churn(_ number: Int, joinedAt: Instant) -> Instant? {
        var random = SplitMix64(seed: seed, .churn, number)
        guard random.chance(160) else { return nil }
        let left = max(joinedAt, window.start) + 86_400 + random.below(730 * 86_400)
        return left < window.end ? left : nil
    }

    private static let countries = Choice<StaticString?>(
        ("DE", 30), ("FR", 13), ("GB", 12), ("US", 12), ("AT", 7), ("NL", 6), ("PL", 5), ("JP", 4), ("CH", 3),
        ("SE", 2), ("ES", 2), ("IT", 1), ("BR", 1), (nil, 2))
}
