/// One request of a customer, or one that an agent opened.
package struct Ticket: ContractRow {
    package static let entity = "tickets"

    package var source: String
    package var ticketID: String
    package var createdAt: Instant
    package var direction: String?
    package var customerID: String?
    package var agentID: String?
    package var team: String?
    package var channel: String?
    package var category: String?
    package var product: String?
    package var priority: String?
    package var status: String?
    package var resolvedAt: Instant?
    package var closedAt: Instant?
    package var excluded: String?
    package var scheduleID: String?
    /// Columns that the contract does not name.
    package var attributes: [String: String] = [:]

    package init(source: String, ticketID: String, createdAt: Instant) {
        self.source = source
        self.ticketID = ticketID
        self.createdAt = createdAt
    }

    package init(source: String, record: Record) throws(ContractError) {
        self.source = source
        ticketID = try record.required("ticket_id")
        createdAt = try record.requiredInstant("created_at")
        direction = record.text("direction")
        customerID = record.text("customer_id")
        agentID = record.text("agent_id")
        team = record.text("team")
        channel = record.text("channel")
        category = record.text("category")
        product = record.text("product")
        priority = record.text("priority")
        status = record.text("status")
        resolvedAt = try record.instant("resolved_at")
        closedAt = try record.instant("closed_at")
        excluded = record.text("excluded")
        scheduleID = record.text("schedule_id")
        let named = Set(columns.map(\.name)).union(["subject", "tags", "order_id", "merged_into"])
        attributes = record.texts.filter { !named.contains($0.key) }
    }

    package var key: [String] { [ticketID] }

    package var columns: [(name: String, text: String?)] {
        [
            ("ticket_id", ticketID),
            ("created_at", formatInstant(createdAt)),
            ("direction", direction),
            ("customer_id", customerID),
            ("agent_id", agentID),
            ("team", team),
            ("channel", channel),
            ("category", category),
            ("product", product),
            ("priority", priority),
            ("status", status),
            ("resolved_at", resolvedAt.map(formatInstant)),
            ("closed_at", closedAt.map(formatInstant)),
            ("excluded", excluded),
            ("schedule_id", scheduleID),
        ] + attributes.sorted { $0.key < $1.key }.map { ($0.key, $0.value) }
    }

    package var isInbound: Bool { direction != "outbound" }
    /// Part of the KPIs.
    package var isReportable: Bool { excluded == nil }
}
