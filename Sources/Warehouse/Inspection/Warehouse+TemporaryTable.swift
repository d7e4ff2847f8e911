import PostgresClient

/// What a column of a temporary table is to be.
package enum TemporaryType: Sendable, Hashable {
    /// By its name in SQL.
    case named(String)
    /// As a result's column was: the type's number and modifier.
    case numbered(UInt32, modifier: Int32)
}

extension Warehouse {
    /// Makes rows a temporary table of this session, in place of one of the same name.
    ///
    /// Not within a transaction that only reads: PostgreSQL allows no new table there.
    ///
    /// Each column's name stands once; values are in PostgreSQL's text form, nil being null.
    package mutating func putTemporaryTable(
        _ name: String, columns: [(name: String, type: TemporaryType)], rows: [[String?]]
    ) throws {
        let types = try columns.map { column in
            switch column.type {
            case .named(let type): return type
            case .numbered(let number, let modifier):
                // Of type unknown are bare constants; a table's column cannot be.
                guard number != 705 else { return "text" }
                return try connection.execute(
                    "select format_type(\(Int(number))::oid, \(Int(modifier))::integer)"
                ).value(String.self)
            }
        }
        let list = zip(columns, types).map { "\(Quoting.identifier($0.name)) \($1)" }.joined(separator: ", ")
        let isThere = try connection.execute(
            "select to_regclass(\("pg_temp." + Quoting.identifier(name))) is not null"
        ).value(Bool.self)
        if isThere { try connection.executeScript("drop table pg_temp.\(Quoting.identifier(name))") }
        try connection.executeScript("create temporary table \(Quoting.identifier(name)) (\(list))")
        _ = try connection.copyIn(
            CopyTarget(schema: "pg_temp", table: name, columns: columns.map(\.name))
        ) { writer in
            for row in rows { try writer.writeRow(row) }
        }
    }
}
