/// What a sample source consists of, once written.
package struct SampleSummary: Equatable, Sendable {
    /// One file of the source.
    package struct File: Equatable, Sendable {
        /// The file's name in its folder, such as `tickets.csv`.
        package let name: String
        /// Data rows, without the header; a row may span several lines.
        package let rows: Int
        /// The file's size.
        package let bytes: Int
    }

    /// The files, in the order of the data contract's entities.
    package let files: [File]

    /// Data rows in all files.
    package var rows: Int { files.reduce(0) { $0 + $1.rows } }

    /// Bytes in all files.
    package var bytes: Int { files.reduce(0) { $0 + $1.bytes } }
}
