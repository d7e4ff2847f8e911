/// Where `COPY … FROM STDIN` puts its rows.
package struct CopyTarget: Sendable, Hashable {
    /// The table's schema.
    package let schema: String
    /// The table.
    package let table: String
    /// The columns that the rows have, in their order.
    package let columns: [String]

    /// Names a table and the columns that the rows have, in their order.
    package init(schema: String, table: String, columns: [String]) {
        self.schema = schema
        self.table = table
        self.columns = columns
    }

    /// The statement that begins the copy.
    func statement(format: String) -> String {
        let name = Quoting.identifier(schema) + "." + Quoting.identifier(table)
        let columns = columns.map { Quoting.identifier($0) }.joined(separator: ", ")
        return "copy \(name) (\(columns)) from stdin (format \(format))"
    }
}
