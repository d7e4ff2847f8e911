/// Rows of every entity in the order in which they were loaded: of one key, the last counts.
package struct DataSet: Sendable {
    package var rows: [any ContractRow] = []

    package init(rows: [any ContractRow] = []) {
        self.rows = rows
    }

    /// The rows of one entity that count, ordered by source and key.
    package func newest<Row: ContractRow>(_: Row.Type) -> [Row] {
        var byKey: [[String]: Row] = [:]
        for case let row as Row in rows { byKey[[row.source] + row.key] = row }
        return byKey.sorted { $0.key.lexicographicallyPrecedes($1.key) }.map(\.value)
    }
}
