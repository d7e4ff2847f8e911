/// What a customer is worth to the shop.
enum Segment: CaseIterable {
    case regular, plus, business, vip

    var text: StaticString {
        switch self {
        case .regular: "Regular"
        case .plus: "Plus"
        case .business: "Business"
        case .vip: "VIP"
        }
    }

    static let mix = Choice<Segment?>((.regular, 68), (.plus, 17), (.business, 7), (.vip, 5), (nil, 3))
}
