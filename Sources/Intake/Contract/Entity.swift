/// One kind of thing the contract knows, as tickets, agents or surveys.
package struct Entity: Sendable, Hashable {
    /// What becomes of a column that the contract does not name.
    package enum Extras: Sendable, Hashable {
        /// It is kept, per row, in `attributes jsonb`, which is null where a row has none.
        case attributes
        /// It is a dimension, kept in `dimensions jsonb`, which is `{}` where a row has none.
        case dimensions

        /// The jsonb column that holds them.
        package var columnName: String {
            switch self {
            case .attributes: "attributes"
            case .dimensions: "dimensions"
            }
        }
    }

    /// A column of the rows that `EntityReader` writes.
    package struct StoredColumn: Sendable, Hashable {
        /// The column's name.
        package let name: String
        /// Its PostgreSQL type, as it is written in `create table`.
        package let postgresType: String
    }

    /// The name files carry, in the plural: `tickets`.
    package let name: String
    /// The table in `core`, in the singular: `ticket`.
    package let table: String
    /// The contract's columns, in its order.
    package let columns: [Column]
    /// The columns that, with the source, identify a row.
    package let key: [String]
    /// Where columns go that the contract does not name.
    package let extras: Extras
    /// Whether all of a row's dimensions belong to its key (targets).
    package let isKeyedByExtras: Bool
    /// What must hold between the columns of one row.
    let rules: [RowRule]

    init(
        _ name: String, table: String, key: [String], extras: Extras = .attributes,
        isKeyedByExtras: Bool = false, rules: [RowRule] = [], columns: [Column]
    ) {
        self.name = name
        self.table = table
        self.columns = columns
        self.key = key
        self.extras = extras
        self.isKeyedByExtras = isKeyedByExtras
        self.rules = rules
    }

    /// How much a binary row holds beside the contract's columns and the extras.
    package enum RowShape: Sendable, Hashable {
        /// What a table in `core` has: `source` and `row_seq`.
        case core
        /// Also `reject_id` (the reject that the row replaces, or null), `file_number` and `line` (where it stood).
        case staging
    }

    /// Name and type of what a binary row holds, in order.
    ///
    /// The contract's columns; the extras; `source`; `row_seq` (position over all rows read); and what the shape adds.
    package func storedColumns(_ shape: RowShape) -> [StoredColumn] {
        let own =
            columns.map { StoredColumn(name: $0.name, postgresType: $0.type.postgresType) } + [
                StoredColumn(name: extras.columnName, postgresType: "jsonb"),
                StoredColumn(name: "source", postgresType: "text"),
                StoredColumn(name: "row_seq", postgresType: "bigint"),
            ]
        guard shape == .staging else { return own }
        return own + [
            StoredColumn(name: "reject_id", postgresType: "bigint"),
            StoredColumn(name: "file_number", postgresType: "integer"),
            StoredColumn(name: "line", postgresType: "bigint"),
        ]
    }

    /// The column of that name, or nil if the contract has none.
    package func column(named name: String) -> Column? {
        columns.first { $0.name == name }
    }
}
