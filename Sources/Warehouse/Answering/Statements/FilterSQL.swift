import Basics
import KPIQuery

/// Turns a `where` clause into SQL over `kpi_case`, every value bound.
///
/// Null is a segment like any other, so every condition is true or false, never unknown: `channel != 'email'` keeps the
/// cases without a channel, and `not` turns exactly round.
struct FilterSQL {
    /// What an agent's name or id was found to mean, by the text in the query.
    let agents: [ExactText: AgentFilter]
    /// The expression whose value is a dimension's member.
    var member: (DimensionName, inout SQLBuilder) -> String = CaseRelation.member

    /// One text that names agents.
    enum AgentFilter: Sendable {
        /// An id; of every source that has it.
        case id
        /// A name that one agent has, or its source and id.
        case agent(id: String, source: String)
    }

    func sql(_ condition: Condition, in builder: inout SQLBuilder) -> String {
        switch condition {
        case .and(let parts):
            return "(" + parts.map { sql($0, in: &builder) }.joined(separator: " and ") + ")"
        case .or(let parts):
            return "(" + parts.map { sql($0, in: &builder) }.joined(separator: " or ") + ")"
        case .not(let part):
            return "not " + sql(part, in: &builder)
        case .equal(let dimension, let value):
            return equals(dimension.value, value.value, in: &builder)
        case .notEqual(let dimension, let value):
            return "not " + equals(dimension.value, value.value, in: &builder)
        case .oneOf(let dimension, let values):
            return "("
                + values.map { equals(dimension.value, $0.value, in: &builder) }.joined(separator: " or ")
                + ")"
        case .like(let dimension, let pattern):
            return like(dimension.value, pattern.value, in: &builder)
        case .isNull(let dimension):
            return "(\(member(dimension.value, &builder)) is null)"
        case .isNotNull(let dimension):
            return "(\(member(dimension.value, &builder)) is not null)"
        }
    }

    /// Agents are those whose id or whose name is like it.
    private func like(_ dimension: DimensionName, _ pattern: FilterValue, in builder: inout SQLBuilder)
        -> String
    {
        let text = member(dimension, &builder)
        let pattern = builder.bind(pattern.text, as: "text")
        guard dimension == .dimension("agent") else { return "coalesce(\(text) like \(pattern), false)" }
        let named = "select agent.agent_id, agent.source from core.agent where agent.name like \(pattern)"
        let isNamed = "(kpi_case.agent_id, kpi_case.source) in (\(named))"
        return "coalesce(\(text) like \(pattern) or \(isNamed), false)"
    }

    private func equals(_ dimension: DimensionName, _ value: FilterValue, in builder: inout SQLBuilder)
        -> String
    {
        let text = member(dimension, &builder)
        if dimension == .dimension("agent"), case .agent(let id, let source)? = agents[ExactText(value.text)]
        {
            let isAgent = "kpi_case.agent_id = \(builder.bind(id, as: "text"))"
            return "coalesce(\(isAgent) and kpi_case.source = \(builder.bind(source, as: "text")), false)"
        }
        return "coalesce(\(text) = \(builder.bind(value.text, as: "text")), false)"
    }
}

extension FilterValue {
    /// The text to bind.
    var text: String {
        switch self {
        case .text(let text), .parameter(let text): text
        }
    }
}

extension Condition {
    /// Every pattern that a dimension is compared with.
    var patterns: [(dimension: DimensionName, text: String)] {
        if case .like(let dimension, let pattern) = self { return [(dimension.value, pattern.value.text)] }
        return parts.flatMap(\.patterns)
    }

    /// Every dimension that is filtered by, with the values it is compared with for equality.
    var comparisons: [(dimension: Located<DimensionName>, values: [Located<FilterValue>])] {
        switch self {
        case .and(let parts), .or(let parts): parts.flatMap(\.comparisons)
        case .not(let part): part.comparisons
        case .equal(let dimension, let value), .notEqual(let dimension, let value): [(dimension, [value])]
        case .oneOf(let dimension, let values): [(dimension, values)]
        case .like(let dimension, _), .isNull(let dimension), .isNotNull(let dimension): [(dimension, [])]
        }
    }
}
