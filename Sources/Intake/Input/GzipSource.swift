import CZlib

/// What comes out of a gzip stream, decompressed as it is read.
///
/// By zlib, because libarchive passes over gzip's checksums: a flipped bit would become a wrong number. Several
/// streams one after another are one, as for `gzip -d`.
final class GzipSource: ByteSource {
    private let source: any ByteSource
    private let name: String
    private let stream: UnsafeMutablePointer<z_stream>
    private let input = UnsafeMutableRawBufferPointer.allocate(byteCount: 128 << 10, alignment: 16)
    private var isAtEnd = false

    init(_ source: any ByteSource, name: String) throws(InputError) {
        self.source = source
        self.name = name
        stream = .allocate(capacity: 1)
        stream.initialize(to: z_stream())
        let gzipOnly: Int32 = 16
        let status = inflateInit2_(
            stream, MAX_WBITS + gzipOnly, ZLIB_VERSION, Int32(MemoryLayout<z_stream>.size))
        guard status == Z_OK else { throw .unreadable(file: name, reason: "out of memory") }
    }

    deinit {
        inflateEnd(stream)
        stream.deallocate()
        input.deallocate()
    }

    var position: Int { source.position }

    func read(into buffer: UnsafeMutableRawBufferPointer) throws(InputError) -> Int {
        guard !isAtEnd, let target = buffer.baseAddress else { return 0 }
        let room = min(buffer.count, Int(Int32.max))
        stream.pointee.next_out = target.assumingMemoryBound(to: UInt8.self)
        stream.pointee.avail_out = uInt(room)
        while stream.pointee.avail_out == uInt(room) {
            if stream.pointee.avail_in == 0, try refill() == 0 {
                throw .damagedArchive(file: name, reason: "it ends too early")
            }
            let status = inflate(stream, Z_NO_FLUSH)
            if status == Z_STREAM_END {
                guard try beginNextStream() else {
                    isAtEnd = true
                    break
                }
            } else if status != Z_OK {
                let reason = stream.pointee.msg.map { String(cString: $0) } ?? "error \(status)"
                throw .damagedArchive(file: name, reason: reason)
            }
        }
        return room - Int(stream.pointee.avail_out)
    }

    /// Whether another stream follows the one that has ended; zeros that fill up a block are passed over.
    private func beginNextStream() throws(InputError) -> Bool {
        while true {
            if stream.pointee.avail_in == 0, try refill() == 0 { return false }
            if stream.pointee.next_in.pointee != 0 { break }
            stream.pointee.next_in += 1
            stream.pointee.avail_in -= 1
        }
        guard stream.pointee.next_in.pointee == Decompression.gzipStart[0] else {
            throw .damagedArchive(file: name, reason: "something follows its end")
        }
        inflateReset(stream)
        return true
    }

    private func refill() throws(InputError) -> Int {
        let count = try source.read(into: input)
        stream.pointee.next_in = input.baseAddress?.assumingMemoryBound(to: UInt8.self)
        stream.pointee.avail_in = uInt(count)
        return count
    }
}
