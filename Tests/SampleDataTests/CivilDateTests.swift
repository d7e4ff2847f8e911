import SampleData
import Testing

@Suite struct CivilDateTests {
    @Test(arguments: [
        ("1970-01-01", 0, 4), ("2000-02-29", 11_016, 2), ("2026-03-09", 20_521, 1), ("2100-03-01", 47_541, 1),
    ])
    func readsAndWritesDays(text: String, daysSinceEpoch: Int, weekday: Int) throws {
        let day = try date(text)
        #expect(day.daysSinceEpoch == daysSinceEpoch)
        #expect(day.weekday == weekday)
        #expect(CivilDate(daysSinceEpoch: daysSinceEpoch).description == text)
    }

    @Test(arguments: [
        "", "2026", "2026-2-01", "2026-02-30", "2026-13-01", "2026-00-10", "2100-02-29", "+026-01-01",
        "2026-01-01 ",
        "26-001-01", "٢٠٢٦-01-01", "0000-01-01",
    ])
    func refusesWhatIsNoDay(text: String) {
        #expect(CivilDate(text) == nil)
    }

    @Test func everyDayOfFourCenturiesFollowsTheOneBefore() throws {
        let first = try date("1900-01-01").daysSinceEpoch
        var previous = CivilDate(daysSinceEpoch: first).components
        for number in first + 1...first + 146_097 {
            let next = CivilDate(daysSinceEpoch: number).components
            let follows =
                next == (previous.year, previous.month, previous.day + 1)
                || next == (previous.year, previous.month + 1, 1) && previous.day >= 28
                || next == (previous.year + 1, 1, 1) && (previous.month, previous.day) == (12, 31)
            guard follows else {
                Issue.record("\(next) follows \(previous)")
                return
            }
            previous = next
        }
        #expect(previous == (2300, 1, 1))
    }
}
