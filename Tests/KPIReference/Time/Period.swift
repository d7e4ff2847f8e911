/// How a range is cut into periods.
package enum Grain: String, CaseIterable, Sendable {
    case hourly, daily, weekly, monthly, quarterly, yearly
}

/// One bucket of an answer, cut by the range where it reaches beyond it.
package struct Period: Sendable {
    /// The value of `period` in the answer; nil without a grain.
    package let label: String?
    /// The part within the range, half-open.
    package let part: Interval
    /// The local days of the part (of an hour: the day it lies in).
    package let days: [LocalDate]
}

/// The local calendar of the reports.
package struct ReportingCalendar: Sendable {
    package let zone: Zone
    /// 1 Monday … 7 Sunday.
    package let weekStart: Int

    package init(zone: Zone, weekStart: Int) {
        self.zone = zone
        self.weekStart = weekStart
    }

    /// The periods of a range of days, both inclusive.
    package func periods(from first: LocalDate, to last: LocalDate, grain: Grain?) -> [Period] {
        guard let grain else {
            return [period(label: nil, days: days(from: first, to: last))]
        }
        if grain == .hourly { return hours(from: first, to: last) }
        var result: [Period] = []
        var rest = days(from: first, to: last)
        while let day = rest.first {
            let label = firstDay(of: grain, containing: day)
            let members = rest.prefix { firstDay(of: grain, containing: $0) == label }
            result.append(period(label: label.description, days: Array(members)))
            rest.removeFirst(members.count)
        }
        return result
    }

    /// The first day of the week, month … in which a day lies.
    package func firstDay(of grain: Grain, containing day: LocalDate) -> LocalDate {
        switch grain {
        case .hourly, .daily: day
        case .weekly: day.adding(days: -((day.weekday - weekStart + 7) % 7))
        case .monthly: day.firstOfMonth
        case .quarterly: LocalDate(year: day.year, month: (day.month - 1) / 3 * 3 + 1, day: 1)
        case .yearly: LocalDate(year: day.year, month: 1, day: 1)
        }
    }

    private func days(from first: LocalDate, to last: LocalDate) -> [LocalDate] {
        first > last ? [] : (first.dayNumber...last.dayNumber).map { LocalDate(dayNumber: $0) }
    }

    private func period(label: String?, days: [LocalDate]) -> Period {
        guard let first = days.first, let last = days.last else {
            return Period(label: label, part: Interval(0, 0), days: [])
        }
        let part = Interval(zone.start(of: first), zone.start(of: last.adding(days: 1)))
        return Period(label: label, part: part, days: days)
    }

    /// AMBIGUOUS: the documents give no label for an hour, and do not say what becomes of the hour that the
    /// clock shows twice.
    ///
    /// Reading: "hours … are local": an hour is what the clock on the wall calls so, labelled by its first
    /// minute; a doubled one is one hour that lasts twice as long, a skipped one is none.
    private func hours(from first: LocalDate, to last: LocalDate) -> [Period] {
        days(from: first, to: last).flatMap { day in
            (0..<24).compactMap { hour in
                let start = self.start(ofHour: hour, on: day)
                let end = self.start(ofHour: hour + 1, on: day)
                guard start < end else { return nil }
                return Period(
                    label: "\(day) \(padded(Instant(hour), to: 2)):00:00", part: Interval(start, end),
                    days: [day])
            }
        }
    }

    /// The first instant of a day at which the clock shows an hour or a later one.
    private func start(ofHour hour: Int, on day: LocalDate) -> Instant {
        let end = zone.start(of: day.adding(days: 1))
        // Zones change on whole minutes (all since 1973).
        var instant = zone.start(of: day)
        while instant < end, hourOfClock(instant) < hour { instant += .minute }
        return instant
    }

    private func hourOfClock(_ instant: Instant) -> Int {
        let local = instant + zone.offset(at: instant)
        return Int((local - floorDivide(local, .day) * .day) / .hour)
    }
}
