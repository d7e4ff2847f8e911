/// Where `COPY … FROM STDIN` puts its rows.
package struct CopyTarget: Sendable, Hashable {
    /// The table's schema.
    package let schema: String
    /// The table.
    package let table: String
    /// The columns that the rows have, in their order.
    package let columns: [String]
    /// Whether rows are written as if long committed, which spares later work.
    ///
    /// Only where the table was created or truncated in the same transaction; the server refuses it elsewhere.
    package let isFrozen: Bool

    /// Names a table and the columns that the rows have, in their order.
    package init(schema: String, table: String, columns: [String], isFrozen: Bool = false) {
        self.schema = schema
        self.table = table
        self.columns = columns
        self.isFrozen = isFrozen
    }

    /// The statement that begins the copy.
    func statement(format: String) -> String {
        let name = Quoting.identifier(schema) + "." + Quoting.identifier(table)
        let columns = columns.map { Quoting.identifier($0) }.joined(separator: ", ")
        let freeze = isFrozen ? ", freeze" : ""
        return "copy \(name) (\(columns)) from stdin (format \(format)\(freeze))"
    }
}
