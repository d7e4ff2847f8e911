package import KPIQuery
import PostgresClient

extension Warehouse {
    /// The names that a query may use here: the KPIs of the catalogue, the dimensions, the attributes in the data, and
    /// every value that occurs in a dimension.
    package mutating func vocabulary() throws -> Vocabulary {
        var members: [String: [Vocabulary.Value]] = [:]
        try connection.execute(
            "select dimension, member from meta.member order by dimension, member"
        ).forEach { row throws(PostgresError) in
            members[try row.decode(at: 0), default: []].append(Vocabulary.Value(try row.decode(at: 1)))
        }
        let attributes = (members["attribute"] ?? []).map(\.text)
        let known = members
        let contract = KPIDefinition.allDimensions + KPIDefinition.ledgerDimensions
        return Vocabulary(
            kpis: catalogue.definitions.map(\.vocabularyEntry),
            dimensions: contract.map { Vocabulary.Dimension(.dimension($0)) }
                + attributes.filter { !contract.contains($0) }
                .map { Vocabulary.Dimension(.attribute($0), title: "attribute of tickets") },
            values: { dimension in
                // Agents (a name may stand for an id) and attributes (of any number) are checked when the query runs.
                guard case .dimension(let name) = dimension, name != "agent" else { return .open([]) }
                return .all(known[name] ?? [])
            })
    }
}

extension KPIDefinition {
    /// The KPI as far as the query language needs it.
    var vocabularyEntry: Vocabulary.KPI {
        Vocabulary.KPI(
            key: key, aliases: aliases, title: name, hasBusinessClock: hasBusinessClock,
            aggregates: isDuration ? .all : (kind == .count ? .sum : .none),
            windows: windows, dimensions: Set(dimensions),
            filterOnlyDimensions: Set(filterOnlyDimensions), hasAttributes: hasAttributes)
    }
}
