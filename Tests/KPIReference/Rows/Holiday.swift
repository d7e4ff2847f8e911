/// A local day on which a schedule, or all of the source, is closed.
package struct Holiday: ContractRow {
    package static let entity = "holidays"

    package var source: String
    package var holidayOn: LocalDate
    package var scheduleID: String?

    package init(
        source: String, holidayOn: LocalDate, scheduleID: String? = nil
    ) {
        self.source = source
        self.holidayOn = holidayOn
        self.scheduleID = scheduleID
    }

    package init(source: String, record: Record) throws(ContractError) {
        self.source = source
        holidayOn = try record.requiredDate("holiday_on")
        scheduleID = record.text("schedule_id")
    }

    package var key: [String] { [holidayOn.description, scheduleID ?? ""] }

    package var columns: [(name: String, text: String?)] {
        [
            ("holiday_on", holidayOn.description),
            ("schedule_id", scheduleID),
        ]
    }
}
