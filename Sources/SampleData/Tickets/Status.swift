/// Where a ticket stands.
enum Status {
    case new, open, pending, hold, resolved, closed

    var text: StaticString {
        switch self {
        case .new: "new"
        case .open: "open"
        case .pending: "pending"
        case .hold: "hold"
        case .resolved: "resolved"
        case .closed: "closed"
        }
    }

    var isResolved: Bool { self == .resolved || self == .closed }
}
