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
    /// Reading: an hour is a local clock hour under one offset, labelled with both
    /// (`2026-10-25T02:00+02:00`), so the doubled hour is two periods, as long as each other, and each
    /// snapshot has one end.
    private func hours(from first: LocalDate, to last: LocalDate) -> [Period] {
        let range = Interval(zone.start(of: first), zone.start(of: last.adding(days: 1)))
        var result: [Period] = []
        // Zones change by multiples of a quarter of an hour (all since 1972).
        var instant = range.start
        while instant < range.end {
            let label = hourLabel(of: instant)
            let start = instant
            while instant < range.end, hourLabel(of: instant) == label { instant += 15 * .minute }
            result.append(
                Period(label: label, part: Interval(start, instant), days: [zone.date(of: start)]))
        }
        return result
    }

    private func hourLabel(of instant: Instant) -> String {
        let offset = zone.offset(at: instant)
        let local = instant + offset
        let date = LocalDate(dayNumber: Int(floorDivide(local, .day)))
        let hour = (local - Instant(date.dayNumber) * .day) / .hour
        let minutes = abs(offset) / .minute
        let sign = offset < 0 ? "-" : "+"
        return "\(date)T\(padded(hour, to: 2)):00\(sign)\(padded(minutes / 60, to: 2)):"
            + padded(minutes % 60, to: 2)
    }
}
