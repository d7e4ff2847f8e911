/// The contract's table of entities, column by column.
extension Contract {
    private static func required(_ name: String, _ type: ColumnType) -> Column {
        Column(name, type, isRequired: true)
    }

    private static let int32: ClosedRange<Int64> = Int64(Int32.min)...Int64(Int32.max)

    static let agents = Entity(
        "agents", table: "agent", key: ["agent_id"],
        columns: [
            required("agent_id", .id),
            Column("name", .text),
            Column("email", .text),
            Column("team", .text),
            Column("role", .text),
            Column("kind", .enumeration(["human", "bot"]), defaultValue: "human"),
            Column("started_on", .date),
            Column("ended_on", .date),
        ])

    static let customers = Entity(
        "customers", table: "customer", key: ["customer_id"],
        columns: [
            required("customer_id", .id),
            Column("name", .text),
            Column("email", .text),
            Column("segment", .text),
            Column("country", .text),
            Column("joined_at", .instant),
            Column("churned_at", .instant),
            Column("churn_reason", .text),
        ])

    static let tickets = Entity(
        "tickets", table: "ticket", key: ["ticket_id"],
        columns: [
            required("ticket_id", .id),
            required("created_at", .instant),
            Column("direction", .enumeration(["inbound", "outbound"]), defaultValue: "inbound"),
            Column("customer_id", .id),
            Column("agent_id", .id),
            Column("team", .text),
            Column("channel", .text),
            Column("category", .text),
            Column("product", .text),
            Column("priority", .text),
            Column(
                "status", .enumeration(["new", "open", "pending", "hold", "resolved", "closed"]),
                defaultValue: "open"),
            Column("resolved_at", .instant),
            Column("closed_at", .instant),
            Column("subject", .text),
            Column("tags", .tags),
            Column("order_id", .id),
            Column("excluded", .enumeration(["spam", "deleted", "merged", "test"])),
            Column("merged_into", .id),
            Column("schedule_id", .id),
        ])

    static let interactions = Entity(
        "interactions", table: "interaction", key: ["interaction_id"],
        columns: [
            required("interaction_id", .id),
            required("ticket_id", .id),
            required("occurred_at", .instant),
            required("author", .enumeration(["customer", "agent", "bot", "system", "third_party"])),
            Column("agent_id", .id),
            Column("visibility", .enumeration(["public", "private"]), defaultValue: "public"),
            Column("channel", .text),
            Column("handling_seconds", .seconds),
            Column("communication_seconds", .seconds),
            Column("technical_seconds", .seconds),
        ])

    static let ticketEvents = Entity(
        "ticket_events", table: "ticket_event", key: ["event_id"],
        columns: [
            required("event_id", .id),
            required("ticket_id", .id),
            required("occurred_at", .instant),
            required("field", .text),
            Column("value", .text),
        ])

    static let surveys = Entity(
        "surveys", table: "survey", key: ["survey_id"], rules: [.scoreOnScale],
        columns: [
            required("survey_id", .id),
            required("kind", .enumeration(ScoreScale.kinds)),
            Column("sent_at", .instant),
            Column("responded_at", .instant),
            Column("ticket_id", .id),
            Column("customer_id", .id),
            Column("agent_id", .id),
            Column("score", .wholeNumber(int32)),
            Column("scale_min", .wholeNumber(int32)),
            Column("scale_max", .wholeNumber(int32)),
            Column("reversed", .boolean, defaultValue: "false"),
            Column("reason", .text),
            Column("comment", .text),
        ])

    static let costs = Entity(
        "costs", table: "cost", key: ["cost_id"],
        rules: [.notBefore(later: "period_end", earlier: "period_start")],
        columns: [
            required("cost_id", .id),
            required("category", .enumeration(["staffing", "technology", "training", "other"])),
            required("period_start", .date),
            required("period_end", .date),
            required("amount", .signedNumber),
            required("currency", .currency),
            Column("team", .text),
            Column("channel", .text),
        ])

    static let shifts = Entity(
        "shifts", table: "shift", key: ["shift_id"],
        rules: [
            .after(later: "ends_at", earlier: "starts_at"),
            .within(days: 366, later: "ends_at", earlier: "starts_at"),
        ],
        columns: [
            required("shift_id", .id),
            required("agent_id", .id),
            required("starts_at", .instant),
            required("ends_at", .instant),
            Column(
                "activity", .enumeration(["available", "break", "meeting", "training"]),
                defaultValue: "available"),
        ])

    static let schedules = Entity(
        "schedules", table: "schedule", key: ["schedule_id"],
        columns: [
            required("schedule_id", .id),
            required("timezone", .timeZone),
            Column("name", .text),
            Column("is_default", .boolean, defaultValue: "false"),
        ])

    static let scheduleHours = Entity(
        "schedule_hours", table: "schedule_hour", key: ["schedule_id", "weekday", "opens_at", "valid_from"],
        columns: [
            required("schedule_id", .id),
            required("weekday", .wholeNumber(1...7)),
            required("opens_at", .time(allowsEndOfDay: false)),
            required("closes_at", .time(allowsEndOfDay: true)),
            Column("valid_from", .date),
            Column("valid_to", .date),
        ])

    static let holidays = Entity(
        "holidays", table: "holiday", key: ["holiday_on", "schedule_id"],
        columns: [
            required("holiday_on", .date),
            Column("schedule_id", .id),
            Column("name", .text),
        ])

    static let orders = Entity(
        "orders", table: "customer_order", key: ["order_id"],
        columns: [
            required("order_id", .id),
            required("customer_id", .id),
            required("ordered_at", .instant),
            Column("amount", .signedNumber),
            Column("currency", .currency),
        ])

    static let targets = Entity(
        "targets", table: "target", key: ["kpi", "starts_on"], extras: .dimensions, isKeyedByExtras: true,
        columns: [
            required("kpi", .id),
            required("starts_on", .date),
            required("target", .signedNumber),
            Column("ends_on", .date),
            Column("warning", .signedNumber),
            Column("owner", .text),
            Column("review_on", .date),
        ])

    static let initiatives = Entity(
        "initiatives", table: "initiative", key: ["initiative_id"], extras: .dimensions,
        columns: [
            required("initiative_id", .id),
            required("name", .text),
            required("starts_on", .date),
            Column("ends_on", .date),
            Column("description", .text),
        ])
}
