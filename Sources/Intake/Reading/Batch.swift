/// Some rows in PostgreSQL's binary COPY format, and the records rejected since the last batch.
///
/// Lent for the length of a call: the bytes are overwritten afterwards.
package struct Batch: ~Copyable {
    /// Whole rows, without the format's header and trailer.
    package let bytes: UnsafeRawBufferPointer
    /// How many rows that is.
    package let rowCount: Int
    /// Records rejected since the last batch.
    package let rejects: [Reject]
    /// Rejects whose records, raw ones, could be read now; the contract's rows carry theirs themselves.
    package let fixedRejectIDs: [Int64]
    /// How the file that they stand in is laid out.
    package let layout: FileLayout
}
