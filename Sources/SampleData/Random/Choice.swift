/// Values with weights, laid out so that a draw is one look-up.
struct Choice<Value: Sendable>: Sendable {
    /// Each value as many times as it weighs.
    let slots: [Value]

    init(_ weighted: (Value, Int)...) {
        slots = weighted.flatMap { value, weight in Array(repeating: value, count: weight) }
    }
}
