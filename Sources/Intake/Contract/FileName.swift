/// A file's name without folders, taken apart as the contract does.
struct FileName: Sendable, Hashable {
    /// What a file is named after: `tickets` for `tickets-2026-03.csv.gz`.
    ///
    /// The name up to its format's and compression's endings, or to a `-`, `.` or `_` followed by a digit.
    let stem: String
    /// The name up to its format's and compression's endings.
    let base: String
    /// The ending that tells the format, in lower case: `csv`; empty where there is none.
    let formatEnding: String

    private static let compressionEndings: Set<String> = ["gz", "gzip", "zst", "zstd", "zip"]
    private static let formatEndings: Set<String> = ["csv", "tsv", "txt", "ndjson", "jsonl", "json"]

    init(_ name: String) {
        var rest = Substring(name)
        var formatEnding = ""
        while let dot = rest.lastIndex(of: "."), dot != rest.startIndex {
            let ending = rest[rest.index(after: dot)...].lowercased()
            if Self.formatEndings.contains(ending), formatEnding.isEmpty {
                formatEnding = ending
            } else if !Self.compressionEndings.contains(ending) || !formatEnding.isEmpty {
                break
            }
            rest = rest[..<dot]
        }
        base = String(rest)
        let bytes = rest.utf8
        var index = bytes.startIndex
        while index < bytes.endIndex {
            let next = bytes.index(after: index)
            let isSeparator = [UInt8(ascii: "-"), UInt8(ascii: "."), UInt8(ascii: "_")].contains(bytes[index])
            if isSeparator, next < bytes.endIndex, (48...57).contains(bytes[next]), index > bytes.startIndex {
                break
            }
            index = next
        }
        stem = String(rest[..<index])
        self.formatEnding = formatEnding
    }
}
