/// Who writes a message.
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
