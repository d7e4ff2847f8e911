import EmbeddedSQL
import Intake
import PostgresClient
import SQLScanning

/// A column that a mapping's select reads and its input does not have: mostly a column that the export was made
/// without.
struct MissingColumn {
    /// As the select writes it.
    private let name: String
    /// The table, or its alias, before the name; nil where there is none.
    private let qualifier: String?

    /// The column at the place that the server points at; nil for any other error.
    init?(_ error: PostgresError) {
        guard case .server(let diagnostic, let statement) = error, diagnostic.sqlState == .undefinedColumn,
            let position = diagnostic.position
        else { return nil }
        let written = SQLName.all(in: String(statement.unicodeScalars.dropFirst(position - 1))).first
        guard let parts = written?.parts, let last = parts.last else { return nil }
        name = last
        qualifier = parts.dropLast().last
    }

    /// What is missing where and what to do, as a sentence; nil where no input is to blame.
    func problem(in sql: SQLFile, files: [InputFile], on connection: inout Connection) throws -> String? {
        let tables = try tables(in: sql.text, on: &connection)
        let blamed = files.filter { tables.keys.contains($0.stem) }
        guard !blamed.isEmpty else { return nil }
        let places =
            blamed.prefix(3).map(\.place).joined(separator: ", ")
            + (blamed.count > 3 ? " and \(blamed.count - 3) more" : "")
        if name == RawReader.recordColumn {
            return "reads JSON, and \(places) is none: give it the export as JSON"
        }
        let isJSON = blamed.allSatisfy { tables[$0.stem] == true }
        return isJSON
            ? "reads the column \(name), and \(places) is JSON: give it the export as CSV, or correct the SQL"
            : "reads the column \(name), which the header of \(places) lacks: "
                + "add it to the export, or correct the SQL"
    }

    /// The raw tables that may be meant, each with whether it holds JSON.
    private func tables(in sql: String, on connection: inout Connection) throws -> [String: Bool] {
        let named = qualifier.map { qualifier in
            SourceMapping.rawTables(in: sql).filter {
                $0 == qualifier || SourceMapping.alias(of: $0, in: sql) == qualifier
            }
        }
        var tables: [String: Bool] = [:]
        for table in named ?? SourceMapping.rawTables(in: sql) {
            tables[table] = try connection.execute(
                """
                select exists (
                    select from information_schema.columns
                    where table_schema = 'raw' and table_name = \(table)
                        and column_name = \(RawReader.recordColumn) and data_type = 'jsonb'
                )
                """
            ).value(Bool.self)
        }
        return tables
    }
}
