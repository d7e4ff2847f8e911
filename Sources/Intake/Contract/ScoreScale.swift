/// The scale a survey's score lies on: its kind's, where the row gives no other.
struct ScoreScale: Sendable, Hashable {
    /// The kinds of survey; their order is the index that a row's kind is known by.
    static let kinds = ["csat", "nps", "ces", "esat", "exit"]

    /// Both ends, inclusive, of a kind's scale; nil for a kind that has none (exit).
    static func standard(ofKind index: Int) -> ClosedRange<Int64>? {
        switch kinds[index] {
        case "csat", "esat": 1...5
        case "ces": 1...7
        case "nps": 0...10
        default: nil
        }
    }

    /// Whether rows of this kind cannot give a scale of their own: NPS is 0–10 by definition.
    static func isFixed(forKind index: Int) -> Bool {
        kinds[index] == "nps"
    }
}
