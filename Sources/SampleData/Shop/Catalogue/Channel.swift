/// Where a ticket comes in.
enum Channel: CaseIterable {
    case email, chat, phone, web, social

    var text: StaticString {
        switch self {
        case .email: "email"
        case .chat: "chat"
        case .phone: "phone"
        case .web: "web"
        case .social: "social"
        }
    }

    static let mix = Choice<Channel>((.email, 40), (.chat, 27), (.phone, 14), (.web, 11), (.social, 8))
}
