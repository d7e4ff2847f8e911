/// A reportable ticket with what happened to it.
struct TicketStory {
    /// A change into or out of resolved.
    struct Change {
        let at: Instant
        let isResolution: Bool
    }

    let ticket: Ticket
    let interactions: [Interaction]
    /// In the order of the history.
    let changes: [Change]
    /// Public messages of agents, in order.
    let agentMessages: [Interaction]

    init(ticket: Ticket, interactions: [Interaction], events: [TicketEvent]) {
        self.ticket = ticket
        self.interactions = interactions
        changes = TicketStory.changes(of: ticket, events: events)
        agentMessages =
            interactions
            .filter { $0.isPublic && $0.author == "agent" }
            .sorted(by: TicketStory.isEarlier)
    }

    /// Messages of one author in their order: instant, then interaction_id, bytewise.
    private static func isEarlier(_ left: Interaction, _ right: Interaction) -> Bool {
        left.occurredAt != right.occurredAt
            ? left.occurredAt < right.occurredAt : bytewise(left.interactionID, right.interactionID)
    }

    private static func changes(of ticket: Ticket, events: [TicketEvent]) -> [Change] {
        let history = events.filter { $0.field == "status" }
        guard !history.isEmpty else {
            // Open until resolved_at, or else closed_at, and resolved from then on.
            guard let at = ticket.resolvedAt ?? ticket.closedAt else { return [] }
            return [Change(at: max(at, ticket.createdAt), isResolution: true)]
        }
        var changes: [Change] = []
        // Before the first event it has been open since created_at.
        var isResolved = false
        let ordered = history.sorted {
            $0.occurredAt != $1.occurredAt ? $0.occurredAt < $1.occurredAt : bytewise($0.eventID, $1.eventID)
        }
        for event in ordered {
            // A value that is no status counts as not resolved.
            let becomesResolved = event.value == "resolved" || event.value == "closed"
            guard becomesResolved != isResolved else { continue }
            isResolved = becomesResolved
            // A change before created_at counts as at created_at.
            changes.append(Change(at: max(event.occurredAt, ticket.createdAt), isResolution: isResolved))
        }
        return changes
    }

    // MARK: State

    /// The last resolution, if the ticket is resolved now.
    var finalResolution: Instant? {
        guard let last = changes.last, last.isResolution else { return nil }
        return last.at
    }

    var hasReopen: Bool { changes.contains { !$0.isResolution } }

    /// Whether what has happened before an instant leaves the ticket resolved.
    func isResolved(before instant: Instant) -> Bool {
        changes.last { $0.at < instant }?.isResolution ?? false
    }

    /// Whether what has happened up to and at an instant leaves the ticket resolved.
    func isResolved(at instant: Instant) -> Bool {
        changes.last { $0.at <= instant }?.isResolution ?? false
    }

    // MARK: Messages

    /// The first agent message at or after created_at, of an inbound ticket.
    var firstResponse: Interaction? {
        ticket.isInbound ? agentMessages.first { $0.occurredAt >= ticket.createdAt } : nil
    }

    /// Agent messages at or before an instant, also those before created_at.
    func agentMessages(upTo instant: Instant) -> [Interaction] {
        agentMessages.filter { $0.occurredAt <= instant }
    }

    /// How many contacts agent messages make: a message more than the gap after the one before it starts
    /// a new one.
    static func contactCount(of messages: [Interaction], gap: Instant) -> Int {
        var count = 0
        var previous: Instant?
        for message in messages {
            if previous.map({ message.occurredAt - $0 > gap }) ?? true { count += 1 }
            previous = message.occurredAt
        }
        return count
    }

    /// Customer turns that an agent answered: the first message of the turn, and the answer.
    var replies: [(turnStartedAt: Instant, answer: Interaction)] {
        // Customer before agent at one instant; the creation of an inbound ticket is a customer message.
        var customerInstants =
            interactions.filter { $0.isPublic && $0.author == "customer" }.map(\.occurredAt)
        if ticket.isInbound { customerInstants.append(ticket.createdAt) }
        var replies: [(Instant, Interaction)] = []
        var previousAnswer: Instant?
        for answer in agentMessages {
            // The turn: customer messages after the agent message before (those of its own instant come
            // before it), up to this one.
            let turn = customerInstants.filter { instant in
                instant <= answer.occurredAt && previousAnswer.map { instant > $0 } ?? true
            }
            if let start = turn.min() { replies.append((start, answer)) }
            previousAnswer = answer.occurredAt
        }
        return replies
    }
}
