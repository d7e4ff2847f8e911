/// One order of a customer.
package struct Order: ContractRow {
    package static let entity = "orders"

    package var source: String
    package var orderID: String
    package var customerID: String
    package var orderedAt: Instant

    package init(
        source: String, orderID: String, customerID: String, orderedAt: Instant
    ) {
        self.source = source
        self.orderID = orderID
        self.customerID = customerID
        self.orderedAt = orderedAt
    }

    package init(source: String, record: Record) throws(ContractError) {
        self.source = source
        orderID = try record.required("order_id")
        customerID = try record.required("customer_id")
        orderedAt = try record.requiredInstant("ordered_at")
    }

    package var key: [String] { [orderID] }

    package var columns: [(name: String, text: String?)] {
        [
            ("order_id", orderID),
            ("customer_id", customerID),
            ("ordered_at", formatInstant(orderedAt)),
        ]
    }
}
