/// A week of a year, numbered as ISO 8601 does: a week belongs to the year that has most of its days.
///
/// Weeks that do not begin on Monday are numbered by the same rule, so that "the same week last year"
/// means something under any week start; ISO's own numbers are those of `.monday`.
package struct ISOWeek: Hashable, Sendable {
    package let year: Int
    /// 1…53.
    package let week: Int

    package init(year: Int, week: Int) {
        self.year = year
        self.week = week
    }

    /// The week that has this day.
    package init(containing date: CivilDate, weekStart: Weekday = .monday) {
        let first = date.startOfWeek(weekStart)
        let middle = first.adding(days: 3)
        let yearStart = ISOWeek.firstDay(ofYear: middle.year, weekStart: weekStart)
        self.init(year: middle.year, week: (first.dayNumber - yearStart.dayNumber) / 7 + 1)
    }

    /// The day on which the year's first week begins: the week that has 4 January.
    package static func firstDay(ofYear year: Int, weekStart: Weekday = .monday) -> CivilDate {
        let january = CivilDate(year: year, month: 1, day: 4) ?? CivilDate(dayNumber: 0)
        return january.startOfWeek(weekStart)
    }

    /// 52 or 53.
    package static func count(inYear year: Int, weekStart: Weekday = .monday) -> Int {
        let first = firstDay(ofYear: year, weekStart: weekStart)
        return (firstDay(ofYear: year + 1, weekStart: weekStart).dayNumber - first.dayNumber) / 7
    }

    /// The first day of the week; `nil` where its year has no such week.
    package func firstDay(weekStart: Weekday = .monday) -> CivilDate? {
        guard week >= 1, week <= ISOWeek.count(inYear: year, weekStart: weekStart) else { return nil }
        return ISOWeek.firstDay(ofYear: year, weekStart: weekStart).adding(days: 7 * (week - 1))
    }
}

extension CivilDate {
    /// The latest such weekday that is not after this day.
    package func startOfWeek(_ weekStart: Weekday) -> CivilDate {
        adding(days: -((weekday.index - weekStart.index + 7) % 7))
    }
}
