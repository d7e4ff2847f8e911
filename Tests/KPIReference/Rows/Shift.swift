/// One planned stretch of an agent's time.
package struct Shift: ContractRow {
    package static let entity = "shifts"

    package var source: String
    package var shiftID: String
    package var agentID: String
    package var startsAt: Instant
    package var endsAt: Instant
    package var activity: String?

    package init(
        source: String, shiftID: String, agentID: String, startsAt: Instant, endsAt: Instant,
        activity: String? = nil
    ) {
        self.source = source
        self.shiftID = shiftID
        self.agentID = agentID
        self.startsAt = startsAt
        self.endsAt = endsAt
        self.activity = activity
    }

    package init(source: String, record: Record) throws(ContractError) {
        self.source = source
        shiftID = try record.required("shift_id")
        agentID = try record.required("agent_id")
        startsAt = try record.requiredInstant("starts_at")
        endsAt = try record.requiredInstant("ends_at")
        activity = record.text("activity")
    }

    package var key: [String] { [shiftID] }

    package var columns: [(name: String, text: String?)] {
        [
            ("shift_id", shiftID),
            ("agent_id", agentID),
            ("starts_at", formatInstant(startsAt)),
            ("ends_at", formatInstant(endsAt)),
            ("activity", activity),
        ]
    }

    package var interval: Interval { Interval(startsAt, endsAt) }
    package var isAvailable: Bool { activity == nil || activity == "available" }
}
