/// A value at fault, and where it stands.
struct RowFault: Error, Hashable {
    /// The ways of naming a value's column without making a String.
    enum Place: Hashable {
        /// A column of the entity, by index.
        case column(Int)
        /// A field of the CSV record, by index.
        case field(Int)
        /// A member of the JSON object that the contract does not name, by index.
        case extra(Int)
        /// The column `_reject_id`.
        case rejectID
        /// The column `attributes` of a mapping's rows.
        case attributes
        /// The column `_line`.
        case line
    }

    let column: Place
    let fault: TypingFault
}
