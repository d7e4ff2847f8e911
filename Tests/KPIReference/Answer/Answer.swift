/// One KPI's value in one row.
package struct Cell: Sendable {
    /// nil where the KPI has none.
    package var value: Double?
    /// The number of cases behind it.
    package var count: Int
    /// The 95 % interval, where the KPI has one.
    package var bounds: ClosedRange<Double>?

    /// AMBIGUOUS: whether counts and money are marked too.
    ///
    /// Reading: "every cell also carries n … fewer than 30 cases is marked low n", of every KPI.
    package var isLowCount: Bool { count < 30 }
}

/// One row of an answer.
package struct AnswerRow: Sendable {
    /// nil without a grain.
    package var period: String?
    /// In the order of the query's dimensions.
    package var members: [Member]
    /// The agent's name, where the agent is a dimension.
    package var agentName: String?
    /// In the order of the query's metrics.
    package var cells: [Cell]
}

/// A field of the machine form.
package enum Field: Hashable, Sendable {
    case null
    case text(String)
    case number(Double)
    case boolean(Bool)
}

/// What the machine form holds.
package struct Answer: Sendable {
    package let query: Query
    package let rows: [AnswerRow]
    /// Of cost; nil where the ledger is empty and nothing is set.
    package let currency: String?
    /// Ledger rows in other currencies.
    package let otherCurrencyCount: Int
    /// Excluded tickets created in the range that match the filter.
    package let excluded: Int
    /// Interactions and surveys whose ticket is not there.
    package let waiting: Int

    /// The rows as columns of the machine form, in their order.
    package var fields: [[(name: String, field: Field)]] {
        rows.map { row in
            var fields: [(name: String, field: Field)] = []
            if let period = row.period { fields.append(("period", .text(period))) }
            for (dimension, member) in zip(query.dimensions, row.members) {
                fields.append((dimension.name, member.text.map { .text($0) } ?? .null))
                if dimension == .agent {
                    fields.append(("agent_name", row.agentName.map { .text($0) } ?? .null))
                    fields.append(("agent_source", member.agentSource.map { .text($0) } ?? .null))
                }
            }
            for (metric, cell) in zip(query.metrics, row.cells) {
                fields.append((metric.column, cell.value.map { .number($0) } ?? .null))
                fields.append((metric.column + "_n", .number(Double(cell.count))))
                fields.append((metric.column + "_low_n", .boolean(cell.isLowCount)))
                guard query.hasBounds else { continue }
                let bounds = cell.bounds
                fields.append((metric.column + "_low", bounds.map { .number($0.lowerBound) } ?? .null))
                fields.append((metric.column + "_high", bounds.map { .number($0.upperBound) } ?? .null))
            }
            return fields
        }
    }
}
