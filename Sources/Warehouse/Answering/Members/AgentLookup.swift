import Basics
import KPIQuery
import PostgresClient

/// What a query's texts that name agents mean, and the names of the agents in an answer.
enum AgentLookup {
    private static let agent = DimensionName.dimension("agent")

    /// Each text that the filter compares agents with: an id, a name that one agent has, or `source/id` where several
    /// sources have the id.
    ///
    /// Throws `ParseFailure` for a text that is none of these.
    static func filters(
        in filter: Condition?, on connection: inout Connection
    ) throws -> [ExactText: FilterSQL.AgentFilter] {
        let values = (filter?.comparisons ?? []).filter { $0.dimension.value == agent }.flatMap(\.values)
        var meanings: [ExactText: FilterSQL.AgentFilter] = [:]
        for value in values {
            meanings[ExactText(value.value.text)] = try meaning(of: value, on: &connection)
        }
        return meanings
    }

    private static func meaning(
        of value: Located<FilterValue>, on connection: inout Connection
    ) throws -> FilterSQL.AgentFilter {
        let text = value.value.text
        let isID = try connection.execute(
            """
            select exists (select from core.agent where agent_id = \(text))
                or exists (select from core.ticket where agent_id = \(text))
                or exists (select from fact.acting_agent where agent_id = \(text))
                or exists (select from core.shift where agent_id = \(text))
                or exists (select from core.survey where agent_id = \(text))
            """
        ).value(Bool.self)
        if isID { return .id }
        let named = try connection.execute(
            """
            select agent_id, source from core.agent where name = \(text)
            union
            select agent_id, source from fact.named_agent where source || '/' || agent_id = \(text)
            union
            select agent_id, source from core.agent where source || '/' || agent_id = \(text)
            order by source, agent_id
            """
        ).map { row throws(PostgresError) in
            (id: try row.decode(String.self, at: 0), source: try row.decode(String.self, at: 1))
        }
        if named.count == 1 { return .agent(id: named[0].id, source: named[0].source) }
        if named.isEmpty {
            let names = try connection.execute(
                """
                select name from core.agent where name is not null
                union
                select agent_id from core.agent
                union
                select agent_id from fact.named_agent
                """
            ).values(String.self)
            throw ParseFailure(
                span: value.span, message: "no agent has the id or the name '\(text)'",
                suggestion: NearestName.of(text, among: names).map(quotedValue))
        }
        let ids = named.map { quotedValue("\($0.source)/\($0.id)") }.joined(separator: ", ")
        throw ParseFailure(
            span: value.span, message: "\(named.count) agents are named '\(text)'; write which: \(ids)",
            suggestion: nil)
    }

    /// Gives the agents of rows their names.
    static func name(
        _ rows: inout [Answer.Row], dimensions: [DimensionName], on connection: inout Connection
    ) throws {
        guard let position = dimensions.firstIndex(of: agent) else { return }
        // A series has the same members bucket after bucket.
        var combinations: [Int: [Answer.Member]] = [:]
        for row in rows where combinations[row.combination] == nil {
            combinations[row.combination] = row.members
        }
        let agents = combinations.values.map { $0[position] }.uniqued.filter { $0.text != nil }
        var names: [Answer.Member: String] = [:]
        try connection.execute(
            """
            select agent.agent_id, agent.source, agent.name
            from core.agent
            inner join unnest(\(agents.map { $0.text ?? "" })::text[], \(agents.map { $0.source ?? "" })::text[])
                as wanted (agent_id, source)
                on agent.agent_id = wanted.agent_id and agent.source = wanted.source
            where agent.name is not null
            """
        ).forEach { row throws(PostgresError) in
            names[Answer.Member(text: row.text(at: 0), source: row.text(at: 1))] = row.text(at: 2)
        }
        for number in combinations.keys {
            if let agent = combinations[number]?[position] {
                combinations[number]?[position].name = names[agent]
            }
        }
        for index in rows.indices {
            rows[index].members = combinations[rows[index].combination] ?? rows[index].members
        }
    }
}
