import KPIQuery
import PostgresClient
import Warehouse

extension ShellSession {
    /// Prints what creates a function, or a KPI's file.
    func showSource(of name: String) throws {
        guard !name.isEmpty else {
            throw ShellError("\\sf wants a function or a KPI; \\df and \\kpis list them")
        }
        let sources = try sources(of: name)
        if sources.isEmpty, let kpi = language.vocabulary.kpi(named: name),
            let definition = warehouse.catalogue[kpi.key]
        {
            return try show(warehouse.file(of: definition))
        }
        guard !sources.isEmpty else {
            throw ShellError("there is no function or KPI \(name); \\df and \\kpis list them")
        }
        try show(sources.joined(separator: "\n"))
    }

    /// Opens the editor on what creates a function; what comes out stands in the line.
    func editFunction(_ name: String) throws {
        let sources = try sources(of: name)
        guard !name.isEmpty, !sources.isEmpty else {
            throw ShellError(
                name.isEmpty ? "\\ef wants a function" : "there is no function \(name); \\df lists them")
        }
        try edit(sources.map { $0.trimmed + ";" }.joined(separator: "\n\n"), by: "ef")
    }

    /// Opens the editor on what creates a view; what comes out stands in the line.
    func editView(_ name: String) throws {
        let views = try withServer { try warehouse.relations(matching: NamePattern(name)) }
            .filter { $0.type == "view" }
        guard !name.isEmpty, !views.isEmpty else {
            throw ShellError(name.isEmpty ? "\\ev wants a view" : "there is no view \(name); \\dv lists them")
        }
        let texts = try views.map { view in
            let place = "\(view.schema.quotedIfNeeded).\(view.name.quotedIfNeeded)"
            // What is not named is taken away.
            let options = try withServer {
                try warehouse.connection.execute(
                    "select array_to_string(reloptions, ', ') from pg_class where oid = to_regclass(\(place))"
                ).value(String?.self)
            }
            let clause = options.map { " with (\($0))" } ?? ""
            return "create or replace view \(place)\(clause) as\n\(view.definition ?? "")"
        }
        try edit(texts.joined(separator: "\n\n"), by: "ev")
    }

    private func sources(of function: String) throws -> [String] {
        let name = String(function.prefix { $0 != "(" })
        return try withServer {
            try warehouse.connection.execute(Inspection.sources(ofFunctions: NamePattern(name)))
                .values(String.self)
        }
    }

    private func edit(_ text: String, by command: String) throws {
        guard surroundings.isInteractive else { throw ShellError("\\\(command) needs a terminal") }
        nextText = try EditedText(editing: nil, text: text).text
    }
}
