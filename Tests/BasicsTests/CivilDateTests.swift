import Basics
import Testing

@Suite struct CivilDateTests {
    @Test(arguments: [
        ("1970-01-01", 0), ("1969-12-31", -1), ("2000-02-29", 11_016), ("2000-03-01", 11_017),
        ("1600-02-29", -135_081), ("2026-11-21", 20_778), ("0001-01-01", -719_162), ("9999-12-31", 2_932_896),
    ])
    func dayNumbersCountFromTheEpoch(text: String, number: Int) {
        #expect(CivilDate(dayNumber: number).description == text)
        #expect(CivilDate(text)?.dayNumber == number)
    }

    @Test(arguments: [
        "", "2026", "2026-2-01", "2026-02-30", "2026-13-01", "2026-00-10", "2100-02-29", "+026-01-01",
        "2026-01-01 ", "26-001-01", "٢٠٢٦-01-01", "0000-01-01", "2026-01-01T00:00:00",
    ])
    func refusesTextThatIsNoDay(text: String) {
        #expect(CivilDate(text) == nil)
    }

    @Test func everyDayFollowsTheDayBefore() {
        var previous = day(1899, 12, 31)
        for number in (previous.dayNumber + 1)...day(2101, 1, 1).dayNumber {
            let date = CivilDate(dayNumber: number)
            let isNextDay =
                date.day == previous.day + 1 && date.month == previous.month && date.year == previous.year
            let isNextMonth =
                date.day == 1 && previous.day == CivilDate.lengthOfMonth(previous.month, in: previous.year)
            #expect(isNextDay || isNextMonth)
            #expect(date.weekday.index == (previous.weekday.index + 1) % 7)
            #expect(date.dayNumber == number)
            previous = date
        }
    }

    @Test(arguments: [(1900, false), (2000, true), (2024, true), (2026, false), (2100, false)])
    func centuriesLeapEveryFourHundredYears(year: Int, isLeap: Bool) {
        #expect(CivilDate.isLeap(year) == isLeap)
        #expect((CivilDate(year: year, month: 2, day: 29) != nil) == isLeap)
    }

    @Test(arguments: [(2026, 2, 30), (2026, 0, 1), (2026, 13, 1), (2026, 4, 31), (2026, 1, 0)])
    func refusesDaysThatDoNotExist(year: Int, month: Int, day: Int) {
        #expect(CivilDate(year: year, month: month, day: day) == nil)
    }

    @Test(arguments: [
        (day(2026, 1, 31), 1, "2026-02-28"), (day(2024, 2, 29), -12, "2023-02-28"),
        (day(2026, 3, 15), -3, "2025-12-15"), (day(2026, 1, 1), -1, "2025-12-01"),
        (day(2026, 12, 31), 2, "2027-02-28"),
    ])
    func monthsLaterKeepTheDayWhereThereIsOne(date: CivilDate, months: Int, text: String) {
        #expect(date.adding(months: months).description == text)
    }

    /// From the ISO 8601 calendar; the last two columns are the year's count of weeks and its first day.
    @Test(arguments: [
        ("2026-01-01", 2026, 1), ("2025-12-29", 2026, 1), ("2025-12-28", 2025, 52), ("2026-12-31", 2026, 53),
        ("2027-01-03", 2026, 53), ("2027-01-04", 2027, 1), ("2020-12-31", 2020, 53), ("2021-01-03", 2020, 53),
        ("2024-12-30", 2025, 1), ("2016-01-03", 2015, 53), ("2026-04-01", 2026, 14), ("2008-12-28", 2008, 52),
    ])
    func isoWeeksBelongToTheYearOfTheirThursday(text: String, year: Int, week: Int) throws {
        let date = try #require(CivilDate(text))
        #expect(ISOWeek(containing: date) == ISOWeek(year: year, week: week))
        let first = try #require(ISOWeek(year: year, week: week).firstDay())
        #expect(first.weekday == .monday && first <= date && date < first.adding(days: 7))
    }

    @Test(arguments: [(2015, 53), (2020, 53), (2024, 52), (2025, 52), (2026, 53), (2027, 52)])
    func someYearsHaveFiftyThreeWeeks(year: Int, count: Int) {
        #expect(ISOWeek.count(inYear: year) == count)
        #expect((ISOWeek(year: year, week: 53).firstDay() != nil) == (count == 53))
    }

    @Test(arguments: [
        (Weekday.monday, "2026-11-16"), (.sunday, "2026-11-15"), (.saturday, "2026-11-21"),
        (.thursday, "2026-11-19"),
    ])
    func weeksBeginOnTheDayTheWarehouseSays(weekStart: Weekday, first: String) {
        #expect(day(2026, 11, 21).startOfWeek(weekStart).description == first)
        #expect(day(2026, 11, 21).startOfWeek(weekStart).weekday == weekStart)
    }

    /// Every week of any start belongs to one year, and numbers run on without gaps.
    @Test(arguments: Weekday.allCases)
    func weekNumbersRunOnUnderAnyWeekStart(weekStart: Weekday) {
        var first = day(1999, 1, 1).startOfWeek(weekStart)
        var previous = ISOWeek(containing: first, weekStart: weekStart)
        while first.year < 2040 {
            first = first.adding(days: 7)
            let week = ISOWeek(containing: first, weekStart: weekStart)
            let isNext = week.year == previous.year && week.week == previous.week + 1
            let isNewYear = week.week == 1 && week.year == previous.year + 1 && previous.week >= 52
            #expect(isNext || isNewYear)
            #expect(week.firstDay(weekStart: weekStart) == first)
            previous = week
        }
    }
}

private func day(_ year: Int, _ month: Int, _ day: Int) -> CivilDate {
    CivilDate(year: year, month: month, day: day) ?? CivilDate(dayNumber: 0)
}
