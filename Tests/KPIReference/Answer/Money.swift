/// Rounding of money to a currency's minor unit.
package enum Money {
    /// Digits after the point, by ISO 4217.
    package static func digits(of currency: String?) -> Int {
        switch currency ?? "" {
        case "BIF", "CLP", "DJF", "GNF", "ISK", "JPY", "KMF", "KRW", "PYG", "RWF", "UGX", "UYI", "VND", "VUV",
            "XAF", "XOF", "XPF":
            0
        case "BHD", "IQD", "JOD", "KWD", "LYD", "OMR", "TND": 3
        case "CLF", "UYW": 4
        default: 2
        }
    }

    /// An amount on its own.
    ///
    /// AMBIGUOUS: where halves go. Reading: away from zero, as PostgreSQL's `round` takes numeric.
    package static func rounded(_ amount: Exact, currency: String?) -> Exact {
        let units = unitsOfOne(currency)
        return (amount * units).rounded / units
    }

    /// The cells of one period, in dimension order: floor, then largest remainder, ties to the first, so
    /// that they add up to their rounded total.
    package static func roundedCells(_ amounts: [Exact], currency: String?) -> [Exact] {
        let units = unitsOfOne(currency)
        let scaled = amounts.map { $0 * units }
        var cells = scaled.map(\.floor)
        let total = scaled.reduce(Exact(0), +).rounded
        let missing = total - cells.reduce(Exact(0), +)
        let byRemainder = scaled.indices.sorted { left, right in
            let (leftRest, rightRest) = (scaled[left] - cells[left], scaled[right] - cells[right])
            return leftRest != rightRest ? leftRest > rightRest : left < right
        }
        for index in byRemainder.prefix(Int(missing.doubleValue)) { cells[index] = cells[index] + Exact(1) }
        return cells.map { $0 / units }
    }

    private static func unitsOfOne(_ currency: String?) -> Exact {
        (0..<digits(of: currency)).reduce(Exact(1)) { result, _ in result * Exact(10) }
    }
}
