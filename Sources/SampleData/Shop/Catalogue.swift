/// The words of tickets: what the shop's help desk lets people choose from.

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

enum Category: CaseIterable {
    case delivery, returns, orderChange, payment, productQuestion, account, complaint

    var text: StaticString {
        switch self {
        case .delivery: "Delivery"
        case .returns: "Returns"
        case .orderChange: "Order change"
        case .payment: "Payment"
        case .productQuestion: "Product question"
        case .account: "Account"
        case .complaint: "Complaint"
        }
    }

    static let mix = Choice<Category?>(
        (.delivery, 31), (.returns, 23), (.orderChange, 12), (.payment, 11), (.productQuestion, 13),
        (.account, 5), (.complaint, 3), (nil, 2))
}

enum Product: CaseIterable {
    case sneakers, jackets, backpacks, headphones, coffeeMachines, teaSets, bags, giftCards

    var text: StaticString {
        switch self {
        case .sneakers: "Sneakers"
        case .jackets: "Jackets"
        case .backpacks: "Backpacks"
        case .headphones: "Headphones"
        case .coffeeMachines: "Coffee machines"
        case .teaSets: "Tea sets 急須"
        case .bags: "Bags, belts & wallets"
        case .giftCards: "Gift cards"
        }
    }

    static let mix = Choice<Product?>(
        (.sneakers, 26), (.jackets, 20), (.backpacks, 9), (.headphones, 15), (.coffeeMachines, 10),
        (.teaSets, 4), (.bags, 8), (.giftCards, 3), (nil, 5))
    /// What is sent back most has to fit.
    static let returned = Choice<Product?>(
        (.sneakers, 38), (.jackets, 34), (.backpacks, 5), (.headphones, 9), (.coffeeMachines, 4),
        (.teaSets, 2), (.bags, 6), (nil, 2))
}

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

enum Brand: CaseIterable {
    case nordwind, kumo, coeur

    var text: StaticString {
        switch self {
        case .nordwind: "Nordwind"
        case .kumo: "Kumo 雲"
        case .coeur: "Cœur & Co"
        }
    }

    static let mix = Choice<Brand>((.nordwind, 60), (.kumo, 22), (.coeur, 18))
}

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
        .returns,
    ]
}

/// The two schedules of the shop.
enum Schedule: CaseIterable {
    case office, night

    var text: StaticString {
        switch self {
        case .office: "office"
        case .night: "night"
        }
    }
}
