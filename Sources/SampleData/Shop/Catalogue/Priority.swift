/// How soon an answer is due.
enum Priority: CaseIterable {
    case low, normal, high, urgent

    var text: StaticString {
        switch self {
        case .low: "low"
        case .normal: "normal"
        case .high: "high"
        case .urgent: "urgent"
        }
    }

    /// Waiting time relative to a normal ticket's, in percent.
    var waitPercent: Int {
        switch self {
        case .low: 150
        case .normal: 100
        case .high: 60
        case .urgent: 35
        }
    }

    static let mix = Choice<Priority?>((.low, 21), (.normal, 57), (.high, 15), (.urgent, 4), (nil, 3))
    static let ofVIPs = Choice<Priority?>((.normal, 40), (.high, 45), (.urgent, 15))
}
