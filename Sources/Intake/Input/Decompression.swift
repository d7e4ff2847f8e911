/// Compressions, told by how a file begins.
enum Decompression {
    static let gzipStart: [UInt8] = [0x1f, 0x8b]
    private static let zstdStart: [UInt8] = [0x28, 0xb5, 0x2f, 0xfd]
    private static let unread: [(start: [UInt8], name: String, tool: String)] = [
        ([0xfd, 0x37, 0x7a, 0x58, 0x5a], "xz", "xz -dc"),
        ([0x42, 0x5a, 0x68], "bzip2", "bzip2 -dc"),
        ([0x37, 0x7a, 0xbc, 0xaf], "7-Zip", "7z x -so"),
        ([0x04, 0x22, 0x4d, 0x18], "LZ4", "lz4 -dc"),
    ]
    /// How a zip archive begins: with a member, or with the end of an empty one.
    static let zipStarts: [[UInt8]] = [[0x50, 0x4b, 0x03, 0x04], [0x50, 0x4b, 0x05, 0x06]]

    /// `source` without its compression, if it has one.
    static func opened(_ source: any ByteSource, name: String) throws(InputError) -> any ByteSource {
        let peeked = try PeekedSource(source, count: 6)
        func begins(_ start: [UInt8]) -> Bool { peeked.prefix.starts(with: start) }
        if begins(gzipStart) { return try GzipSource(peeked, name: name) }
        if begins(zstdStart) { return try ZstdSource(peeked, name: name) }
        if zipStarts.contains(where: begins) {
            throw .unsupported(
                file: name, what: "a zip archive can only be read from a file",
                fix: "give its path, or pipe its members: unzip -p FILE | …")
        }
        // Text may begin with these letters too; a control character soon after tells them apart.
        if let found = unread.first(where: {
            begins($0.start) && peeked.prefix.contains { $0 < 0x09 || $0 > 0x7f }
        }) {
            throw .unsupported(
                file: name, what: "it is compressed with \(found.name), which is not read",
                fix: "decompress it (\(found.tool)), or use gzip, zstd or zip")
        }
        return peeked
    }
}
