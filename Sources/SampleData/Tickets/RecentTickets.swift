/// The tickets that came from customers in the last days: those that the same customer follows up on.
struct RecentTickets {
    struct Entry {
        let number: Int
        let customer: Int
        let segment: Segment?
        let order: Order?
        let channel: Channel?
        let category: Category?
        let createdAt: Instant
    }

    private var entries: [Entry] = []
    private var oldest = 0
    private let limit: Int

    /// Room for about a week's, so that memory stays constant however many there are.
    init(ticketsPerDay: Int) {
        limit = min(max(64, 7 * ticketsPerDay), 1 << 14)
    }

    mutating func remember(_ ticket: Ticket) {
        guard let customer = ticket.customer, ticket.exclusion == nil, !ticket.isOutbound else { return }
        let entry = Entry(
            number: ticket.number, customer: customer, segment: ticket.segment, order: ticket.order,
            channel: ticket.channel, category: ticket.category, createdAt: ticket.createdAt)
        guard entries.count == limit else { return entries.append(entry) }
        entries[oldest] = entry
        oldest = (oldest + 1) % limit
    }

    /// One of them, created before the instant and at most six days earlier; nil where the draw met none.
    func any(before instant: Instant, _ random: inout SplitMix64) -> Entry? {
        guard !entries.isEmpty else { return nil }
        let entry = random.any(of: entries)
        return (1...6 * 86_400).contains(instant - entry.createdAt) ? entry : nil
    }
}
