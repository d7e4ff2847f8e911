/// A desk that answers tickets.
enum Team: Int, CaseIterable {
    case firstLine, returns, payments, vipCare, night

    var text: StaticString {
        switch self {
        case .firstLine: "First Line"
        case .returns: "Returns"
        case .payments: "Payments"
        case .vipCare: "VIP Care"
        case .night: "Night"
        }
    }

    /// Who works where: every team has one of the first five agents.
    static let seats: [Team] = [
        .firstLine, .returns, .payments, .vipCare, .night, .firstLine, .returns, .firstLine, .firstLine,
        .firstLine,
    ]
}
