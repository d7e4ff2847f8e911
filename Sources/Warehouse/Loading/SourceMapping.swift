import Basics
import EmbeddedSQL
import Intake
import PostgresClient
import SQLScanning

/// How a source's files become the contract's rows: by name alone, or by a folder of SQL.
///
/// In a folder, `<entity>.sql` is one select over `raw.<table>`, where each table holds the files of that name as text.
struct SourceMapping {
    /// `canonical`, a built-in mapping's name, or a folder's last path part.
    let name: String
    /// One file an entity; none for canonical.
    private let selects: [SQLFile]
    /// Whether it is a folder of the user's.
    let isOwn: Bool

    var isCanonical: Bool { selects.isEmpty }

    /// Finds a mapping: `canonical`, one that is built in, or a folder on disk.
    static func find(_ name: String, files: [SQLFile]) throws -> SourceMapping {
        if name == "canonical" { return SourceMapping(name: name, selects: [], isOwn: false) }
        let builtIn = files.filter { $0.path.hasPrefix("sources/") }
        let named = builtIn.filter { $0.path.hasPrefix("sources/\(name)/") }
        if !named.isEmpty {
            try checkScope(of: named, in: name)
            return SourceMapping(name: name, selects: named, isOwn: false)
        }
        guard name.contains("/") || name == "." || name == ".." || SQLFolder(name).exists else {
            let names = builtIn.map { String($0.path.split(separator: "/")[1]) }.uniqued
            throw LoadError.unknownMapping(name: name, builtIn: ["canonical"] + names)
        }
        do {
            let files = try SQLFolder(name).files()
            if let stray = files.first(where: { Contract.entity(named: $0.entityName) == nil }) {
                let known = Contract.entities.map { "\($0.name).sql" }.joined(separator: ", ")
                throw LoadError.badMapping(
                    path: name, problem: "\(stray.path) is named after no entity; use \(known)")
            }
            try checkScope(of: files, in: name)
            let last = name.split(separator: "/").last.map(String.init) ?? name
            return SourceMapping(
                name: last, selects: files.map { SQLFile(path: "\(name)/\($0.path)", text: $0.text) },
                isOwn: true)
        } catch let error as SQLFolderError {
            throw LoadError.badMapping(path: name, problem: error.description)
        }
    }

    /// The select that gives an entity's rows.
    func sql(for entity: String) -> SQLFile? {
        selects.first { $0.entityName == entity }
    }

    /// A mark of how files are read: by which SQL, in which zone of local times, under what the request says of them.
    func reading(by request: LoadRequest, zone: String) -> String {
        let delimiter = request.delimiter.map(String.init) ?? ""
        return Fingerprint.of(selects, [zone, request.entity ?? "", delimiter])
    }

    /// Which files are meant: those named after an entity, or after a raw table that a select reads.
    func naming(entity: String?) throws -> InputSet.Naming {
        let known =
            isCanonical
            ? Contract.entities.map(\.name) : selects.flatMap { Self.rawTables(in: $0.text) }.uniqued
        if let entity {
            guard known.contains(entity) else { throw LoadError.unknownEntity(name: entity, known: known) }
            return .all(entity)
        }
        return isCanonical ? .contract : .names(known)
    }

    /// The tables of the raw schema that a select reads, in order of appearance.
    static func rawTables(in sql: String) -> [String] {
        SQLName.all(in: sql).compactMap(rawTable).uniqued
    }

    /// The other name that a select gives a raw table; nil where it gives none.
    static func alias(of table: String, in sql: String) -> String? {
        let names = SQLName.all(in: sql)
        guard let index = names.firstIndex(where: { rawTable($0) == table }) else { return nil }
        return names[(index + 1)...].first { $0.word != "as" }?.word
    }

    private static func rawTable(_ name: SQLName) -> String? {
        name.parts.count > 1 && name.parts[0] == "raw" ? name.parts[1] : nil
    }

    /// The tables that a select needs and that were not loaded; none where it can run.
    ///
    /// Those in a line `-- optional: ticket_audits, ticket_comments` need not be there, but for one of them; whichever
    /// is not has no rows.
    static func missingTables(of sql: String, loaded: [String]) -> [String] {
        let optional = optionalTables(in: sql)
        let missing = rawTables(in: sql).filter { !loaded.contains($0) }
        let needed = missing.filter { !optional.contains($0) }
        let hasOption = optional.isEmpty || optional.contains(where: loaded.contains)
        return hasOption ? needed : missing
    }

    private static func optionalTables(in sql: String) -> [String] {
        let mark = "-- optional:"
        return sql.split(separator: "\n").filter { $0.hasPrefix(mark) }.flatMap { line in
            line.dropFirst(mark.count).split(separator: ",").map(\.trimmed)
        }
    }

    // MARK: - Raw tables

    /// Puts the files into tables of the raw schema, and returns the names of those that have columns.
    ///
    /// Canonical files have none.
    func landing(
        _ inputs: InputSet, options: inout ReadOptions, intake: inout LoadIntake, waits: LoadWaits,
        on connection: inout Connection
    ) throws -> [String] {
        guard !isCanonical else { return [] }
        try RawTables.clear(waits: waits, on: &connection)
        var tables: [String] = []
        for stem in inputs.files.map(\.stem).uniqued
        where try intake.land(stem, options: &options, waits: waits, on: &connection) {
            tables.append(stem)
        }
        let optional = selects.flatMap { Self.optionalTables(in: $0.text) }.uniqued
        for table in optional where !tables.contains(table) {
            try RawTables.prepare(table, columns: RawReader.jsonColumns, waits: waits, on: &connection)
        }
        return tables
    }
}

extension SQLFile {
    /// The entity that a mapping's file is for: its name without `.sql`.
    fileprivate var entityName: String {
        fileName.hasSuffix(".sql") ? String(fileName.dropLast(4)) : fileName
    }
}
