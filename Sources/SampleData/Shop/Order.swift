/// What a customer bought, as far as others depend on it.
struct Order {
    let number: Int
    let customer: Int
    let orderedAt: Instant
    let cents: Int

    /// The column `order_value_band` of tickets.
    var valueBand: StaticString {
        switch cents {
        case ..<50_00: "under 50"
        case ..<200_00: "50 to 200"
        default: "over 200"
        }
    }
}
