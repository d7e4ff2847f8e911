import KPIQuery

/// The cases of a KPI as one relation named `kpi_case`, with the columns that slices and filters need.
///
/// It has the dimension block and `ticket_id` under their names, and what the KPI's kind gives: `anchor_at`, `value_ms`,
/// `business_ms`, `is_hit`, `value`, `from_at`, `until_at`, `since_at`; for a ratio `numerator` and `denominator`.
struct CaseRelation {
    let definition: KPIDefinition

    /// The body of the common table expression `kpi_case`.
    var sql: String {
        guard let denominatorCases = definition.denominatorCases else { return definition.cases }
        let columns = definition.blockColumns.map { "leg.\($0)" }.joined(separator: ", ")
        return """
            select \(columns), leg.anchor_at, leg.value::numeric as numerator, null::numeric as denominator
            from (
            \(definition.cases)
            ) as leg
            union all
            select \(columns), leg.anchor_at, null::numeric as numerator, leg.value::numeric as denominator
            from (
            \(denominatorCases)
            ) as leg
            """
    }

    /// Joins what the named dimensions need beyond the block: attributes stand in `core.ticket`.
    static func joins(for dimensions: some Sequence<DimensionName>) -> String {
        guard dimensions.contains(where: \.isAttribute) else { return "" }
        return """

            left join core.ticket as described_ticket
                on kpi_case.ticket_id = described_ticket.ticket_id
                    and kpi_case.source = described_ticket.source
            """
    }

    /// The expression whose value is a dimension's member.
    static func member(of dimension: DimensionName, in builder: inout SQLBuilder) -> String {
        switch dimension {
        case .dimension("agent"): "kpi_case.agent_id"
        case .dimension("source"): sourceMember
        case .dimension(let name): "kpi_case.\(name)"
        case .attribute(let name): "described_ticket.attributes ->> \(builder.bind(name, as: "text"))"
        }
    }

    /// The source as a dimension is the ticket's: null without a ticket. As part of an agent's key it is the case's own.
    static let sourceMember = "case when kpi_case.ticket_id is not null then kpi_case.source end"

    /// The relations that the cases are read from, as the SQL names them.
    var relations: [String] {
        let words = (definition.cases + " " + (definition.denominatorCases ?? ""))
            .split(whereSeparator: { $0.isWhitespace })
        var found: [String] = []
        for (word, next) in zip(words, words.dropFirst()) where ["from", "join"].contains(word) {
            let name = String(next)
            if name.contains("."), !found.contains(name) { found.append(name) }
        }
        return found
    }
}

extension KPIDefinition {
    /// The columns of a fact's dimension block that this KPI's dimensions stand in, source first.
    var blockColumns: [String] {
        let names = dimensions.map { $0 == "agent" ? "agent_id" : $0 }
        return names.contains("source") ? names : ["source"] + names
    }
}
