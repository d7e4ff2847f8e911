/// A source whose first bytes were looked at, and are given again.
final class PeekedSource: ByteSource {
    /// Up to as many bytes as were asked for.
    let prefix: [UInt8]
    private let source: any ByteSource
    private var given = 0

    init(_ source: any ByteSource, count: Int) throws(InputError) {
        self.source = source
        let buffer = UnsafeMutableRawBufferPointer.allocate(byteCount: count, alignment: 1)
        defer { buffer.deallocate() }
        var length = 0
        while length < count {
            let more = try source.read(into: UnsafeMutableRawBufferPointer(rebasing: buffer[length...]))
            if more == 0 { break }
            length += more
        }
        prefix = Array(buffer[..<length])
    }

    var position: Int { source.position }

    func read(into buffer: UnsafeMutableRawBufferPointer) throws(InputError) -> Int {
        guard given < prefix.count else { return try source.read(into: buffer) }
        let count = min(buffer.count, prefix.count - given)
        buffer.copyBytes(from: prefix[given..<given + count])
        given += count
        return count
    }
}
