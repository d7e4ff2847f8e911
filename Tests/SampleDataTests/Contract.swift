import Testing

/// The data contract as the tests read it, independently of the product's own reader.
struct Contract {
    enum ValueType {
        case id, text, instant, date, seconds, money, number, integer, boolean, currency
        case time(allows24: Bool)
        case oneOf([String])
        case weekday
    }

    struct Column {
        let name: String
        let type: ValueType
        var isRequired = false
    }

    let entity: String
    let columns: [Column]
    /// The columns that tell a row from all others.
    let key: [String]
    /// Columns beyond the contract, which become attributes or dimensions.
    var extra: [String] = []

    static let all = [
        Contract(
            entity: "agents",
            columns: [
                .required("agent_id", .id), .optional("name", .text), .optional("email", .text),
                .optional("team", .text), .optional("role", .text),
                .optional("kind", .oneOf(["human", "bot"])), .optional("started_on", .date),
                .optional("ended_on", .date),
            ], key: ["agent_id"]),
        Contract(
            entity: "customers",
            columns: [
                .required("customer_id", .id), .optional("name", .text), .optional("email", .text),
                .optional("segment", .text), .optional("country", .text), .optional("joined_at", .instant),
                .optional("churned_at", .instant), .optional("churn_reason", .text),
            ], key: ["customer_id"]),
        Contract(
            entity: "tickets",
            columns: [
                .required("ticket_id", .id), .required("created_at", .instant),
                .optional("direction", .oneOf(["inbound", "outbound"])), .optional("customer_id", .id),
                .optional("agent_id", .id), .optional("team", .text), .optional("channel", .text),
                .optional("category", .text), .optional("product", .text), .optional("priority", .text),
                .optional("status", .oneOf(["new", "open", "pending", "hold", "resolved", "closed"])),
                .optional("resolved_at", .instant), .optional("closed_at", .instant),
                .optional("subject", .text), .optional("tags", .text), .optional("order_id", .id),
                .optional("excluded", .oneOf(["spam", "deleted", "merged", "test"])),
                .optional("merged_into", .id), .optional("schedule_id", .id),
            ], key: ["ticket_id"], extra: ["brand", "order_value_band"]),
        Contract(
            entity: "interactions",
            columns: [
                .required("interaction_id", .id), .required("ticket_id", .id),
                .required("occurred_at", .instant),
                .required("author", .oneOf(["customer", "agent", "bot", "system", "third_party"])),
                .optional("agent_id", .id), .optional("visibility", .oneOf(["public", "private"])),
                .optional("channel", .text), .optional("handling_seconds", .seconds),
                .optional("communication_seconds", .seconds), .optional("technical_seconds", .seconds),
            ], key: ["interaction_id"]),
        Contract(
            entity: "ticket_events",
            columns: [
                .required("event_id", .id), .required("ticket_id", .id), .required("occurred_at", .instant),
                .required("field", .text), .optional("value", .text),
            ], key: ["event_id"]),
        Contract(
            entity: "surveys",
            columns: [
                .required("survey_id", .id),
                .required("kind", .oneOf(["csat", "nps", "ces", "esat", "exit"])),
                .optional("sent_at", .instant), .optional("responded_at", .instant),
                .optional("ticket_id", .id), .optional("customer_id", .id), .optional("agent_id", .id),
                .optional("score", .integer), .optional("scale_min", .integer),
                .optional("scale_max", .integer), .optional("reversed", .boolean), .optional("reason", .text),
                .optional("comment", .text),
            ], key: ["survey_id"]),
        Contract(
            entity: "costs",
            columns: [
                .required("cost_id", .id),
                .required("category", .oneOf(["staffing", "technology", "training", "other"])),
                .required("period_start", .date), .required("period_end", .date), .required("amount", .money),
                .required("currency", .currency), .optional("team", .text), .optional("channel", .text),
            ], key: ["cost_id"]),
        Contract(
            entity: "shifts",
            columns: [
                .required("shift_id", .id), .required("agent_id", .id), .required("starts_at", .instant),
                .required("ends_at", .instant),
                .optional("activity", .oneOf(["available", "break", "meeting", "training"])),
            ], key: ["shift_id"]),
        Contract(
            entity: "schedules",
            columns: [
                .required("schedule_id", .id), .required("timezone", .text), .optional("name", .text),
                .optional("is_default", .boolean),
            ], key: ["schedule_id"]),
        Contract(
            entity: "schedule_hours",
            columns: [
                .required("schedule_id", .id), .required("weekday", .weekday),
                .required("opens_at", .time(allows24: false)), .required("closes_at", .time(allows24: true)),
                .optional("valid_from", .date), .optional("valid_to", .date),
            ], key: ["schedule_id", "weekday", "opens_at", "valid_from"]),
        Contract(
            entity: "holidays",
            columns: [
                .required("holiday_on", .date), .optional("schedule_id", .id), .optional("name", .text),
            ], key: ["holiday_on", "schedule_id"]),
        Contract(
            entity: "orders",
            columns: [
                .required("order_id", .id), .required("customer_id", .id), .required("ordered_at", .instant),
                .optional("amount", .money), .optional("currency", .currency),
            ], key: ["order_id"]),
        Contract(
            entity: "targets",
            columns: [
                .required("kpi", .text), .required("starts_on", .date), .required("target", .number),
                .optional("ends_on", .date), .optional("warning", .number), .optional("owner", .text),
                .optional("review_on", .date),
            ], key: ["kpi", "starts_on", "channel", "priority", "team", "segment"],
            extra: ["channel", "priority", "team", "segment"]),
        Contract(
            entity: "initiatives",
            columns: [
                .required("initiative_id", .id), .required("name", .text), .required("starts_on", .date),
                .optional("ends_on", .date), .optional("description", .text),
            ], key: ["initiative_id"], extra: ["channel", "category"]),
    ]
}

extension Contract.Column {
    static func required(_ name: String, _ type: Contract.ValueType) -> Contract.Column {
        Contract.Column(name: name, type: type, isRequired: true)
    }

    static func optional(_ name: String, _ type: Contract.ValueType) -> Contract.Column {
        Contract.Column(name: name, type: type)
    }
}

extension Contract: CustomTestStringConvertible {
    var testDescription: String { entity }
}
