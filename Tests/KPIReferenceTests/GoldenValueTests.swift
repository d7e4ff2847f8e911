import KPIReference
import Testing

/// The golden values of kpis.md, and the rules that the arithmetic rests on.
@Suite struct GoldenValueTests {
    @Test(arguments: [(960, 1200, 77.6, 82.2), (9, 10, 59.6, 98.2)])
    func wilsonBoundsAreTheGoldenOnes(hits: Int, count: Int, low: Double, high: Double) throws {
        let bounds = try #require(Statistics.wilsonBounds(hits: hits, count: count))
        #expect((bounds.lowerBound * 10).rounded() / 10 == low)
        #expect((bounds.upperBound * 10).rounded() / 10 == high)
    }

    @Test func netPromoterScoreIsTheGoldenOne() throws {
        let values =
            [Double](repeating: 100, count: 162) + [Double](repeating: 0, count: 108)
            + [Double](repeating: -100, count: 54)
        let mean = try #require(Statistics.mean(of: values))
        let bounds = try #require(Statistics.scoreBounds(of: values))
        #expect((mean * 10).rounded() / 10 == 33.3)
        #expect(((bounds.upperBound - mean) * 10).rounded() / 10 == 8.1)
    }

    @Test(arguments: [(50, 2.0), (51, 3.0), (25, 1.0), (26, 2.0), (99, 4.0), (1, 1.0)])
    func percentileIsTheSmallestValueWithEnoughAtOrBelow(percent: Int, value: Double) {
        #expect(Statistics.percentile(percent, of: [4, 1, 3, 2]) == value)
    }

    @Test func cellsOfAPeriodAddUpToTheirRoundedTotal() throws {
        let third = Exact(10) / Exact(3)
        // 3.33 + 3.33 + 3.33 lacks a cent: it goes to the first.
        let cells = Money.roundedCells([third, third, third], currency: "EUR").map(\.doubleValue)
        #expect(cells == [3.34, 3.33, 3.33])
    }

    @Test func creditNotesAreRoundedDownAndFilledUpToo() throws {
        let third = Exact(-10) / Exact(3)
        let cells = Money.roundedCells([third, third, third], currency: "JPY").map(\.doubleValue)
        #expect(cells == [-3, -3, -4])
    }

    @Test(arguments: [("10.005", "1.00050"), ("-0.1", "-0.01")])
    func exactNumbersDivide(text: String, tenth: String) throws {
        let value = try #require(Exact(decimal: text))
        #expect(value / Exact(10) == Exact(decimal: tenth))
    }

    @Test func exactNumbersOfManyDigitsKeepThemAll() throws {
        let text = "123456789012345678901234567890123456789012345678901234567890"
        let value = try #require(Exact(decimal: text))
        #expect((value / Exact(7) * Exact(7) - value) == Exact(0))
        #expect((value * value) / value == value)
        #expect((value / value) == Exact(1))
        #expect((value / Exact(7)).floor * Exact(7) <= value)
    }
}
