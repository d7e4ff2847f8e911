/// A row of `surveys.csv`.
struct Survey {
    enum Kind {
        case csat, nps, ces, esat, exit

        var text: StaticString {
            switch self {
            case .csat: "csat"
            case .nps: "nps"
            case .ces: "ces"
            case .esat: "esat"
            case .exit: "exit"
            }
        }
    }

    let kind: Kind
    var sentAt: Instant?
    var respondedAt: Instant?
    var ticket: Int?
    var customer: Int?
    var agent: AgentReference?
    var score: Int?
    var scale: ClosedRange<Int>?
    var isReversed: Bool?
    var reason: StaticString?
    var comment: StaticString?
}

extension Survey {
    /// The survey as an export made at that instant has it.
    func asKnown(before end: Instant) -> Survey {
        guard let respondedAt, respondedAt >= end else { return self }
        return Survey(kind: kind, sentAt: sentAt, ticket: ticket, customer: customer, agent: agent)
    }
}
