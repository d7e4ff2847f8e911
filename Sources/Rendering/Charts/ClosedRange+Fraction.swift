extension ClosedRange<Double> {
    /// Where a number lies between the ends, from 0 to 1, whatever they are; 0 where there is no saying.
    func fraction(of value: Double) -> Double {
        let span = upperBound - lowerBound
        // Half of what no number can hold is one that can.
        let fraction =
            span.isFinite
            ? (value - lowerBound) / span
            : (value / 2 - lowerBound / 2) / (upperBound / 2 - lowerBound / 2)
        return fraction > 0 ? Swift.min(fraction, 1) : 0
    }
}
