/// A fixed sequence of random numbers for a seed (SplitMix64).
package struct Dice: RandomNumberGenerator, Sendable {
    private var state: UInt64

    package init(seed: UInt64) {
        state = seed &* 0x9E37_79B9_7F4A_7C15
    }

    package mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var bits = state
        bits = (bits ^ (bits >> 30)) &* 0xBF58_476D_1CE4_E5B9
        bits = (bits ^ (bits >> 27)) &* 0x94D0_49BB_1331_11EB
        return bits ^ (bits >> 31)
    }

    /// Whether a chance of so many in a hundred comes true.
    mutating func chance(_ percent: Int) -> Bool { number(1...100) <= percent }

    mutating func number(_ range: ClosedRange<Int>) -> Int { Int.random(in: range, using: &self) }

    /// One of a few; a nil among them is as likely as any other.
    mutating func pick<Value>(_ first: Value, _ rest: Value...) -> Value {
        pick([first] + rest) ?? first
    }

    mutating func pick<Value>(_ values: [Value]) -> Value? { values.randomElement(using: &self) }
}
