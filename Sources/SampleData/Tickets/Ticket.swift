/// A row of `tickets.csv`, as it stands when the sample ends.
struct Ticket {
    let number: Int
    let createdAt: Instant
    var isOutbound = false
    var customer: Int?
    var segment: Segment?
    var order: Order?
    var agent: AgentReference?
    var team: Team?
    var channel: Channel?
    var category: Category?
    var product: Product?
    var priority: Priority?
    var status: Status?
    var resolvedAt: Instant?
    var closedAt: Instant?
    var subject = Subject.plain("")
    var tags: StaticString?
    var exclusion: Exclusion?
    var mergedInto: Int?
    var schedule: Schedule?
    var brand: Brand?
}

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

/// Why a ticket is left out of every KPI.
enum Exclusion {
    case spam, deleted, merged, test

    var text: StaticString {
        switch self {
        case .spam: "spam"
        case .deleted: "deleted"
        case .merged: "merged"
        case .test: "test"
        }
    }

    static let mix = Choice<Exclusion?>((.spam, 15), (.merged, 12), (.deleted, 4), (.test, 3), (nil, 966))
}
