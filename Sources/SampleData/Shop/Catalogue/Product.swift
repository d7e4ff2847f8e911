/// What was bought.
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
