/// The made-up shop: what every file of a sample is drawn from.
struct Shop: Sendable {
    let tickets: Int
    let window: Window
    let seed: UInt64
    let volume: DailyVolume
    let customers: Customers
    let orders: Orders
    let roster: Roster
    /// From this instant on chats are routed by skill, and answered in less than half the time.
    let chatRoutingStart: Instant

    init(tickets: Int, window: Window, seed: UInt64) {
        self.tickets = tickets
        self.window = window
        self.seed = seed
        volume = DailyVolume(
            total: tickets, window: window, weekdays: [128, 112, 104, 102, 98, 80, 76], seed: seed)
        customers = Customers(tickets: tickets, window: window, seed: seed)
        orders = Orders(tickets: tickets, customers: customers, window: window, seed: seed)
        roster = Roster(tickets: tickets, window: window, seed: seed)
        chatRoutingStart = Instant(window.day(atPercent: 55))
    }
}
