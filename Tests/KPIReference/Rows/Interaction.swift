/// One touch of a ticket: a message, a note, a call.
package struct Interaction: ContractRow {
    package static let entity = "interactions"

    package var source: String
    package var interactionID: String
    package var ticketID: String
    package var occurredAt: Instant
    package var author: String
    package var agentID: String?
    package var visibility: String?
    package var channel: String?
    package var handling: Instant?
    package var communication: Instant?
    package var technical: Instant?

    package init(
        source: String, interactionID: String, ticketID: String, occurredAt: Instant, author: String,
        agentID: String? = nil, visibility: String? = nil, channel: String? = nil, handling: Instant? = nil,
        communication: Instant? = nil, technical: Instant? = nil
    ) {
        self.source = source
        self.interactionID = interactionID
        self.ticketID = ticketID
        self.occurredAt = occurredAt
        self.author = author
        self.agentID = agentID
        self.visibility = visibility
        self.channel = channel
        self.handling = handling
        self.communication = communication
        self.technical = technical
    }

    package init(source: String, record: Record) throws(ContractError) {
        self.source = source
        interactionID = try record.required("interaction_id")
        ticketID = try record.required("ticket_id")
        occurredAt = try record.requiredInstant("occurred_at")
        author = try record.required("author")
        agentID = record.text("agent_id")
        visibility = record.text("visibility")
        channel = record.text("channel")
        handling = try record.seconds("handling_seconds")
        communication = try record.seconds("communication_seconds")
        technical = try record.seconds("technical_seconds")
    }

    package var key: [String] { [interactionID] }

    package var columns: [(name: String, text: String?)] {
        [
            ("interaction_id", interactionID),
            ("ticket_id", ticketID),
            ("occurred_at", formatInstant(occurredAt)),
            ("author", author),
            ("agent_id", agentID),
            ("visibility", visibility),
            ("channel", channel),
            ("handling_seconds", handling.map(formatSeconds)),
            ("communication_seconds", communication.map(formatSeconds)),
            ("technical_seconds", technical.map(formatSeconds)),
        ]
    }

    package var isPublic: Bool { visibility != "private" }
    /// The three components' sum in microseconds; 0 when none was logged.
    package var loggedTime: Instant { (handling ?? 0) + (communication ?? 0) + (technical ?? 0) }
}
