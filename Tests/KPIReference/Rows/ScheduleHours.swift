/// One weekly interval of a schedule.
package struct ScheduleHours: ContractRow {
    package static let entity = "schedule_hours"

    package var source: String
    package var scheduleID: String
    package var weekday: Int
    package var opensAt: Instant
    package var closesAt: Instant
    package var validFrom: LocalDate?
    package var validTo: LocalDate?

    package init(
        source: String, scheduleID: String, weekday: Int, opensAt: Instant, closesAt: Instant,
        validFrom: LocalDate? = nil, validTo: LocalDate? = nil
    ) {
        self.source = source
        self.scheduleID = scheduleID
        self.weekday = weekday
        self.opensAt = opensAt
        self.closesAt = closesAt
        self.validFrom = validFrom
        self.validTo = validTo
    }

    package init(source: String, record: Record) throws(ContractError) {
        self.source = source
        scheduleID = try record.required("schedule_id")
        weekday = try record.readRequired("weekday") { Int($0) }
        opensAt = try record.requiredTimeOfDay("opens_at")
        closesAt = try record.requiredTimeOfDay("closes_at")
        validFrom = try record.date("valid_from")
        validTo = try record.date("valid_to")
    }

    package var key: [String] {
        [scheduleID, String(weekday), formatTimeOfDay(opensAt), validFrom?.description ?? ""]
    }

    package var columns: [(name: String, text: String?)] {
        [
            ("schedule_id", scheduleID),
            ("weekday", String(weekday)),
            ("opens_at", formatTimeOfDay(opensAt)),
            ("closes_at", formatTimeOfDay(closesAt)),
            ("valid_from", validFrom?.description),
            ("valid_to", validTo?.description),
        ]
    }
}
