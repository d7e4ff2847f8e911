import Basics
import Testing

@testable import KPIQuery

/// A Saturday afternoon, 15:30.
let now = LocalTime(day(2026, 11, 21), second: 15 * 3_600 + 1_800)

func resolve(
    _ words: String, weekStart: Weekday = .monday, now: LocalTime = now, skippedHours: [LocalTime] = []
) throws -> (range: TimeRange, query: Query) {
    let query = try Sample.language.query("volume " + words)
    let clock = QueryClock(now: now, weekStart: weekStart, skippedHours: skippedHours)
    let range = try TimeRange.resolve(query.range?.value, grain: query.grain?.value, clock: clock)
    return (range, query)
}

@Suite struct TimeRangeTests {
    @Test(arguments: [
        ("", "2026-10-24", "2026-11-20", false),
        ("today", "2026-11-21", "2026-11-21", true),
        ("yesterday", "2026-11-20", "2026-11-20", false),
        ("this week", "2026-11-16", "2026-11-22", true),
        ("this month", "2026-11-01", "2026-11-30", true),
        ("this quarter", "2026-10-01", "2026-12-31", true),
        ("this year", "2026-01-01", "2026-12-31", true),
        ("last week", "2026-11-09", "2026-11-15", false),
        ("last 8 weeks", "2026-09-21", "2026-11-15", false),
        ("last 30 days", "2026-10-22", "2026-11-20", false),
        ("last 3 months", "2026-08-01", "2026-10-31", false),
        ("last quarter", "2026-07-01", "2026-09-30", false),
        ("last 2 years", "2024-01-01", "2025-12-31", false),
        ("since 2026-01-01", "2026-01-01", "2026-11-21", true),
        ("since 2026-11", "2026-11-01", "2026-11-21", true),
        ("in 2026", "2026-01-01", "2026-12-31", true),
        ("in 2026-Q1", "2026-01-01", "2026-03-31", false),
        ("in 2026-W14", "2026-03-30", "2026-04-05", false),
        ("in 2026-03-09", "2026-03-09", "2026-03-09", false),
        ("from 2026-03-01 to 2026-03-14", "2026-03-01", "2026-03-14", false),
        ("from 2026-01 to 2026-02", "2026-01-01", "2026-02-28", false),
        ("daily", "2026-11-09", "2026-11-20", false),
        ("weekly", "2026-08-24", "2026-11-15", false),
        ("monthly", "2025-11-01", "2026-10-31", false),
        ("quarterly", "2023-10-01", "2026-09-30", false),
        ("yearly", "2014-01-01", "2025-12-31", false),
    ])
    func timeWordsMeanThisOnASaturday(words: String, first: String, last: String, isOpen: Bool) throws {
        let range = try resolve(words).range
        #expect(range.firstDay.description == first)
        #expect(range.lastDay.description == last)
        #expect(range.isOpen == isOpen)
        #expect(range.isWholeDays)
    }

    @Test(arguments: [
        (Weekday.monday, "2026-11-16"), (.sunday, "2026-11-15"), (.saturday, "2026-11-21"),
    ])
    func weeksFollowTheWeekStart(weekStart: Weekday, first: String) throws {
        let this = try resolve("this week", weekStart: weekStart).range
        #expect(this.firstDay.description == first)
        let last = try resolve("last week", weekStart: weekStart).range
        #expect(last.lastDay.adding(days: 1) == this.firstDay)
        #expect(try resolve("in 2026-W14", weekStart: weekStart).range.firstDay == day(2026, 3, 30))
    }

    @Test func hoursAreCountedByTheClock() throws {
        let implied = try resolve("hourly").range
        #expect(implied.from.description == "2026-11-21 03:00:00")
        #expect(implied.to.description == "2026-11-21 15:00:00")
        #expect(implied.buckets.count == 12)
        #expect(!implied.isWholeDays && !implied.isOpen)
        #expect(try resolve("this hour").range.to.description == "2026-11-21 16:00:00")
        #expect(try resolve("hourly yesterday").range.buckets.count == 24)
    }

    /// 02:00 is skipped on the 8th, and as odd as it is, 05:00 on the 7th.
    @Test(arguments: [
        ("hourly", "2026-03-07 19:00:00", 12, "2026-03-07 07:00:00", "2026-03-07 19:00:00"),
        ("last 24 hours", "2026-03-07 07:00:00", 24, "2026-03-06 06:00:00", "2026-03-07 07:00:00"),
        ("last 24 hours hourly", "2026-03-07 07:00:00", 24, "2026-03-06 06:00:00", "2026-03-07 07:00:00"),
        ("last 5 hours hourly", "2026-03-08 03:00:00", 5, "2026-03-07 21:00:00", "2026-03-08 02:00:00"),
        ("last 6 hours hourly", "2026-03-08 01:00:00", 6, "2026-03-07 19:00:00", "2026-03-08 01:00:00"),
        ("hourly in 2026-03-07", "2026-03-07 00:00:00", 23, "2026-03-06 00:00:00", "2026-03-07 00:00:00"),
    ])
    func skippedHoursAreNotCounted(
        words: String, from: String, count: Int, base: String, baseEnd: String
    ) throws {
        let skipped = [
            LocalTime(day(2026, 3, 7), second: 5 * 3_600), LocalTime(day(2026, 3, 8), second: 2 * 3_600),
        ]
        let (range, _) = try resolve(
            words, now: LocalTime(day(2026, 3, 8), second: 8 * 3_600 + 1_800), skippedHours: skipped)
        #expect(range.from.description == from)
        #expect(range.hourCount == count)
        let before = try #require(try range.base(.previous)).buckets.compactMap(\.self)
        #expect(before.first?.from.description == base)
        #expect(before.last?.to.description == baseEnd)
    }

    @Test func beforeASkippedHourIsTheOneThatWas() throws {
        let range = try resolve(
            "hourly in 2026-03-08", now: LocalTime(day(2026, 3, 9)),
            skippedHours: [LocalTime(day(2026, 3, 8), second: 2 * 3_600)]
        ).range
        let before = range.bucketsBefore().buckets.prefix(5).map { $0?.from.description ?? "n/a" }
        #expect(
            before == [
                "2026-03-07 23:00:00", "2026-03-08 00:00:00", "n/a", "2026-03-08 01:00:00",
                "2026-03-08 03:00:00",
            ])
    }

    @Test(arguments: [
        ("weekly in 2026-01", ["2025-12-29", "2026-01-05", "2026-01-12", "2026-01-19", "2026-01-26"]),
        ("monthly from 2026-01-15 to 2026-03-02", ["2026-01-01", "2026-02-01", "2026-03-01"]),
        ("quarterly from 2025-12-31 to 2026-04-01", ["2025-10-01", "2026-01-01", "2026-04-01"]),
        ("yearly from 2025-12-31 to 2026-01-01", ["2025-01-01", "2026-01-01"]),
        ("daily from 2024-02-28 to 2024-03-01", ["2024-02-28", "2024-02-29", "2024-03-01"]),
    ])
    func aCutPeriodKeepsItsOwnFirstDay(words: String, periods: [String]) throws {
        let range = try resolve(words).range
        #expect(range.buckets.map(\.period.description) == periods)
        #expect(range.buckets.first?.from == range.from)
        #expect(range.buckets.last?.to == range.to)
        for (bucket, next) in zip(range.buckets, range.buckets.dropFirst()) {
            #expect(bucket.to == next.from && next.start == next.from)
        }
    }

    @Test func withoutAGrainTheRangeIsOneBucket() throws {
        let range = try resolve("in 2026-03").range
        #expect(range.buckets == [.init(start: range.from, from: range.from, to: range.to)])
    }

    @Test(arguments: [
        ("weekly last quarter", [1, 14]), ("weekly in 2026-W14", []), ("monthly in 2026-W14", [1, 2]),
        ("monthly in 2026-W15", [1]), ("monthly last 3 months", []), ("daily last 30 days", []),
        ("weekly last 30 days", [1, 5]), ("last 30 days", []), ("weekly since 2026-11-01", [1, 4]),
    ])
    func bucketsThatTheRangeCutsAreKnown(words: String, cut: [Int]) throws {
        #expect(try resolve(words).range.cutBuckets == cut)
    }

    @Test func aRangeThatCannotBeIsRefused() {
        #expect(throws: TimeRangeError.startsAfterToday(day(2027, 1, 1))) { try resolve("since 2027") }
        #expect(throws: TimeRangeError.tooManyBuckets) { try resolve("hourly since 0001") }
        #expect(throws: TimeRangeError.outsideCalendar) {
            try resolve("last 900 years", now: LocalTime(day(800, 1, 1)))
        }
        #expect(throws: Never.self) { try resolve("in 9999") }
    }
}

@Suite struct BaseRangeTests {
    /// The base of each bucket, as `from..last day`, or `n/a`.
    private func bases(
        _ words: String, weekStart: Weekday = .monday, now: LocalTime = now
    ) throws -> [String] {
        let (range, query) = try resolve(words, weekStart: weekStart, now: now)
        let named = try #require(query.bases.first?.value)
        let base = try #require(try range.base(named))
        #expect(base.buckets.count == range.buckets.count)
        return base.buckets.map { bucket in
            guard let bucket else { return "n/a" }
            let end =
                bucket.to.second == 0 ? bucket.to.adding(seconds: -1).date.description : bucket.to.description
            return "\(bucket.from.date)..\(end)"
        }
    }

    @Test(arguments: [
        ("last 8 weeks vs previous", "2026-07-27..2026-09-20"),
        ("from 2026-03-01 to 2026-03-14 vs previous", "2026-02-15..2026-02-28"),
        ("in 2026-03 vs previous", "2026-02-01..2026-02-28"),
        ("in 2026-Q1 vs previous", "2025-10-01..2025-12-31"),
        ("in 2025 vs previous", "2024-01-01..2024-12-31"),
        ("yesterday vs previous", "2026-11-19..2026-11-19"),
        ("vs previous", "2026-09-26..2026-10-23"),
    ])
    func previousIsTheRangeOfEqualLengthJustBefore(words: String, base: String) throws {
        #expect(try bases(words) == [base])
    }

    @Test(arguments: [
        ("this week vs previous", "2026-11-09..2026-11-14 15:30:00"),
        ("this month vs previous", "2026-10-01..2026-10-21 15:30:00"),
        ("today vs previous", "2026-11-20..2026-11-20 15:30:00"),
        ("this week vs same week last year", "2025-11-17..2025-11-22 15:30:00"),
        ("this month vs same month last year", "2025-11-01..2025-11-21 15:30:00"),
        ("this month vs 2026-02", "2026-02-01..2026-02-21 15:30:00"),
    ])
    func whatIsRunningIsComparedWithTheSameElapsedPart(words: String, base: String) throws {
        #expect(try bases(words) == [base])
    }

    @Test func aShortMonthBeforeALongElapsedPartEndsWithItself() throws {
        let late = LocalTime(day(2026, 3, 30), second: 43_200)
        #expect(try bases("this month vs previous", now: late) == ["2026-02-01..2026-02-28"])
    }

    @Test func seriesAreComparedBucketByBucket() throws {
        #expect(
            try bases("monthly in 2026-Q1 vs previous")
                == ["2025-10-01..2025-10-31", "2025-11-01..2025-11-30", "2025-12-01..2025-12-31"])
        #expect(
            try bases("weekly last 2 weeks vs previous") == [
                "2026-10-19..2026-10-25", "2026-10-26..2026-11-01",
            ])
        #expect(
            try bases("daily from 2026-03-01 to 2026-03-02 vs previous")
                == ["2026-02-27..2026-02-27", "2026-02-28..2026-02-28"])
    }

    /// 2026-01-01 is a Thursday: its week has four days in the range, as has its base.
    @Test func aCutBucketIsComparedWithTheSamePart() throws {
        #expect(
            try bases("weekly from 2026-01-01 to 2026-01-13 vs previous")
                == ["2025-12-18..2025-12-21", "2025-12-22..2025-12-28", "2025-12-29..2025-12-30"])
        #expect(
            try bases("monthly from 2026-03-30 to 2026-04-30 vs previous")
                == ["2026-01-30..2026-01-31", "2026-02-01..2026-02-28"])
        #expect(try bases("monthly from 2026-03-30 to 2026-03-31 vs previous") == ["n/a"])
    }

    @Test func theLastBucketOfASeriesMayBeRunning() throws {
        let base = try bases("weekly from 2026-11-09 to 2026-11-29 vs previous")
        #expect(base == ["2026-10-19..2026-10-25", "2026-10-26..2026-10-31 15:30:00", "n/a"])
    }

    @Test(arguments: [
        ("weekly from 2026-11-09 to 2026-11-29 vs previous", true), ("this month vs previous", true),
        ("weekly last 3 weeks vs previous", false), ("last month vs same month last year", false),
        // What the other year lacks is not cut by the clock.
        ("in 2024-02-29 vs same day last year", false),
    ])
    func whatTheClockCutsIsKnown(words: String, isCut: Bool) throws {
        let (range, query) = try resolve(words)
        let base = try #require(try query.baseRanges(of: range)[0])
        #expect(base.isElapsedPart == isCut)
        #expect(base.asOne.isElapsedPart == isCut)
    }

    @Test func sameMonthLastYearTakesEachMonthsOwn() throws {
        #expect(
            try bases("monthly in 2024-Q1 vs same month last year")
                == ["2023-01-01..2023-01-31", "2023-02-01..2023-02-28", "2023-03-01..2023-03-31"])
    }

    /// 2026 has 53 weeks, 2025 has 52.
    @Test func aWeekThatTheOtherYearLacksHasNoBase() throws {
        let january = LocalTime(day(2027, 2, 1))
        #expect(
            try bases("weekly from 2026-12-21 to 2027-01-10 vs same week last year", now: january)
                == ["2025-12-22..2025-12-28", "n/a", "2025-12-29..2026-01-04"])
    }

    @Test func aDayThatTheOtherMonthLacksHasNoBase() throws {
        #expect(
            try bases("daily from 2026-03-28 to 2026-03-30 vs same day last month")
                == ["2026-02-28..2026-02-28", "n/a", "n/a"])
        #expect(
            try bases("daily from 2024-02-28 to 2024-03-01 vs same day last year")
                == ["2023-02-28..2023-02-28", "n/a", "2023-03-01..2023-03-01"])
    }

    @Test func weekdaysMeetWhereWeeksAreCompared() throws {
        #expect(
            try bases("daily from 2026-11-02 to 2026-11-03 vs same week last year")
                == ["2025-11-03..2025-11-03", "2025-11-04..2025-11-04"])
        #expect(try bases("in 2026-W14 vs same week last year") == ["2025-03-31..2025-04-06"])
        #expect(
            try bases("in 2026-W14 vs same week last year", weekStart: .sunday) == ["2025-03-31..2025-04-06"])
        #expect(try bases("in 2026-W14 vs same day last week") == ["2026-03-23..2026-03-29"])
    }

    @Test(arguments: [
        ("from 2026-03-05 to 2026-03-20 vs same day last year", "2025-03-05..2025-03-20"),
        ("in 2026-02 vs same month last year", "2025-02-01..2025-02-28"),
        ("in 2024-02 vs same month last year", "2023-02-01..2023-02-28"),
        ("in 2024-02-29 vs same day last year", "n/a"),
        ("in 2026-03-31 vs same day last month", "n/a"),
        ("in 2026-03-28 vs same day last month", "2026-02-28..2026-02-28"),
        ("from 2024-02-01 to 2024-02-28 vs same day last year", "2023-02-01..2023-02-28"),
        ("in 2026-Q2 vs same quarter last year", "2025-04-01..2025-06-30"),
        ("in 2026 vs 2024", "2024-01-01..2024-11-20 15:30:00"),
    ])
    func datesMoveWithTheirMonths(words: String, base: String) throws {
        #expect(try bases(words) == [base])
    }

    @Test func aLiteralPeriodIsTakenBucketByBucketFromItsStart() throws {
        #expect(
            try bases("monthly in 2026-Q1 vs 2025-02")
                == ["2025-02-01..2025-02-28", "n/a", "n/a"])
        #expect(
            try bases("yearly in 2025 vs 2024") == ["2024-01-01..2024-12-31"])
    }

    @Test func aTargetHasNoRange() throws {
        let range = try resolve("in 2026-03").range
        #expect(try range.base(.target) == nil)
    }

    @Test func aStepBackShorterThanABucketIsRefused() throws {
        let range = try resolve("monthly in 2025").range
        #expect(throws: TimeRangeError.stepShorterThanGrain(.week, .monthly)) {
            try range.base(.same(.day, last: .week))
        }
        let base = try #require(try range.base(.same(.week, last: .month)))
        #expect(base.buckets.first??.from == LocalTime(day(2024, 12, 1)))
    }

    @Test func beforeTheFirstYearThereIsNoBase() throws {
        #expect(try bases("in 0001 vs previous") == ["n/a"])
    }

    @Test func whatTheCalendarRefusesIsToldAtItsPlace() throws {
        let clock = QueryClock(now: now)
        let future = try Sample.language.query("csat daily since 2027-01-01")
        let failure = #expect(throws: ParseFailure.self) { try future.timeRange(at: clock) }
        #expect(failure?.span == SourceSpan(11, 27))
        let query = try Sample.language.query("csat monthly in 2025 vs target, same day last week")
        let range = try query.timeRange(at: clock)
        let other = #expect(throws: ParseFailure.self) { try query.baseRanges(of: range) }
        #expect(other?.span == SourceSpan(32, 50))
        let fine = try Sample.language.query("csat monthly in 2025 vs target, previous")
        #expect(try fine.baseRanges(of: range).map { $0?.buckets.count } == [nil, 12])
    }

    @Test func theRangeBeforeEndsWhereThisOneBegins() throws {
        let (range, _) = try resolve("monthly in 2026-Q1")
        let base = try #require(try range.base(.previous))
        #expect(base.buckets.first??.from == LocalTime(day(2025, 10, 1)))
        #expect(base.buckets.last??.to == range.from)
    }
}
