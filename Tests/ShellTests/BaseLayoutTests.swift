import Basics
import KPIQuery
import Testing

@testable import Warehouse

/// Bases of any series can be read by one statement.
@Suite struct BaseLayoutTests {
    private static let bases: [ComparisonBase] =
        [.previous, .period(.year(2023)), .period(.isoWeek(year: 2024, 9))]
        + CalendarUnit.allCases.flatMap { unit in
            CalendarUnit.allCases.filter { $0 > unit }.map { ComparisonBase.same(unit, last: $0) }
        }

    @Test(arguments: Grain.allCases)
    func partsAreInOrderAndWithoutGaps(grain: Grain) throws {
        let clock = QueryClock(
            now: LocalTime(try #require(CivilDate(year: 2024, month: 12, day: 30)), second: 45_000))
        let ranges: [(Int, Int, Int, Int)] = [
            (2024, 1, 20, 62), (2024, 2, 29, 2), (2024, 12, 10, 40), (2023, 12, 31, 400),
        ]
        for (year, month, day, length) in ranges {
            let first = try #require(CivilDate(year: year, month: month, day: day))
            let range = try TimeRange(
                from: LocalTime(first), to: LocalTime(first.adding(days: length)), grain: grain, clock: clock)
            for base in Self.bases {
                guard let other = try? range.base(base) else { continue }
                check(BaseLayout(other), of: other)
            }
            check(BaseLayout(range.bucketsBefore()), of: range.bucketsBefore())
        }
    }

    private func check(_ layout: BaseLayout, of base: BaseRange) {
        for (part, next) in zip(layout.parts, layout.parts.dropFirst()) { #expect(part.to == next.from) }
        #expect(layout.parts.allSatisfy { $0.from < $0.to })
        #expect(layout.numbers.map { number in number.map { layout.parts[$0 - 1] } } == base.buckets)
    }
}
