/// What PostgreSQL writes for `numeric`.
package enum DecimalText {
    /// Whether the text is a number that JSON can hold: not `NaN`, not `Infinity`, nothing else.
    package static func isNumber(_ text: String) -> Bool {
        var digits = text.utf8[...]
        if digits.first == UInt8(ascii: "-") { digits.removeFirst() }
        var whole = 0
        while let byte = digits.first, isDigit(byte) {
            digits.removeFirst()
            whole += 1
        }
        guard whole > 0 else { return false }
        guard digits.first == UInt8(ascii: ".") else { return digits.isEmpty }
        digits.removeFirst()
        return !digits.isEmpty && digits.allSatisfy(isDigit)
    }

    private static func isDigit(_ byte: UInt8) -> Bool {
        byte >= UInt8(ascii: "0") && byte <= UInt8(ascii: "9")
    }
}
