/// Opening hours by name.
package struct Schedule: ContractRow {
    package static let entity = "schedules"

    package var source: String
    package var scheduleID: String
    package var zone: Zone
    package var isDefault: Bool?

    package init(
        source: String, scheduleID: String, zone: Zone, isDefault: Bool? = nil
    ) {
        self.source = source
        self.scheduleID = scheduleID
        self.zone = zone
        self.isDefault = isDefault
    }

    package init(source: String, record: Record) throws(ContractError) {
        self.source = source
        scheduleID = try record.required("schedule_id")
        zone = try record.readRequired("timezone") { Zone($0) }
        isDefault = try record.boolean("is_default")
    }

    package var key: [String] { [scheduleID] }

    package var columns: [(name: String, text: String?)] {
        [
            ("schedule_id", scheduleID),
            ("timezone", zone.identifier),
            ("is_default", isDefault.map { $0 ? "true" : "false" }),
        ]
    }
}
