/// A rational number without limits: money is shared out in it, so that equal shares are equal.
package struct Exact: Sendable, Comparable, Hashable {
    private let isNegative: Bool
    private let numerator: Natural
    private let denominator: Natural

    private init(isNegative: Bool, numerator: Natural, denominator: Natural) {
        let divisor = Natural.greatestCommonDivisor(numerator, denominator)
        self.numerator = numerator.dividing(by: divisor).quotient
        self.denominator = denominator.dividing(by: divisor).quotient
        self.isNegative = isNegative && !self.numerator.isZero
    }

    package init(_ value: Int) {
        self.init(isNegative: value < 0, numerator: Natural(value.magnitude), denominator: Natural(1))
    }

    /// Reads a decimal number with an optional sign and `.`.
    package init?(decimal text: String) {
        let digits = text.hasPrefix("-") ? text.dropFirst() : text[...]
        let parts = digits.split(separator: ".", omittingEmptySubsequences: false)
        guard (1...2).contains(parts.count), let whole = parts.first, !whole.isEmpty,
            parts.allSatisfy({ $0.allSatisfy { ("0"..."9").contains($0) } })
        else { return nil }
        let fraction = parts.count == 2 ? parts[1] : ""
        var numerator = Natural(0)
        for digit in whole + fraction {
            numerator = numerator.multiplied(by: Natural(10)).adding(
                Natural(UInt(digit.wholeNumberValue ?? 0)))
        }
        var denominator = Natural(1)
        for _ in fraction { denominator = denominator.multiplied(by: Natural(10)) }
        self.init(isNegative: text.hasPrefix("-"), numerator: numerator, denominator: denominator)
    }

    package static func + (left: Exact, right: Exact) -> Exact {
        let first = left.numerator.multiplied(by: right.denominator)
        let second = right.numerator.multiplied(by: left.denominator)
        let denominator = left.denominator.multiplied(by: right.denominator)
        if left.isNegative == right.isNegative {
            return Exact(
                isNegative: left.isNegative, numerator: first.adding(second), denominator: denominator)
        }
        if first < second {
            return Exact(
                isNegative: right.isNegative, numerator: second.subtracting(first), denominator: denominator)
        }
        return Exact(
            isNegative: left.isNegative, numerator: first.subtracting(second), denominator: denominator)
    }

    package static prefix func - (value: Exact) -> Exact {
        Exact(
            isNegative: !value.isNegative, numerator: value.numerator, denominator: value.denominator)
    }

    package static func - (left: Exact, right: Exact) -> Exact { left + -right }

    package static func * (left: Exact, right: Exact) -> Exact {
        Exact(
            isNegative: left.isNegative != right.isNegative,
            numerator: left.numerator.multiplied(by: right.numerator),
            denominator: left.denominator.multiplied(by: right.denominator))
    }

    /// The divisor must not be zero.
    package static func / (left: Exact, right: Exact) -> Exact {
        Exact(
            isNegative: left.isNegative != right.isNegative,
            numerator: left.numerator.multiplied(by: right.denominator),
            denominator: left.denominator.multiplied(by: right.numerator))
    }

    package static func < (left: Exact, right: Exact) -> Bool { (left - right).isNegative }

    /// The greatest whole number not above this one.
    package var floor: Exact {
        let (quotient, remainder) = numerator.dividing(by: denominator)
        let truncated = Exact(isNegative: isNegative, numerator: quotient, denominator: Natural(1))
        return isNegative && !remainder.isZero ? truncated - Exact(1) : truncated
    }

    /// The nearest whole number; halves away from zero.
    package var rounded: Exact {
        let half = Exact(1) / Exact(2)
        return isNegative ? -(-self + half).floor : (self + half).floor
    }

    package var doubleValue: Double {
        // Money and seconds of tests stay far below 2^53 in their whole part.
        let (quotient, remainder) = numerator.dividing(by: denominator)
        let magnitude = quotient.doubleValue + remainder.doubleValue / denominator.doubleValue
        return isNegative ? -magnitude : magnitude
    }
}
