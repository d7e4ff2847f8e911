/// All orders, worked out from their numbers: three for each ticket.
struct Orders: Sendable {
    let volume: DailyVolume
    private let customers: Customers
    private let seed: UInt64

    init(tickets: Int, customers: Customers, window: Window, seed: UInt64) {
        volume = DailyVolume(
            total: 3 * tickets, window: window, weekdays: [102, 96, 94, 96, 98, 100, 124], seed: seed &+ 1)
        self.customers = customers
        self.seed = seed
    }

    /// The order with this number, which is one of its day's numbers.
    func order(_ number: Int, onDay day: Int, of numbers: Range<Int>) -> Order {
        var random = SplitMix64(seed: seed, .order, number)
        let second = DayClock.orders.second(
            position: number - numbers.lowerBound, of: numbers.count, &random)
        return Order(
            number: number,
            customer: customers.anyone(onDay: day, &random),
            orderedAt: Instant(volume.window.day(day), second: second),
            cents: 490 + random.skewed(69_00))
    }

    /// An order of the days before an instant; nil where there were none.
    func recent(before instant: Instant, onDay day: Int, _ random: inout SplitMix64) -> Order? {
        let then = day - random.skewed(4)
        guard then >= 0 else { return nil }
        let numbers = volume.numbers(onDay: then)
        guard !numbers.isEmpty else { return nil }
        let order = order(numbers.lowerBound + random.below(numbers.count), onDay: then, of: numbers)
        return order.orderedAt < instant ? order : nil
    }
}
