/// One case behind a number.
package struct ListedCase: Sendable {
    /// Which of a ratio's two sets it is of; nil where there is one set.
    package let leg: CaseLayout.Leg?
    /// From 1: of a snapshot every bucket at whose end the case is there, of amounts and time every one they reach
    /// into.
    package let bucket: Int
    /// The query's dimensions.
    package let members: [Answer.Member]
    package let source: String?
    /// Nil where the case is no ticket's.
    package let ticketID: String?
    /// What else tells it apart, as `CaseLayout.identities` names it.
    package let identities: [String?]
    /// The KPI's own dimensions but for the source, in the contract's order; of a share of an amount where it went,
    /// else what the ledger names.
    package let block: [String?]
    /// Of the agent in the block.
    package let agentName: String?
    /// The instant that puts the case into its bucket, or at which its part there begins; ISO 8601 in the
    /// reporting zone, with its offset.
    package let anchor: String
    /// When its part in the bucket ends, or it leaves.
    package let until: String?
    /// Where a percentile was asked for by name: the case's place in its cell, from 1, the least worth first.
    package let rank: Int?
    /// What a share follows from; nil where the case is none.
    package let share: Share?
    /// What the case is worth, exactly, so that the number follows from these: of a duration seconds, of a rate 100 or
    /// 0, of a score its points, of a count 1, of an amount its share before rounding, of time seconds.
    package let exactValue: String?

    /// The same as a number.
    package var value: Double? { exactValue.flatMap { Double($0) } }

    /// How much of a ledger's amount goes to one cell.
    ///
    /// The share is amount × days ÷ the days of the amount's period × weight ÷ total weight.
    package struct Share: Sendable {
        /// The whole amount, as the ledger has it.
        package let amount: String?
        package let firstDay: String?
        package let lastDay: String?
        /// Days of the amount in the bucket and one calendar month.
        package let days: Int?
        /// How much of what it is shared out over is the cell's; 1 of 1 where it is the cell's by name.
        package let weight: String?
        package let totalWeight: String?
    }
}

/// What is known of every case of a list.
package struct CaseLayout: Sendable {
    /// One of the two sets of a ratio.
    package enum Leg: String, Sendable {
        case numerator, denominator
    }

    /// Whether cases say of which leg they are.
    package let hasLegs: Bool
    /// Whether any of them is of a ticket.
    package let hasTickets: Bool
    /// The columns that tell those apart that are of no ticket: `customer_id`, `order_id`, `cost_id`.
    package let identities: [String]
    /// The KPI's dimensions but for the source, in the contract's order.
    package let block: [String]
    /// Whether cases have an end.
    package let hasUntil: Bool
    /// Whether cases are ranked around a percentile.
    package let hasRanks: Bool
    /// Whether cases are what is there at a bucket's start.
    package let isStanding: Bool
    /// Whether cases are shares of amounts.
    package let hasShares: Bool
}
