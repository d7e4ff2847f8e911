/// A record that does not meet the contract, kept whole.
package struct Reject: Sendable, Hashable {
    /// The display name of the file it stood in.
    package let file: String
    /// The physical line on which it starts; the header is line 1.
    package let line: Int64
    /// The column at fault, or nil where the record as a whole is.
    package let column: String?
    /// What is wrong and what to do, as a sentence that begins with the column, if there is one.
    package let reason: String
    /// The record's bytes, without its line end, and without the columns `_reject_id`, `_file` and `_line`.
    package let raw: [UInt8]
    /// Its position over all rows read, as in the rows' `row_seq`.
    package let rowSequence: Int64
    /// The reject that this row was to replace (`_reject_id`), if any.
    package let rejectID: Int64?
}
