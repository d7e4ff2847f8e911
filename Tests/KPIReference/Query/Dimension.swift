/// What an answer can be cut by.
package enum Dimension: Hashable, Sendable {
    case source, channel, category, product, priority, direction, agent, team, segment, country
    /// The ledger's own: they select amounts, not tickets.
    case currency, costCategory
    /// A column of tickets that the contract does not name.
    case attribute(String)

    package static let ofTickets: [Dimension] = [
        .source, .channel, .category, .product, .priority, .direction, .agent, .team, .segment, .country,
    ]

    package init(name: String) {
        let named = Dictionary(
            (Dimension.ofTickets + [.currency, .costCategory]).map { ($0.name, $0) }
        ) { first, _ in first }
        self = named[name] ?? .attribute(name)
    }

    package var isOfLedger: Bool { self == .currency || self == .costCategory }

    /// The name in a query and in an answer.
    package var name: String {
        switch self {
        case .costCategory: "cost_category"
        case .attribute(let name): name
        default: "\(self)"
        }
    }
}

/// A value of a dimension; of the agent, with the source that the id belongs to.
package struct Member: Hashable, Sendable {
    /// nil is a member like any other.
    package let text: String?
    /// Of an agent only.
    package let agentSource: String?

    package init(_ text: String?, agentSource: String? = nil) {
        self.text = text
        self.agentSource = agentSource
    }

    /// Bytewise, null last.
    package static func precedes(_ left: Member, _ right: Member) -> Bool {
        for (left, right) in [(left.text, right.text), (left.agentSource, right.agentSource)]
        where left != right {
            guard let left else { return false }
            guard let right else { return true }
            return bytewise(left, right)
        }
        return false
    }
}

/// The contract's order of text.
package func bytewise(_ left: String, _ right: String) -> Bool {
    left.utf8.lexicographicallyPrecedes(right.utf8)
}

/// The values that a case has for every dimension.
package struct Segment: Hashable, Sendable {
    package var source: String?
    package var channel: String?
    package var category: String?
    package var product: String?
    package var priority: String?
    package var direction: String?
    package var agent: Member = Member(nil)
    package var team: String?
    package var segment: String?
    package var country: String?
    package var currency: String?
    package var costCategory: String?
    package var attributes: [String: String] = [:]

    package subscript(dimension: Dimension) -> Member {
        switch dimension {
        case .source: Member(source)
        case .channel: Member(channel)
        case .category: Member(category)
        case .product: Member(product)
        case .priority: Member(priority)
        case .direction: Member(direction)
        case .agent: agent
        case .team: Member(team)
        case .segment: Member(segment)
        case .country: Member(country)
        case .currency: Member(currency)
        case .costCategory: Member(costCategory)
        case .attribute(let name): Member(attributes[name])
        }
    }
}
