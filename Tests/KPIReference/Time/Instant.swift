/// A point in time: microseconds since 1970-01-01T00:00:00Z.
package typealias Instant = Int64

extension Instant {
    package static let second: Instant = 1_000_000
    package static let minute: Instant = 60 * second
    package static let hour: Instant = 60 * minute
    package static let day: Instant = 24 * hour
}

/// Division that rounds towards minus infinity, so that instants before 1970 fall into the right day.
func floorDivide<Number: BinaryInteger>(_ dividend: Number, _ divisor: Number) -> Number {
    let quotient = dividend / divisor
    return dividend % divisor != 0 && (dividend < 0) != (divisor < 0) ? quotient - 1 : quotient
}
