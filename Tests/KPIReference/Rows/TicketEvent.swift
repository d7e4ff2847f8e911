/// One change of a ticket's field.
package struct TicketEvent: ContractRow {
    package static let entity = "ticket_events"

    package var source: String
    package var eventID: String
    package var ticketID: String
    package var occurredAt: Instant
    package var field: String
    package var value: String?

    package init(
        source: String, eventID: String, ticketID: String, occurredAt: Instant, field: String,
        value: String? = nil
    ) {
        self.source = source
        self.eventID = eventID
        self.ticketID = ticketID
        self.occurredAt = occurredAt
        self.field = field
        self.value = value
    }

    package init(source: String, record: Record) throws(ContractError) {
        self.source = source
        eventID = try record.required("event_id")
        ticketID = try record.required("ticket_id")
        occurredAt = try record.requiredInstant("occurred_at")
        field = try record.required("field")
        value = record.text("value")
    }

    package var key: [String] { [eventID] }

    package var columns: [(name: String, text: String?)] {
        [
            ("event_id", eventID),
            ("ticket_id", ticketID),
            ("occurred_at", formatInstant(occurredAt)),
            ("field", field),
            ("value", value),
        ]
    }
}
