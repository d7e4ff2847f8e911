import Basics
import Testing

@testable import KPIQuery

@Suite struct PeriodTests {
    @Test(arguments: [
        ("2026", "2026-01-01", "2027-01-01"), ("2026-Q1", "2026-01-01", "2026-04-01"),
        ("2026-Q4", "2026-10-01", "2027-01-01"), ("2026-02", "2026-02-01", "2026-03-01"),
        ("2024-02", "2024-02-01", "2024-03-01"), ("2026-W14", "2026-03-30", "2026-04-06"),
        ("2026-W01", "2025-12-29", "2026-01-05"), ("2026-W53", "2026-12-28", "2027-01-04"),
        ("2024-02-29", "2024-02-29", "2024-03-01"), ("2026-q2", "2026-04-01", "2026-07-01"),
    ])
    func aLiteralIsTheWholePeriod(text: String, first: String, end: String) {
        guard case .period(let period) = PeriodLiteral.read(text) else {
            Issue.record("\(text) is a period")
            return
        }
        #expect(period.firstDay.description == first)
        #expect(period.endDay.description == end)
        #expect(period.description == text.uppercased())
    }

    @Test(arguments: [
        ("2026-W54", nil), ("2025-W53", nil), ("2026-Q5", nil), ("2026-13", nil), ("2026-02-30", nil),
        ("2026-3-9", "2026-03-09"), ("2026-1", "2026-01"), ("2026Q1", "2026-Q1"), ("2026w7", "2026-W07"),
        ("20260309", "2026-03-09"), ("0000", nil),
    ])
    func aSlipInALiteralIsSeenAsOne(text: String, suggestion: String?) {
        guard case .slip(_, let found) = PeriodLiteral.read(text) else {
            Issue.record("\(text) is a slip")
            return
        }
        #expect(found == suggestion)
    }

    @Test(arguments: ["march", "26", "2026-", "2026-March", "2026-01-01-01", "", "8w"])
    func whatIsNoPeriodIsSaidToBeNone(text: String) {
        #expect(PeriodLiteral.read(text) == .other)
    }

    @Test(arguments: [
        ("2026-03-09 14:05:06", "2026-03-09 14:05:06"), ("2026-03-09T23:59:59.999", "2026-03-09 23:59:59"),
        ("2026-03-09 24:00:00", nil), ("2026-03-09 14:60:00", nil), ("2026-02-30 00:00:00", nil),
        ("2026-03-09", nil), ("2026-03-09 14:05:06+01", nil), ("2026-03-09 14:05:06.", nil), ("", nil),
    ])
    func clockTimesAreReadFromText(text: String, read: String?) {
        #expect(LocalTime(text)?.description == read)
        #expect((CivilDate(text) != nil) == (text == "2026-03-09"))
    }

    @Test func clockTimesRunOverMidnight() {
        let late = LocalTime(day(2026, 12, 31), second: 86_399)
        #expect(late.adding(seconds: 1) == LocalTime(day(2027, 1, 1)))
        #expect(LocalTime(day(2027, 1, 1)).adding(seconds: -1) == late)
        #expect(LocalTime(day(2027, 1, 1), second: -86_401).description == "2026-12-30 23:59:59")
        #expect(LocalTime(day(2027, 1, 1)).seconds(since: late) == 1)
    }
}
