import Intake

/// A file of a load, or a select whose rows are read like one.
struct FileRecord {
    let number: Int
    let name: String
    let entity: String
    var byteCount = 0
    /// Of the file as it lies on disk; of an archive, for each of its members.
    var sha256: String?
    var header: [UInt8] = []
    /// The names in the header; none of JSON.
    var columns: [String] = []
    /// What stands between its fields; nil for JSON.
    var delimiter: UInt8?

    /// Takes note of how it is laid out, once.
    mutating func note(_ layout: FileLayout) {
        guard header.isEmpty else { return }
        header = layout.header
        columns = layout.columns
        if case .csv(let delimiter) = layout.format { self.delimiter = delimiter }
    }
}
