/// One row of the ledger.
package struct Cost: ContractRow {
    package static let entity = "costs"

    package var source: String
    package var costID: String
    package var category: String
    package var periodStart: LocalDate
    package var periodEnd: LocalDate
    package var amount: String
    package var currency: String
    package var team: String?
    package var channel: String?

    package init(
        source: String, costID: String, category: String, periodStart: LocalDate, periodEnd: LocalDate,
        amount: String, currency: String, team: String? = nil, channel: String? = nil
    ) {
        self.source = source
        self.costID = costID
        self.category = category
        self.periodStart = periodStart
        self.periodEnd = periodEnd
        self.amount = amount
        self.currency = currency
        self.team = team
        self.channel = channel
    }

    package init(source: String, record: Record) throws(ContractError) {
        self.source = source
        costID = try record.required("cost_id")
        category = try record.required("category")
        periodStart = try record.requiredDate("period_start")
        periodEnd = try record.requiredDate("period_end")
        amount = try record.readRequired("amount") { Exact(decimal: $0) == nil ? nil : $0 }
        currency = try record.required("currency")
        team = record.text("team")
        channel = record.text("channel")
    }

    package var key: [String] { [costID] }

    package var columns: [(name: String, text: String?)] {
        [
            ("cost_id", costID),
            ("category", category),
            ("period_start", periodStart.description),
            ("period_end", periodEnd.description),
            ("amount", amount),
            ("currency", currency),
            ("team", team),
            ("channel", channel),
        ]
    }

    /// The amount as a number.
    package var money: Exact { Exact(decimal: amount) ?? Exact(0) }
}
