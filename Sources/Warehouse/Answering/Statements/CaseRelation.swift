import Basics
package import KPIQuery

/// The cases of a KPI as one relation named `kpi_case`: what slices and filters need of it.
///
/// It has the dimension block, `ticket_id` and `attribute_set` under their names, and what the KPI's kind gives:
/// `anchor_at`, `value_ms`, `business_ms`, `is_hit`, `value`, `from_at`, `until_at`, `since_at`.
enum CaseRelation {
    /// Joins what the named dimensions need beyond the block: attributes stand in `fact.attribute_set`.
    static func joins(for dimensions: some Sequence<DimensionName>) -> String {
        guard dimensions.contains(where: \.isAttribute) else { return "" }
        return """

            left join fact.attribute_set as described
                on kpi_case.attribute_set = described.attribute_set
            """
    }

    /// The expression whose value is a dimension's member.
    static func member(of dimension: DimensionName, in builder: inout SQLBuilder) -> String {
        switch dimension {
        case .dimension("agent"): "kpi_case.agent_id"
        case .dimension("source"): sourceMember
        case .dimension(let name): "kpi_case.\(name)"
        case .attribute(let name): attribute(name, of: "described", &builder)
        }
    }

    /// The value of an attribute, of a relation that has `attributes`.
    static func attribute(_ name: String, of relation: String, _ builder: inout SQLBuilder) -> String {
        "\(relation).attributes ->> \(builder.bind(name, as: "text"))"
    }

    /// The source as a dimension is the ticket's: null without a ticket.
    ///
    /// As part of an agent's key it is the case's own.
    static let sourceMember = "case when kpi_case.ticket_id is not null then kpi_case.source end"
}

extension DimensionName {
    /// Whether only the ledger has it.
    var isOfLedger: Bool { KPIDefinition.ledgerDimensions.contains(name) && !isAttribute }
}

extension Condition {
    /// What all have to hold.
    package var conjuncts: [Condition] {
        guard case .and(let parts) = self else { return [self] }
        return parts.flatMap(\.conjuncts)
    }

    /// The condition without what it says of the ledger: that selects amounts, not tickets.
    var ofTickets: Condition? {
        let kept = conjuncts.filter { part in !part.comparisons.contains { $0.dimension.value.isOfLedger } }
        return kept.count > 1 ? .and(kept) : kept.first
    }
}

extension KPIDefinition {
    /// The dimensions of its BI view: of an amount those it names itself, of a ratio of amounts those all of them name.
    var viewDimensions: [String] {
        guard isOfLedger else { return dimensions }
        return kind == .amount
            ? cases.namedDimensions + dimensions.filter(KPIDefinition.ledgerDimensions.contains) + [
                "currency"
            ]
            : ["source"]
    }

    /// Whether what it counts is known ahead: amounts of a ledger, rosters.
    var holdsDaysToCome: Bool {
        [cases, denominatorCases].contains { $0?.placement == .amounts || $0?.placement == .time }
    }

    /// Whether some of its cases may be of no ticket, and have an agent all the same: surveys.
    var hasCasesWithoutTicket: Bool { relations.contains("fact.survey") }

    /// The columns of a fact's dimension block that the view's dimensions stand in, source first.
    var blockColumns: [String] {
        let names = viewDimensions.map { $0 == "agent" ? "agent_id" : $0 }
        return names.contains("source") ? names : ["source"] + names
    }

    /// The relations that its cases are read from.
    var relations: [String] {
        (cases.relations + (denominatorCases?.relations ?? [])).uniqued
    }
}
