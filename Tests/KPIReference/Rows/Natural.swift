/// A whole number ≥ 0 of any size, by schoolbook arithmetic.
struct Natural: Sendable, Comparable, Hashable {
    /// Digits to base 2^32, lowest first, without leading zeros.
    private var digits: [UInt32]

    init(_ value: UInt) {
        self.init(digits: [UInt32(truncatingIfNeeded: value), UInt32(truncatingIfNeeded: value >> 32)])
    }

    private init(wide value: UInt128) {
        self.init(digits: (0..<4).map { UInt32(truncatingIfNeeded: value >> (32 * UInt128($0))) })
    }

    private var asUInt128: UInt128? {
        digits.count > 4 ? nil : digits.reversed().reduce(0) { $0 << 32 | UInt128($1) }
    }

    private init(digits: [UInt32]) {
        self.digits = digits
        while self.digits.last == 0 { self.digits.removeLast() }
    }

    var isZero: Bool { digits.isEmpty }

    var doubleValue: Double { digits.reversed().reduce(0) { $0 * 4_294_967_296 + Double($1) } }

    static func < (left: Natural, right: Natural) -> Bool {
        if left.digits.count != right.digits.count { return left.digits.count < right.digits.count }
        return left.digits.reversed().lexicographicallyPrecedes(right.digits.reversed())
    }

    func adding(_ other: Natural) -> Natural {
        var result: [UInt32] = []
        var carry: UInt64 = 0
        for index in 0..<max(digits.count, other.digits.count) {
            let sum = UInt64(digit(index)) + UInt64(other.digit(index)) + carry
            result.append(UInt32(truncatingIfNeeded: sum))
            carry = sum >> 32
        }
        return Natural(digits: result + [UInt32(carry)])
    }

    /// `other` must not be greater.
    func subtracting(_ other: Natural) -> Natural {
        var result: [UInt32] = []
        var borrow: Int64 = 0
        for index in digits.indices {
            let difference = Int64(digits[index]) - Int64(other.digit(index)) - borrow
            borrow = difference < 0 ? 1 : 0
            result.append(UInt32(difference + borrow << 32))
        }
        return Natural(digits: result)
    }

    func multiplied(by other: Natural) -> Natural {
        var result = [UInt32](repeating: 0, count: digits.count + other.digits.count)
        for (index, digit) in digits.enumerated() {
            var carry: UInt64 = 0
            for (otherIndex, otherDigit) in other.digits.enumerated() {
                let sum = UInt64(digit) * UInt64(otherDigit) + UInt64(result[index + otherIndex]) + carry
                result[index + otherIndex] = UInt32(truncatingIfNeeded: sum)
                carry = sum >> 32
            }
            result[index + other.digits.count] = UInt32(carry)
        }
        return Natural(digits: result)
    }

    /// The divisor must not be zero.
    func dividing(by divisor: Natural) -> (quotient: Natural, remainder: Natural) {
        if self < divisor { return (Natural(0), self) }
        if divisor.digits.count == 1 {
            var quotient = digits
            var remainder: UInt64 = 0
            for index in digits.indices.reversed() {
                let value = remainder << 32 | UInt64(digits[index])
                quotient[index] = UInt32(value / UInt64(divisor.digits[0]))
                remainder = value % UInt64(divisor.digits[0])
            }
            return (Natural(digits: quotient), Natural(UInt(remainder)))
        }
        if let small = asUInt128, let smallDivisor = divisor.asUInt128 {
            return (Natural(wide: small / smallDivisor), Natural(wide: small % smallDivisor))
        }
        // Bit by bit, from the highest.
        var quotient = [UInt32](repeating: 0, count: digits.count)
        var remainder = Natural(0)
        for bit in (0..<digits.count * 32).reversed() {
            remainder = remainder.adding(remainder)
            if digits[bit / 32] >> UInt32(bit % 32) & 1 == 1 { remainder = remainder.adding(Natural(1)) }
            if !(remainder < divisor) {
                remainder = remainder.subtracting(divisor)
                quotient[bit / 32] |= 1 << UInt32(bit % 32)
            }
        }
        return (Natural(digits: quotient), remainder)
    }

    static func greatestCommonDivisor(_ first: Natural, _ second: Natural) -> Natural {
        var (larger, smaller) = (first, second)
        while !smaller.isZero { (larger, smaller) = (smaller, larger.dividing(by: smaller).remainder) }
        return larger
    }

    private func digit(_ index: Int) -> UInt32 { index < digits.count ? digits[index] : 0 }
}
