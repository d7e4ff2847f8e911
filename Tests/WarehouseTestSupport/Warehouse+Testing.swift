import PostgresClient
import TestSupport
package import Warehouse

extension Warehouse {
    /// Loads texts as if they were files of these names in one folder.
    @discardableResult
    package mutating func load(
        _ files: KeyValuePairs<String, String>, as source: String? = nil,
        _ adjust: (inout LoadRequest) -> Void = { _ in }
    ) throws -> LoadReport {
        try load(files: files.map { ($0.key, $0.value) }, as: source, adjust)
    }

    /// Loads texts as if they were files of these names in one folder.
    @discardableResult
    package mutating func load(
        files: [(name: String, text: String)], as source: String? = nil,
        _ adjust: (inout LoadRequest) -> Void = { _ in }
    ) throws -> LoadReport {
        let folder = ScratchFolder()
        for (name, text) in files { folder.write(name, text) }
        var request = LoadRequest(paths: [folder.path], name: source)
        adjust(&request)
        return try load(request)
    }

    /// The rows of a select as text, null as a dash.
    package mutating func rows(_ sql: String) throws -> [[String]] {
        let result = try connection.execute(Statement(trusted: sql))
        let width = result.columns.count
        return try result.map { row throws(PostgresError) in
            (0..<width).map { row.text(at: $0) ?? "-" }
        }
    }

    /// All that the tables of some schemas hold, one line a row in a fixed order, without the rows' positions.
    package mutating func content(of schemas: [String] = ["core", "fact", "rollup"]) throws -> [String] {
        let tables = try connection.execute(
            """
            select pg_class.oid::regclass::text
            from pg_class
            where relkind in ('r', 'p') and relnamespace::regnamespace::text = any (\(schemas))
            order by 1
            """
        ).values(String.self)
        var lines: [String] = []
        for table in tables {
            lines += try connection.execute(
                Statement(
                    trusted: """
                        select \(Quoting.literal(table)) || ' ' || (to_jsonb(content) - 'row_seq')::text as line
                        from \(table) as content
                        order by 1
                        """)
            ).values(String.self)
        }
        return lines
    }
}
