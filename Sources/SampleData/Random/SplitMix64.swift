/// Sebastiano Vigna's SplitMix64: the source of every choice in a sample.
///
/// Each topic and each row draws from a stream of its own, told apart by (seed, stream, index). So a row
/// can be worked out again anywhere without remembering it, and a change in one topic leaves the others'
/// rows as they were. Only integers are drawn: the same bytes on every platform.
struct SplitMix64 {
    /// What a stream is drawn for.
    enum Stream: UInt64 {
        case volume, agent, shift, customer, churn, order, ticket, cost, promoterSurvey, employeeSurvey,
            exitSurvey
    }

    private var state: UInt64

    init(seed: UInt64, _ stream: Stream, _ index: Int = 0) {
        state = Self.mix(Self.mix(seed &+ 0x9E37_79B9_7F4A_7C15) ^ (stream.rawValue << 56) ^ UInt64(index))
    }

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        return Self.mix(state)
    }

    /// A number in `0 ..< limit`, by Lemire's multiplication; its bias of limit ÷ 2⁶⁴ does not matter here.
    mutating func below(_ limit: Int) -> Int {
        Int(next().multipliedFullWidth(by: UInt64(limit)).high)
    }

    /// A number in the range.
    mutating func within(_ range: ClosedRange<Int>) -> Int {
        range.lowerBound + below(range.upperBound - range.lowerBound + 1)
    }

    /// True in this many of 1000 draws.
    mutating func chance(_ permille: Int) -> Bool {
        below(1000) < permille
    }

    /// One of the choice's values, as often as its weight says.
    mutating func pick<Value>(_ choice: Choice<Value>) -> Value {
        choice.slots[below(choice.slots.count)]
    }

    /// One element, each as often as the others.
    mutating func any<Value>(of values: [Value]) -> Value {
        values[below(values.count)]
    }

    private static func mix(_ value: UInt64) -> UInt64 {
        var mixed = value
        mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
        return mixed ^ (mixed >> 31)
    }
}
