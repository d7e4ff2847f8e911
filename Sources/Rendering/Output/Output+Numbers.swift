extension Output {
    /// Adds a whole number.
    package func write(integer value: Int) {
        // Twenty bytes hold every 64-bit number with its sign.
        withUnsafeTemporaryAllocation(of: UInt8.self, capacity: 20) { digits in
            var position = 20
            var rest = value.magnitude
            repeat {
                position -= 1
                digits[position] = UInt8(ascii: "0") + UInt8(truncatingIfNeeded: rest % 10)
                rest /= 10
            } while rest > 0
            if value < 0 {
                position -= 1
                digits[position] = UInt8(ascii: "-")
            }
            write(UnsafeBufferPointer(rebasing: digits[position..<20]))
        }
    }

    /// Adds the shortest text that reads back as the same number: `5230.0`, `0.1`, `1e+20`.
    ///
    /// Finite numbers only.
    package func write(double value: Double) {
        precondition(value.isFinite, "NaN and infinities are null in every format")
        // Whole numbers are the common case and need no search for the shortest text.
        if value.magnitude < 9_007_199_254_740_992, value == value.rounded(.towardZero),
            value != 0 || value.sign == .plus
        {
            write(integer: Int(value))
            write(".0")
        } else {
            write(value.description)
        }
    }
}
