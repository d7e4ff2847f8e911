/// How a source is to be read.
package struct ReadOptions: Sendable {
    /// Where a row says it comes from.
    package enum Provenance: Sendable, Hashable {
        /// From the file and line that are being read.
        case position
        /// From its own columns `_file` and `_line`: the rows are a query's over raw tables. The numbers are those
        /// of the files, for the row's `file_number`.
        case columns(fileNumbers: [String: Int32])
    }

    /// The source that every row belongs to.
    package var source: String
    /// What rows hold beside the contract's columns.
    package var shape: Entity.RowShape
    /// How instants without an offset are read.
    package var localTime: LocalTimeRules
    /// The IANA names a `timezone` column may hold; nil = any text.
    package var timeZoneNames: Set<String>?
    /// The byte between CSV fields; nil = found out among `,`, `;` and tab.
    package var delimiter: UInt8?
    /// What the first row's `row_seq` is.
    package var firstRowSequence: Int64
    /// Where a row says it comes from.
    package var provenance: Provenance
    /// About how many bytes a batch has.
    package var batchBytes: Int
    /// Bytes of input held at a time, at the least.
    var windowBytes: Int

    package init(
        source: String = "canonical", shape: Entity.RowShape = .staging, localTime: LocalTimeRules = .utc,
        timeZoneNames: Set<String>? = nil, delimiter: UInt8? = nil,
        firstRowSequence: Int64 = 1, provenance: Provenance = .position, batchBytes: Int = 256 << 10
    ) {
        self.source = source
        self.shape = shape
        self.localTime = localTime
        self.timeZoneNames = timeZoneNames
        self.delimiter = delimiter
        self.firstRowSequence = firstRowSequence
        self.provenance = provenance
        self.batchBytes = batchBytes
        windowBytes = 256 << 10
    }
}
