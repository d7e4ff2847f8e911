/// What has gathered for the next batch, besides the rows' bytes.
struct PendingBatch {
    /// Rows written since the last batch.
    var rowCount = 0
    /// Bytes that the rejects since the last batch hold.
    private(set) var rejectBytes = 0
    private var rejects: [Reject] = []
    /// See `Batch.fixedRejectIDs`.
    var fixedRejectIDs: [Int64] = []

    mutating func add(_ reject: Reject) {
        rejects.append(reject)
        rejectBytes += reject.raw.count + 256
    }

    /// Lends what has gathered to `handle`, and forgets it.
    mutating func flush(
        _ writer: inout TupleWriter, _ layout: FileLayout, _ handle: (borrowing Batch) throws -> Void
    ) throws {
        guard rowCount > 0 || !rejects.isEmpty else { return }
        let batch = Batch(
            bytes: writer.bytes, rowCount: rowCount, rejects: rejects,
            fixedRejectIDs: fixedRejectIDs, layout: layout)
        rowCount = 0
        rejectBytes = 0
        rejects = []
        fixedRejectIDs = []
        try handle(batch)
        writer.rollBack(to: 0)
    }
}
