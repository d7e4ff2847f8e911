/// A row of `interactions.csv`.
struct Message {
    let at: Instant
    let author: Author
    var agent: AgentReference?
    var isPrivate = false
    /// Where it differs from the ticket's.
    var channel: Channel?
    var work = Work()
}

enum Author {
    case customer, agent, bot, system, thirdParty

    var text: StaticString {
        switch self {
        case .customer: "customer"
        case .agent: "agent"
        case .bot: "bot"
        case .system: "system"
        case .thirdParty: "third_party"
        }
    }
}

/// Logged time: seconds, those on the telephone in tenths, as its exchange counts them.
struct Work {
    var handling: Int?
    var communicationTenths: Int?
    var technical: Int?
}
