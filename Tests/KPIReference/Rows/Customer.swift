/// One who asks for support.
package struct Customer: ContractRow {
    package static let entity = "customers"

    package var source: String
    package var customerID: String
    package var segment: String?
    package var country: String?
    package var joinedAt: Instant?
    package var churnedAt: Instant?

    package init(
        source: String, customerID: String, segment: String? = nil, country: String? = nil,
        joinedAt: Instant? = nil, churnedAt: Instant? = nil
    ) {
        self.source = source
        self.customerID = customerID
        self.segment = segment
        self.country = country
        self.joinedAt = joinedAt
        self.churnedAt = churnedAt
    }

    package init(source: String, record: Record) throws(ContractError) {
        self.source = source
        customerID = try record.required("customer_id")
        segment = record.text("segment")
        country = record.text("country")
        joinedAt = try record.instant("joined_at")
        churnedAt = try record.instant("churned_at")
    }

    package var key: [String] { [customerID] }

    package var columns: [(name: String, text: String?)] {
        [
            ("customer_id", customerID),
            ("segment", segment),
            ("country", country),
            ("joined_at", joinedAt.map(formatInstant)),
            ("churned_at", churnedAt.map(formatInstant)),
        ]
    }
}
