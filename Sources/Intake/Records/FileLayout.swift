/// How a file's records are written.
package enum FileFormat: Sendable, Hashable {
    /// Fields between delimiters, named by a header.
    case csv(delimiter: UInt8)
    /// One JSON object a line.
    case ndjson
    /// JSON objects in an array, which may be a member of an object.
    case jsonArray
}

/// What a reader found out about a file before its first record.
package struct FileLayout: Sendable, Hashable {
    /// How its records are written.
    package let format: FileFormat
    /// The names in the header, in order; empty for JSON and for an empty file.
    package let columns: [String]
    /// The header as it stands in the file, without its line end and byte order mark.
    package let header: [UInt8]

    /// The same layout with a header that lacks the columns at `indices`.
    func removingFromHeader(_ indices: [Int]) -> FileLayout {
        guard case .csv(let delimiter) = format else { return self }
        let rest = CSVText.removing(indices, from: header, delimiter: delimiter)
        return FileLayout(format: format, columns: columns, header: rest)
    }
}
