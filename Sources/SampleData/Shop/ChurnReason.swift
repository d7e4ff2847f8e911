/// Why customers leave; not all say.
enum ChurnReason {
    static func of(customer: Int) -> StaticString? {
        all[customer % all.count]
    }

    private static let all: [StaticString?] = [
        "price", "late deliveries", nil, "support", "moved away", "price", "found a shop nearby, with coffee",
    ]
}
