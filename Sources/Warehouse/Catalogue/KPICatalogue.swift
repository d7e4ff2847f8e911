package import EmbeddedSQL

/// All KPIs, as the files in `sql/kpi` define them.
package struct KPICatalogue: Sendable {
    /// In the order of their keys.
    package let definitions: [KPIDefinition]
    /// What no KPI counts, and what stands beside every answer: counted as a KPI is, and none.
    let excludedTickets: KPIDefinition

    /// Reads every KPI's file, and that of the count beside every answer.
    ///
    /// Throws where one does not read, where a name is taken twice, or where a view that is no KPI's has it.
    package init(_ files: [SQLFile]) throws(WarehouseError) {
        var definitions: [KPIDefinition] = []
        var owners: [String: String] = [:]
        let views =
            [DailyView.name] + files.filter { $0.path.hasPrefix("view/") }.map { $0.fileName.dropLast(4) }
        for file in files where file.path.hasPrefix("kpi/") {
            let definition = try KPIDefinition(file)
            guard !views.contains(definition.key[...]) else {
                throw .badSQLFile(
                    path: file.path, line: 1,
                    problem: "the name \"\(definition.key)\" belongs to the view kpi.\(definition.key)")
            }
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
        if let owner = owners[excludedTickets.key] {
            throw .badSQLFile(
                path: owner, line: 1, problem: "the name \"\(excludedTickets.key)\" belongs to sql/\(beside)")
        }
    }

    /// The KPIs, and what stands beside them: all whose cases rollups count.
    var counted: [KPIDefinition] { definitions + [excludedTickets] }

    /// The KPI of that key or alias.
    package subscript(name: String) -> KPIDefinition? {
        definitions.first { $0.key == name || $0.aliases.contains(name) }
    }
}
