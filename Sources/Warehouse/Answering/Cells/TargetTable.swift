import Basics
import KPIQuery
import PostgresClient

/// The targets of KPIs: of those that hold in a bucket, the most specific one counts.
///
/// A target may name dimension values. It is for a cell when the cell's members, or equalities that the filter demands
/// of every case, say the same of each of them. Of equally specific targets the one that starts last counts: it is the
/// one in force at the bucket's end.
struct TargetTable {
    private struct Target {
        let kpi: String
        /// ISO dates, which sort as text.
        let firstDay: String
        let lastDay: String?
        let value: Double
        var labels: [ExactText: ExactText] = [:]
    }

    private let dimensions: [DimensionName]
    /// What the filter demands of dimensions, for every cell.
    private let demanded: [ExactText: Set<ExactText>]
    /// Those that count before others come first.
    private let targets: [Target]

    init(
        dimensions: [DimensionName], filter: Condition?, agents: [ExactText: FilterSQL.AgentFilter],
        on connection: inout Connection
    ) throws {
        self.dimensions = dimensions
        demanded = Self.equalities(in: filter, agents: agents)
        var targets: [(number: Int, target: Target)] = []
        try connection.execute(
            """
            select
                target.row_seq,
                target.kpi,
                target.starts_on::text,
                target.ends_on::text,
                target.target::float8,
                label.name,
                label.value
            from core.target
            left join lateral jsonb_each_text(target.dimensions) as label (name, value)
                on label.value is not null
            order by target.row_seq
            """
        ).forEach { row throws(PostgresError) in
            let number = try row.decode(Int.self, at: 0)
            if targets.last?.number != number {
                let target = Target(
                    kpi: try row.decode(at: 1), firstDay: try row.decode(at: 2), lastDay: row.text(at: 3),
                    value: try row.decode(at: 4))
                targets.append((number, target))
            }
            if let name = row.text(at: 5), let value = row.text(at: 6) {
                targets[targets.count - 1].target.labels[ExactText(name)] = ExactText(value)
            }
        }
        self.targets = targets.sorted { left, right in
            (left.target.labels.count, left.target.firstDay, left.number)
                > (right.target.labels.count, right.target.firstDay, right.number)
        }.map(\.target)
    }

    /// The target that counts for a cell, in the KPI's unit; nil where there is none.
    func value(of definition: KPIDefinition, for members: [Answer.Member], on days: ClosedRange<CivilDate>)
        -> Double?
    {
        let names = Set([definition.key] + definition.aliases)
        var labels = demanded
        for (dimension, member) in zip(dimensions, members) {
            if let text = member.text { labels[ExactText(dimension.name)] = [ExactText(text)] }
        }
        let firstDay = days.lowerBound.description
        let lastDay = days.upperBound.description
        return targets.first { target in
            names.contains(target.kpi) && target.firstDay <= lastDay
                && target.lastDay.map { $0 >= firstDay && $0 >= target.firstDay } ?? true
                && target.labels.allSatisfy { labels[$0.key]?.contains($0.value) ?? false }
        }?.value
    }

    /// The values that every case of the filter has, by dimension; of an agent named by name also the id.
    private static func equalities(
        in filter: Condition?, agents: [ExactText: FilterSQL.AgentFilter]
    ) -> [ExactText: Set<ExactText>] {
        switch filter {
        case .and(let parts):
            return parts.reduce(into: [:]) { found, part in
                found.merge(equalities(in: part, agents: agents)) { $0.union($1) }
            }
        case .equal(let dimension, let value): return values(value.value.text, of: dimension.value, agents)
        case .oneOf(let dimension, let values) where values.count == 1:
            return self.values(values[0].value.text, of: dimension.value, agents)
        case .or, .not, .notEqual, .oneOf, .like, .isNull, .isNotNull, nil: return [:]
        }
    }

    private static func values(
        _ text: String, of dimension: DimensionName, _ agents: [ExactText: FilterSQL.AgentFilter]
    ) -> [ExactText: Set<ExactText>] {
        if dimension == .dimension("agent"), case .agent(let id, _)? = agents[ExactText(text)] {
            return [ExactText("agent"): [ExactText(text), ExactText(id)]]
        }
        return [ExactText(dimension.name): [ExactText(text)]]
    }
}
