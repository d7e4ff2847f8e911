/// Schedules, their hours and holidays.
struct OpeningHours {
    let schedules: [Schedule]
    let hours: [ScheduleHours]
    let holidays: [Holiday]

    /// The ticket's schedule: its schedule_id, else its source's default; nil where there is none, also
    /// where the schedule_id is not there yet.
    func schedule(of ticket: Ticket) -> Schedule? {
        let own = schedules.filter { $0.source == ticket.source }
        if let scheduleID = ticket.scheduleID { return own.first { $0.scheduleID == scheduleID } }
        return own.filter { $0.isDefault == true }.min { bytewise($0.scheduleID, $1.scheduleID) }
    }

    /// The time between two instants that lies inside the open hours.
    func openTime(of schedule: Schedule, from start: Instant, to end: Instant) -> Instant {
        guard start < end else { return 0 }
        // Intervals that open up to two days before may reach into the span.
        let first = schedule.zone.date(of: start).adding(days: -2)
        let last = schedule.zone.date(of: end).adding(days: 1)
        var open: [Interval] = []
        var closed: [Interval] = []
        for dayNumber in first.dayNumber...last.dayNumber {
            let day = LocalDate(dayNumber: dayNumber)
            open += hours.compactMap { interval(of: $0, schedule: schedule, opening: day) }
            if isHoliday(day, schedule: schedule) {
                // Every instant of the local day.
                closed.append(
                    Interval(schedule.zone.start(of: day), schedule.zone.start(of: day.adding(days: 1))))
            }
        }
        return coveredTime(subtracting(closed, from: open), within: Interval(start, end))
    }

    /// The interval that a row opens on a local day; nil where it opens none.
    private func interval(of row: ScheduleHours, schedule: Schedule, opening day: LocalDate) -> Interval? {
        guard row.source == schedule.source, row.scheduleID == schedule.scheduleID,
            row.weekday == day.weekday,
            row.validFrom.map({ $0 <= day }) ?? true, row.validTo.map({ day <= $0 }) ?? true
        else { return nil }
        let opens = schedule.zone.instant(on: day, timeOfDay: row.opensAt)
        // closes ≤ opens runs past midnight; 24:00 is the end of the day.
        let closingDay = row.closesAt <= row.opensAt ? day.adding(days: 1) : day
        let closes = schedule.zone.instant(on: closingDay, timeOfDay: row.closesAt)
        return opens < closes ? Interval(opens, closes) : nil
    }

    private func isHoliday(_ day: LocalDate, schedule: Schedule) -> Bool {
        holidays.contains { holiday in
            holiday.source == schedule.source && holiday.holidayOn == day
                && (holiday.scheduleID.map { $0 == schedule.scheduleID } ?? true)
        }
    }
}
