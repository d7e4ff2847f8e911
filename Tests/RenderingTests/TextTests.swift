import Basics
import Testing

@testable import Rendering

/// How values look to people, and how wide that is.
@Suite struct TextTests {
    @Test(
        arguments: [
            (0.0, "0s"), (0.01, "<0.1s"), (3.24, "3.2s"), (9.96, "10s"), (45, "45s"), (59.6, "1m 0s"),
            (845, "14m 5s"), (3599.6, "1h 0m"), (8040, "2h 14m"), (86_399, "1d 0h"), (273_600, "3d 4h"),
            (-8040, "-2h 14m"), (86_400 * 1234, "1,234d 0h"),
        ] as [(Double, String)])
    func saysADurationInTheTwoUnitsThatMatter(seconds: Double, text: String) {
        #expect(DurationText.of(seconds) == text)
    }

    @Test(
        arguments: [
            (1234.565, 2, "1,234.57"), (0.05, 1, "0.1"), (-0.04, 1, "0.0"), (-1_234_567, 0, "-1,234,567"),
            (999.95, 1, "1,000.0"), (0.5, 0, "1"),
        ] as [(Double, Int, String)])
    func roundsHalfAwayFromZero(value: Double, decimals: Int, text: String) {
        #expect(NumberText.fixed(value, decimals: decimals) == text)
    }

    @Test(arguments: [
        (Cell.decimal("1234567.50"), ValueKind.money(currency: "EUR"), "1,234,567.50 EUR"),
        (.decimal("-999"), .money(currency: "JPY"), "-999 JPY"), (.double(80), .percent, "80.0 %"),
        (.double(33.33), .points, "33.3"), (.integer(1_234_567), .integer, "1,234,567"),
        (.double(8040), .duration, "2h 14m"),
        (.text("2026-03-09T14:05:00Z"), .timestamp, "2026-03-09 14:05:00Z"),
        (.boolean(true), .boolean, "true"), (.double(2.5), .decimal, "2.50"),
        (.decimal("5e-05"), .decimal, "5e-05"), (.decimal("1e+06"), .decimal, "1e+06"),
        (.decimal("NaN"), .decimal, "NaN"), (.decimal("-Infinity"), .decimal, "-Infinity"),
    ])
    func showsAValueByItsKind(cell: Cell, kind: ValueKind, text: String) {
        let column = Column("a", kind: kind, role: .value(better: .neither))
        #expect(ValueText.of(cell, column: column, unicode: true) == text)
    }

    @Test(
        arguments: [(0, "31 JPY"), (2, "31.00 JPY"), (3, "31.001 JPY"), (nil, "31.00 JPY")]
            as [(Int?, String)])
    func anAmountHasTheDecimalsOfItsColumn(decimals: Int?, text: String) {
        let column = Column(
            "a", kind: .money(currency: "JPY"), role: .value(better: .neither), decimals: decimals)
        #expect(ValueText.of(.double(31.001), column: column, unicode: true) == text)
    }

    @Test(arguments: [
        ("6656.890000000000000000", "6656.89"), ("100.000", "100"), ("100", "100"), ("0.000", "0"),
        ("-0.50", "-0.5"), ("1e+20", "1e+20"), ("1.50e+20", "1.50e+20"), ("NaN", "NaN"),
    ])
    func leavesOutTheZerosBehindANumber(digits: String, trimmed: String) {
        #expect(DecimalText.trimmed(digits) == trimmed)
    }

    @Test(arguments: [
        ("a · b … ≈ † ⁿ –", "a - b ... ~ + ! -"), ("no channel is 'größe'", "no channel is 'größe'"),
        ("two\n\tlines", "two\n\tlines"),
        ("\u{1B}[31mred\u{07}\u{202E}", "\\u{1B}[31mred\\u{7}\\u{202E}"),
    ])
    func givesATerminalNothingToActOn(text: String, ascii: String) {
        #expect(TerminalText.of(text, unicode: false) == ascii)
        let unicode = text.contains("\u{1B}") ? ascii : text
        #expect(TerminalText.of(text, unicode: true) == unicode)
    }

    @Test func putsNoCommaIntoTheNumbersOfPlainSQL() {
        let column = Column("year", kind: .integer)
        #expect(ValueText.of(.integer(2026), column: column, unicode: true) == "2026")
    }

    @Test(arguments: [
        (Column.Grain.hour, "2026-03-09T14:00:00+01:00", "2026-03-09 14:00"),
        (.day, "2026-03-09", "2026-03-09"),
        (.week, "2026-03-09", "2026-W11"), (.week, "2025-12-29", "2026-W01"),
        (.week, "2027-01-01", "2026-W53"),
        (.month, "2026-03-01", "2026-03"), (.quarter, "2026-10-01", "2026-Q4"), (.year, "2026-01-01", "2026"),
    ])
    func namesABucketAsAQueryWould(grain: Column.Grain, start: String, text: String) {
        #expect(PeriodText.of(start, grain: grain, weekStart: "monday") == text)
    }

    @Test func namesAWeekThatStartsOnSundayByItsFirstDay() {
        #expect(PeriodText.of("2026-03-08", grain: .week, weekStart: "sunday") == "2026-03-08")
    }

    @Test func cutsWideCharactersWhereThereIsNoRoomForAnEllipsis() {
        #expect(DisplayWidth.truncate("日本語", to: 2, ellipsis: "...") == "日")
    }

    @Test(arguments: [
        ("plain text", 6, "plain…"), ("日本語", 5, "日本…"), ("日本語", 4, "日…"), ("👩‍👩‍👧‍👦👩‍👩‍👧‍👦", 3, "👩‍👩‍👧‍👦…"),
        ("short", 5, "short"),
    ])
    func cutsTextBetweenCharacters(text: String, width: Int, cut: String) {
        #expect(DisplayWidth.truncate(text, to: width, ellipsis: "…") == cut)
    }

    @Test(
        arguments: [
            ([0.0, 1, 2, 3, 4, 5, 6, 7], "▁▂▃▄▅▆▇█"), ([1, nil, 2], "▁ █"), ([3, 3], "▄▄"),
            ([nil, nil], "  "), ([], ""),
            ([-1, 0, .nan], "▁█ "), ([-1.7e308, 0, 1.7e308], "▁▅█"), ([0, .leastNonzeroMagnitude], "▁█"),
        ] as [([Double?], String)])
    func drawsACourse(values: [Double?], text: String) {
        #expect(Sparkline.of(values, unicode: true) == text)
    }

    @Test(
        arguments: [
            ([0.0, 7000], ValueKind.duration, ["0", "30m", "1h", "1h 30m", "2h"]),
            ([78, 92], .percent, ["75 %", "80 %", "85 %", "90 %", "95 %"]),
            ([0, 3], .integer, ["0", "1", "2", "3"]),
            ([5, 5], .decimal, ["4.5", "5.0", "5.5"]),
            ([0, 0], .integer, ["0", "1"]),
            ([-12, 33], .points, ["-20", "0", "20", "40"]),
            ([0, 0.004], .decimal, ["0.000", "0.001", "0.002", "0.003", "0.004"]),
            ([0, .leastNonzeroMagnitude], .decimal, ["0.0", "0.5", "1.0"]),
        ] as [([Double], ValueKind, [String])])
    func hasRoundTicks(numbers: [Double], kind: ValueKind, ticks: [String]) {
        let axis = ValueAxis(numbers: numbers, kind: kind, steps: 4)
        #expect(axis.ticks.map { axis.text(of: $0) } == ticks)
    }

    @Test(arguments: [
        ("1970-01-01", 25_569.0), ("2026-03-09", 46_090), ("2026-03-09T12:00:00Z", 46_090.5),
        ("2026-03-09 06:00:00.000+01", 46_090.25), ("1900-03-01", 61),
    ])
    func countsDaysAsExcelDoes(text: String, serial: Double) {
        #expect(ExcelDate.serial(of: text) == serial)
    }

    @Test(arguments: ["1899-12-31", "infinity", "2026-13-01", "20260309", "2026-03-09T1"])
    func leavesTextWhatExcelHasNoDayFor(text: String) {
        #expect(ExcelDate.serial(of: text) == nil)
    }
}
