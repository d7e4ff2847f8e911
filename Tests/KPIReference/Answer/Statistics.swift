/// The arithmetic of kpis.md: percentiles, means and their uncertainty.
package enum Statistics {
    private static let z = 1.96

    /// The smallest value with at least `percent` % of the values at or below it; nil without values.
    package static func percentile(_ percent: Int, of values: [Double]) -> Double? {
        let ordered = values.sorted()
        return ordered.enumerated().first { index, _ in
            (index + 1) * 100 >= percent * ordered.count
        }?.element
    }

    package static func mean(of values: [Double]) -> Double? {
        values.isEmpty ? nil : values.reduce(0, +) / Double(values.count)
    }

    /// The Wilson interval of a proportion, in percent; nil without cases.
    package static func wilsonBounds(hits: Int, count: Int) -> ClosedRange<Double>? {
        guard count > 0 else { return nil }
        let n = Double(count)
        let p = Double(hits) / n
        let centre = (p + z * z / (2 * n)) / (1 + z * z / n)
        let half = z / (1 + z * z / n) * (p * (1 - p) / n + z * z / (4 * n * n)).squareRoot()
        return 100 * max(0, centre - half)...100 * min(1, centre + half)
    }

    /// mean ± 1.96 standard errors, the variance over n − 1; nil for fewer than two values.
    package static func meanBounds(of values: [Double]) -> ClosedRange<Double>? {
        values.count < 2 ? nil : normalBounds(of: values, divisor: values.count - 1)
    }

    /// nps ± 1.96 standard errors, the variance over n; nil without values.
    package static func scoreBounds(of values: [Double]) -> ClosedRange<Double>? {
        normalBounds(of: values, divisor: values.count)
    }

    private static func normalBounds(of values: [Double], divisor: Int) -> ClosedRange<Double>? {
        guard let mean = mean(of: values), divisor > 0 else { return nil }
        let variance = values.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / Double(divisor)
        let half = z * (variance / Double(values.count)).squareRoot()
        return mean - half...mean + half
    }
}
