import KPIQuery
import PostgresClient

/// The patterns of a filter that are like no value there is.
///
/// A value that does not occur is refused; a pattern may be of what is still to come, so the answer says it.
enum UnmatchedPatterns {
    /// A line for each.
    static func notes(_ filter: Condition?, on connection: inout Connection) throws -> [String] {
        try (filter?.patterns ?? []).filter { try !occurs($0.dimension, $0.text, on: &connection) }
            .map { "no \($0.dimension.name) is like \(quotedValue($0.text))" }
    }

    private static func occurs(
        _ dimension: DimensionName, _ pattern: String, on connection: inout Connection
    ) throws -> Bool {
        let statement: Statement =
            switch dimension {
            case .dimension("agent"):
                """
                select exists (select from core.agent where agent_id like \(pattern) or name like \(pattern))
                    or exists (select from fact.named_agent where agent_id like \(pattern))
                """
            case .dimension(let name):
                """
                select exists (select from meta.member where dimension = \(name) and member like \(pattern))
                """
            case .attribute(let name):
                """
                select exists (
                    select from fact.attribute_set where attributes ->> \(name) like \(pattern)
                )
                """
            }
        return try connection.execute(statement).value(Bool.self)
    }
}
