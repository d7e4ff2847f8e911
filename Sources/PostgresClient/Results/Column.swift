/// A column of a result.
package struct Column: Sendable, Hashable {
    /// Its name; not always unique in a result.
    package let name: String
    /// Its data type's object id, as in `pg_type`: 25 is text, 20 bigint.
    package let typeID: UInt32
    /// What the type's declaration says besides, such as a numeric's precision; -1 is nothing.
    package let typeModifier: Int32
}
