/// What a ticket is about.
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
