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
    /// What stands behind bzip2's first three letters and a digit: its first block, or its end.
    private static let bzip2Marks: [[UInt8]] = [
        [0x31, 0x41, 0x59, 0x26, 0x53, 0x59], [0x17, 0x72, 0x45, 0x38, 0x50, 0x90],
    ]
    /// How a zip archive begins: with a member, or with the end of an empty one.
    static let zipStarts: [[UInt8]] = [[0x50, 0x4b, 0x03, 0x04], [0x50, 0x4b, 0x05, 0x06]]

    /// As much of a beginning as tells everything: a tar archive says what it is behind its first name.
    private static let telling = 262

    /// Refuses a tar archive.
    private static func refuseTar(_ prefix: [UInt8], name: String) throws(InputError) {
        guard prefix.count == telling, prefix.suffix(5).elementsEqual("ustar".utf8) else { return }
        throw .unsupported(
            file: name, what: "a tar archive is not read", fix: "extract it (tar -xf) and load the folder")
    }

    /// `source` without its compression, if it has one.
    static func opened(_ source: any ByteSource, name: String) throws(InputError) -> any ByteSource {
        let peeked = try PeekedSource(source, count: telling)
        func begins(_ start: [UInt8]) -> Bool { peeked.prefix.starts(with: start) }
        if begins(gzipStart) { return try once(GzipSource(peeked, name: name), "gzip", name: name) }
        if begins(zstdStart) || Self.isSkippable(peeked.prefix) {
            return try once(ZstdSource(peeked, name: name), "zstd", name: name)
        }
        if zipStarts.contains(where: begins) {
            throw .unsupported(
                file: name, what: "a zip archive can only be read from a file",
                fix: "give its path, or pipe its members: unzip -p FILE | …")
        }
        if let found = unread(peeked.prefix) {
            throw .unsupported(
                file: name, what: "it is compressed with \(found.name), which is not read",
                fix: "decompress it (\(found.tool)), or use gzip, zstd or zip")
        }
        try refuseTar(Array(peeked.prefix), name: name)
        return peeked
    }

    /// Whether a zstd stream begins with a frame to be skipped, as pzstd writes it: `0x184D2A50` to `5F`.
    private static func isSkippable(_ prefix: [UInt8]) -> Bool {
        prefix.count >= 4 && prefix[0] & 0xF0 == 0x50 && prefix[1...3].elementsEqual([0x2A, 0x4D, 0x18])
    }

    /// The compression that is not read and that a file beginning so has.
    private static func unread(_ prefix: [UInt8]) -> (name: String, tool: String)? {
        guard let found = unread.first(where: { prefix.starts(with: $0.start) }) else { return nil }
        // Text may begin with these letters too; a control character soon after tells them apart.
        let isBinary = prefix.prefix(6).contains { $0 < 0x09 || $0 > 0x7f }
        let isMarked = bzip2Marks.contains { prefix.dropFirst(4).starts(with: $0) }
        return isBinary || isMarked ? (found.name, found.tool) : nil
    }

    /// What was in a compressed file, unless that is compressed again.
    private static func once(
        _ source: any ByteSource, _ compression: String, name: String
    ) throws(InputError) -> any ByteSource {
        let peeked = try PeekedSource(source, count: telling)
        try refuseTar(Array(peeked.prefix), name: name)
        let starts: [(start: [UInt8], name: String)] =
            [(gzipStart, "gzip"), (zstdStart, "zstd")] + zipStarts.map { ($0, "zip") }
        let inner =
            starts.first { peeked.prefix.starts(with: $0.start) }?.name ?? unread(peeked.prefix)?.name
        guard let inner else { return peeked }
        throw .unsupported(
            file: name, what: "it is compressed twice, with \(inner) within \(compression)",
            fix: "decompress it once")
    }
}
