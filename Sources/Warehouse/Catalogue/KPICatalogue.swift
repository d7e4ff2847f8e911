package import EmbeddedSQL

/// All KPIs, as the files in `sql/kpi` define them.
package struct KPICatalogue: Sendable {
    /// In the order of their keys.
    package let definitions: [KPIDefinition]
    /// What no KPI counts, and what stands beside every answer: counted as a KPI is, and none.
    let excludedTickets: KPIDefinition

    /// Reads every KPI's file, and that of the count beside every answer.
    ///
    /// Throws where one does not read, or where a name is taken twice.
    package init(_ files: [SQLFile]) throws(WarehouseError) {
        var definitions: [KPIDefinition] = []
        var owners: [String: String] = [:]
        for file in files where file.path.hasPrefix("kpi/") {
            let definition = try KPIDefinition(file)
            for name in [definition.key] + definition.aliases {
                if let owner = owners.updateValue(file.path, forKey: name) {
                    throw .badSQLFile(
                        path: file.path, line: 1, problem: "the name \"\(name)\" belongs to sql/\(owner)")
                }
            }
            definitions.append(definition)
        }
        let unresolved = definitions
        for index in definitions.indices {
            try definitions[index].resolveLegs { key in unresolved.first { $0.key == key } }
        }
        self.definitions = definitions
        let beside = "beside/excluded_tickets.sql"
        guard let file = files.first(where: { $0.path == beside }) else {
            throw .badSQLFile(
                path: beside, line: 1, problem: "the file is not there, and every answer needs it")
        }
        excludedTickets = try KPIDefinition(file)
    }

    /// The KPIs, and what stands beside them: all whose cases rollups count.
    var counted: [KPIDefinition] { definitions + [excludedTickets] }

    /// The KPI of that key or alias.
    package subscript(name: String) -> KPIDefinition? {
        definitions.first { $0.key == name || $0.aliases.contains(name) }
    }
}
