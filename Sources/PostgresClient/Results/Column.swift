/// A column of a result.
package struct Column: Sendable, Hashable {
    /// Its name; not always unique in a result.
    package let name: String
    /// Its data type's object id, as in `pg_type`: 25 is text, 20 bigint.
    package let typeID: UInt32
    /// What the type's declaration says besides, such as a numeric's precision; -1 is nothing.
    package let typeModifier: Int32

    /// A column as the server describes it.
    package init(name: String, typeID: UInt32, typeModifier: Int32 = -1) {
        self.name = name
        self.typeID = typeID
        self.typeModifier = typeModifier
    }
}
