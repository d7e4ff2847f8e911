import Basics
import KPIQuery
import PostgresClient
import Rendering
import Warehouse

extension MetaCommand {
    static let warehouse = [
        MetaCommand(
            "kpis", arguments: "[NAME]", group: .warehouse, completes: .kpi,
            "the KPIs: names, units, what is better"
        ) {
            session, name in
            let shown = session.warehouse.catalogue.definitions.filter { definition in
                name.isEmpty
                    || ([definition.key] + definition.aliases).contains { $0.contains(name.lowercased()) }
                    || definition.name.lowercased().contains(name.lowercased())
            }
            guard !shown.isEmpty else {
                let known = session.warehouse.catalogue.definitions.flatMap { [$0.key] + $0.aliases }
                let nearest = NearestName.of(name, among: known).map { "did you mean \($0)? " } ?? ""
                throw ShellError("there is no KPI '\(name)'; \(nearest)\\kpis lists them")
            }
            try session.present(
                [
                    Column("key"), Column("aliases"), Column("name"), Column("unit"), Column("better"),
                    Column("dimensions"),
                ],
                shown.map { definition in
                    [
                        .text(definition.key), .text(definition.aliases.joined(separator: ", ")),
                        .text(definition.name), .text(definition.unit), .text(definition.better.rawValue),
                        .text(
                            definition.hasAttributes ? "all" : definition.dimensions.joined(separator: ", ")),
                    ]
                }, query: "\\kpis")
        },
        MetaCommand(
            "dims", arguments: "[DIMENSION]", group: .warehouse, completes: .dimension,
            "the dimensions and attributes, or the values of one"
        ) {
            session, name in
            guard !name.isEmpty else { return try session.inspect(Inspection.dimensions) }
            try session.inspect(Inspection.values(of: session.dimension(named: name)))
        },
        MetaCommand(
            "targets", arguments: "[KPI]", group: .warehouse, completes: .kpi, "the targets that are loaded"
        ) {
            session, name in
            let key = session.warehouse.catalogue[name.lowercased()]?.key
            if !name.isEmpty, key == nil { throw ShellError("there is no KPI '\(name)'; \\kpis lists them") }
            try session.showTargets(of: key)
        },
    ]

    static let database = [
        MetaCommand(
            "d", arguments: "[NAME]", group: .database, completes: .relation,
            "tables and views, or all about one; core.* and fact.t* are patterns"
        ) {
            session, name in
            try session.describeRelations(name, showsDefinition: false)
        },
        MetaCommand(
            "d+", arguments: "[NAME]", group: .database, completes: .relation,
            "the same, with the SQL of a view"
        ) {
            session, name in
            try session.describeRelations(name, showsDefinition: true)
        },
        MetaCommand(
            "sf", arguments: "NAME", group: .database, completes: .source, reads: .line,
            "the source of a function, or a KPI's SQL"
        ) {
            session, name in
            try session.showSource(of: String(name.prefix { $0 != "(" }))
        },
        MetaCommand("dt", arguments: "[NAME]", group: .database, completes: .relation, "tables") {
            session, name in
            try session.inspect(
                Inspection.relations(of: [.table], matching: NamePattern(name)), Sought("table", name, "dt"))
        },
        MetaCommand("dv", arguments: "[NAME]", group: .database, completes: .relation, "views") {
            session, name in
            try session.inspect(
                Inspection.relations(of: [.view, .materializedView], matching: NamePattern(name)),
                Sought("view", name, "dv"))
        },
        MetaCommand("di", arguments: "[NAME]", group: .database, completes: .relation, "indexes") {
            session, name in
            try session.inspect(
                Inspection.relations(of: [.index], matching: NamePattern(name)), Sought("index", name, "di"))
        },
        MetaCommand("dn", arguments: "[NAME]", group: .database, completes: .schema, "schemas") {
            session, name in
            try session.inspect(Inspection.schemas(matching: NamePattern(name)), Sought("schema", name, "dn"))
        },
        MetaCommand(
            "df", arguments: "[NAME]", group: .database, completes: .function,
            "functions; pg_catalog.* for the system's"
        ) {
            session, name in
            try session.inspect(
                Inspection.functions(matching: NamePattern(name)), Sought("function", name, "df"))
        },
        MetaCommand("du", arguments: "[NAME]", group: .database, "roles") { session, name in
            try session.inspect(Inspection.roles(matching: NamePattern(name)), Sought("role", name, "du"))
        },
        MetaCommand("l", arguments: "[NAME]", group: .database, "databases of the server") { session, name in
            try session.inspect(
                Inspection.databases(matching: NamePattern(name)), Sought("database", name, "l"))
        },
    ]
}

extension ShellSession {
    /// Shows what a statement of ours tells about the database.
    fileprivate func inspect(_ statement: Statement, headline: String? = nil, _ sought: Sought? = nil) throws
    {
        var sink = try listSink()
        try withServer {
            let rows = try warehouse.connection.execute(statement)
            if let sought, rows.rowCount == 0 { throw sought.error }
            let columns = rows.columns
            let kinds = columns.map(\.valueKind)
            var provenance = Provenance(query: headline ?? "")
            provenance.headline = headline
            try sink.begin(
                zip(columns, kinds).map { column, kind in Rendering.Column(column.name, kind: kind) },
                provenance: provenance)
            try rows.forEach { row throws(OutputError) in
                try sink.row(row.cells(kinds))
            }
        }
        try sink.finish(Closing())
    }

    /// The targets of a KPI or of all; to people in the KPI's unit.
    fileprivate func showTargets(of key: String?) throws {
        let isForPeople = [.table, .md, .html].contains(options.format)
        var columns: [Rendering.Column] = []
        var cells: [[Rendering.Cell]] = []
        try withServer {
            let rows = try warehouse.connection.execute(Inspection.targets(of: key))
            let kinds = rows.columns.map(\.valueKind)
            columns = zip(rows.columns, kinds).map { Rendering.Column($0.name, kind: $1) }
            let amounts = columns.indices.filter { ["target", "warning"].contains(columns[$0].name) }
            rows.forEach { row in
                var values = row.cells(kinds)
                let definition = row.text(at: 0).flatMap { warehouse.catalogue[$0] }
                if isForPeople, let definition {
                    let unit = Column("", kind: definition.valueKind(currency: nil))
                    for place in amounts {
                        guard let number = row.text(at: place).flatMap(Double.init) else { continue }
                        values[place] = .text(
                            ValueText.of(.double(number), column: unit, unicode: screen.unicode))
                    }
                }
                cells.append(values)
            }
        }
        try present(columns, cells, query: "\\targets")
    }

    /// A dimension or an attribute, as questions name it.
    fileprivate func dimension(named text: String) throws -> DimensionName {
        let name = text.unquoted()
        let isQuoted = name != text
        if let known = language.vocabulary.dimension(named: name, isQuoted: isQuoted) { return known }
        try withServer { try refreshLanguage() }
        let vocabulary = language.vocabulary
        guard let dimension = vocabulary.dimension(named: name, isQuoted: isQuoted) else {
            let nearest = NearestName.of(name, among: vocabulary.dimensions.map(\.name.name))
            throw ShellError(
                "there is no dimension '\(name)'; \(nearest.map { "did you mean \($0)? " } ?? "")\\dims lists them"
            )
        }
        return dimension
    }

    /// All about the relations of a name or a pattern; without one, which relations there are.
    fileprivate func describeRelations(_ name: String, showsDefinition: Bool) throws {
        // What is everything is listed; nobody wants it described one by one.
        guard !name.isEmpty, name != MetaCall.everything else {
            return try inspect(
                Inspection.relations(
                    of: [.table, .view, .materializedView, .sequence], matching: NamePattern(name)))
        }
        let relations = try withServer { try warehouse.relations(matching: NamePattern(name)) }
        guard !relations.isEmpty else {
            let meant = try relationsMeant(by: name.lowercased())
            throw ShellError(
                "there is no relation \(name); \(meant.isEmpty ? "" : meant + " ")\\d lists them")
        }
        for (position, relation) in relations.enumerated() {
            if position > 0 { try show("\n") }
            let comment = relation.comment.map { " · \($0)" } ?? ""
            try inspect(
                relation.columns, headline: "\(relation.type) \(relation.schema).\(relation.name)\(comment)")
            var text = ""
            for detail in relation.details {
                text += "\(detail.heading):\n" + detail.lines.map { "    \($0)\n" }.joined()
            }
            if let definition = relation.definition {
                text +=
                    showsDefinition
                    ? "Definition:\n\(definition)\n"
                    : "\\d+ \(relation.schema).\(relation.name) shows its SQL\n"
            }
            if !text.isEmpty { try show(text) }
        }
    }
}

/// What a command that lists was to find by its name or pattern.
private struct Sought {
    let error: ShellError

    /// Nil where everything is listed.
    init?(_ kind: String, _ name: String, _ command: String) {
        guard !name.isEmpty else { return nil }
        error = ShellError("there is no \(kind) \(name); \\\(command) lists them")
    }
}
