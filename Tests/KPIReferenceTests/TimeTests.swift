import KPIReference
import Testing

/// Local days and hours around changes of the clock.
@Suite struct TimeTests {
    @Test(arguments: [
        ("Europe/Berlin", "2026-03-29", 23), ("Europe/Berlin", "2026-10-25", 25),
        ("Europe/Berlin", "2026-06-01", 24), ("America/Sao_Paulo", "2018-11-04", 23),
        ("America/Sao_Paulo", "2018-02-17", 25), ("America/Havana", "2025-11-02", 25),
        ("Atlantic/Azores", "2025-10-26", 25),
    ])
    func aDayIsAsLongAsItsClockSays(identifier: String, day: String, hours: Int) throws {
        let zone = try #require(Zone(identifier))
        let date = try #require(LocalDate(day))
        let start = zone.start(of: date)
        #expect(zone.start(of: date.adding(days: 1)) - start == Instant(hours) * .hour)
        #expect(zone.date(of: start) == date)
        #expect(zone.date(of: start - 1) < date)
    }

    @Test(arguments: [
        // Skipped: read with the offset before. Doubled: with the offset after.
        ("2026-03-29", 2 * 60 + 30, "2026-03-29T01:30:00Z"),
        ("2026-10-25", 2 * 60 + 30, "2026-10-25T01:30:00Z"),
        ("2026-10-25", 60 + 30, "2026-10-24T23:30:00Z"),
    ])
    func aLocalTimeIsReadAsPostgreSQLReadsIt(day: String, minute: Int, instant: String) throws {
        let zone = try #require(Zone("Europe/Berlin"))
        let date = try #require(LocalDate(day))
        #expect(formatInstant(zone.instant(on: date, timeOfDay: Instant(minute) * .minute)) == instant)
    }

    @Test(arguments: [("2026-03-29", [1: 60, 3: 60]), ("2026-10-25", [1: 60, 2: 120, 3: 60])])
    func hoursAreThoseOfTheClockOnTheWall(day: String, minutes: [Int: Int]) throws {
        let calendar = ReportingCalendar(zone: try #require(Zone("Europe/Berlin")), weekStart: 1)
        let date = try #require(LocalDate(day))
        let hours = calendar.periods(from: date, to: date, grain: .hourly)
        #expect(hours.count == 21 + minutes.count)
        for hour in 1...3 {
            let found = hours.first { $0.label == "\(day) 0\(hour):00:00" }
            #expect(found.map { Int(($0.part.end - $0.part.start) / .minute) } == minutes[hour])
        }
    }

    @Test func aCutWeekKeepsItsOwnFirstDay() throws {
        let calendar = ReportingCalendar(zone: .utc, weekStart: 1)
        let from = try #require(LocalDate("2026-01-01"))
        let to = try #require(LocalDate("2026-01-05"))
        let weeks = calendar.periods(from: from, to: to, grain: .weekly)
        #expect(weeks.map(\.label) == ["2025-12-29", "2026-01-05"])
        #expect(weeks.map(\.days.count) == [4, 1])
    }
}
