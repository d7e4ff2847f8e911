import Basics
import KPIQuery
import PostgresClient

/// The cases of a KPI, or one of the two sets of a ratio.
struct CaseLeg {
    /// Nil where there is one set.
    let leg: CaseLayout.Leg?
    let cases: KPICases
    /// The columns that its SQL gives.
    let columns: [String]

    /// Every leg of a KPI; asks the server which columns they have.
    static func legs(
        of definition: KPIDefinition, asking statement: MetricStatement, on connection: inout Connection
    ) throws -> [CaseLeg] {
        var legs: [(CaseLayout.Leg?, KPICases)] = [(nil, definition.cases)]
        if let denominator = definition.denominatorCases {
            legs = [(.numerator, definition.cases), (.denominator, denominator)]
        }
        return try legs.map { leg, cases in
            var builder = SQLBuilder()
            let sql = """
                \(statement.prologue(&builder))
                select kpi_case.*
                from (
                \(cases.sql)
                ) as kpi_case
                limit 0
                """
            let columns = try connection.execute(builder.statement(sql)).columns.map(\.name)
            return CaseLeg(leg: leg, cases: cases, columns: columns)
        }
    }

    /// Whether its cases are of tickets.
    var hasTickets: Bool { columns.contains("ticket_id") }

    /// What tells its cases apart, where that is no ticket.
    var identities: [String] {
        guard !hasTickets else { return [] }
        return columns.filter { $0.hasSuffix("_id") && !["agent_id", "schedule_id"].contains($0) }
    }
}

extension CaseLayout {
    init(_ definition: KPIDefinition, _ legs: [CaseLeg], hasRanks: Bool) {
        self.hasRanks = hasRanks
        hasLegs = legs.count > 1
        hasTickets = legs.contains(where: \.hasTickets)
        identities = legs.flatMap(\.identities).uniqued
        block = definition.dimensions.filter { $0 != "source" }
        hasUntil = legs.contains { $0.cases.placement != .events } && definition.kind != .snapshot
        isStanding = definition.cases.placement == .standing
        hasShares = definition.isOfLedger
    }
}
