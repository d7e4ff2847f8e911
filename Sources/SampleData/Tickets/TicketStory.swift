/// What happens to one ticket: its messages, changes and surveys until the sample ends.
///
/// Told from beginning to end by the functions of the extensions. What would happen at or after the end is
/// not recorded and leaves no trace in the ticket, so tickets of the last days are still open.
struct TicketStory {
    let shop: Shop
    private(set) var ticket: Ticket
    private(set) var messages: [Message] = []
    private(set) var changes: [Change] = []
    private(set) var surveys: [Survey] = []
    /// Some tickets came over from an older tool that kept no history.
    private(set) var hasHistory = true
    /// How much the customer had to put up with, from 0; the surveys' answers depend on it.
    var annoyance = 0
    var random: SplitMix64

    init(of ticket: Ticket, shop: Shop, _ random: SplitMix64) {
        self.shop = shop
        self.ticket = ticket
        self.random = random
        messages.reserveCapacity(24)
        changes.reserveCapacity(16)
    }

    /// Tells another ticket's story, in the room of this one.
    mutating func tell(_ next: Ticket, _ random: SplitMix64) {
        ticket = next
        messages.removeAll(keepingCapacity: true)
        changes.removeAll(keepingCapacity: true)
        surveys.removeAll(keepingCapacity: true)
        annoyance = 0
        self.random = random
        hasHistory = !self.random.chance(90)
        tellCourse()
    }

    private mutating func tellCourse() {
        if ticket.exclusion != nil { return tellExcluded() }
        arrive()
        if ticket.isOutbound { return tellOutbound() }
        if ticket.channel == .chat || ticket.channel == .web, random.chance(560) {
            let left = greetByBot()
            if random.chance(300) { return settleByBot(at: left) }
        }
        switch random.below(1000) {
        case ..<22: break  // nobody ever answers
        case ..<42: change(.status(.resolved), at: ticket.createdAt + random.skewed(90_000))
        default: tellAnswered()
        }
    }

    /// Records a message, unless the sample has ended by then.
    mutating func say(_ message: Message) {
        guard message.at < shop.window.end else { return }
        messages.append(message)
    }

    /// Records a change and makes it, unless the sample has ended by then.
    mutating func change(_ value: Change.Value, at instant: Instant) {
        guard instant < shop.window.end else { return }
        switch value {
        case .status(let status): enter(status, at: instant)
        case .agent(let agent): ticket.agent = agent
        case .team(let team): ticket.team = team
        case .priority(let priority): ticket.priority = priority
        case .category(let category): ticket.category = category
        }
        if case .status = value, !hasHistory { return }
        changes.append(Change(at: instant, value: value))
    }

    /// Records a survey that has been sent before the sample ends; an answer after that is none yet.
    mutating func send(_ survey: Survey) {
        if let known = survey.sentAt ?? survey.respondedAt, known >= shop.window.end { return }
        surveys.append(survey.asKnown(before: shop.window.end))
    }

    private mutating func enter(_ status: Status, at instant: Instant) {
        if status.isResolved {
            if ticket.status?.isResolved != true { ticket.resolvedAt = instant }
            if status == .closed { ticket.closedAt = instant }
        } else {
            ticket.resolvedAt = nil
            ticket.closedAt = nil
        }
        ticket.status = status
    }
}
