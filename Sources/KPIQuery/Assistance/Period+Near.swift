import Basics

extension Period {
    /// The running day, week, month, quarter and year, and those just before.
    static func near(_ today: CivilDate) -> [Period] {
        let week = ISOWeek(containing: today)
        let lastWeek = ISOWeek(containing: today.adding(days: -7))
        let lastMonth = today.adding(months: -1)
        let lastQuarter = today.adding(months: -3)
        return [
            .year(today.year), .quarter(year: today.year, today.quarter),
            .month(year: today.year, today.month), .isoWeek(year: week.year, week.week), .day(today),
            .year(today.year - 1), .quarter(year: lastQuarter.year, lastQuarter.quarter),
            .month(year: lastMonth.year, lastMonth.month), .isoWeek(year: lastWeek.year, lastWeek.week),
            .day(today.adding(days: -1)),
        ]
    }

    /// Today, yesterday, and the first days of this month, the last, and this year.
    static func daysNear(_ today: CivilDate) -> [Period] {
        let month = Period.month(year: today.year, today.month).firstDay
        return [
            .day(today), .day(today.adding(days: -1)), .day(month), .day(month.adding(months: -1)),
            .day(Period.year(today.year).firstDay),
        ]
    }
}
