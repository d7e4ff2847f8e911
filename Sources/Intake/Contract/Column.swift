/// One column of an entity, as the data contract names it.
package struct Column: Sendable, Hashable {
    /// The name in a file's header, and in the database.
    package let name: String
    /// How its values are read and stored.
    package let type: ColumnType
    /// Whether a row without a value is rejected.
    package let isRequired: Bool
    /// What an empty or missing value stands for, as it would be written in a file; nil = null.
    package let defaultValue: String?

    init(_ name: String, _ type: ColumnType, isRequired: Bool = false, defaultValue: String? = nil) {
        self.name = name
        self.type = type
        self.isRequired = isRequired
        self.defaultValue = defaultValue
    }
}
