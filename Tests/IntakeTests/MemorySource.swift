@testable import Intake

/// Bytes that are already in memory, handed out in chunks of a bounded size.
final class MemorySource: ByteSource {
    private let bytes: [UInt8]
    private let chunkSize: Int
    private(set) var position = 0

    /// - Parameters:
    ///   - bytes: The whole input.
    ///   - chunkSize: At most so many bytes are given at once.
    init(_ bytes: [UInt8], chunkSize: Int = .max) {
        self.bytes = bytes
        self.chunkSize = chunkSize
    }

    func read(into buffer: UnsafeMutableRawBufferPointer) throws(InputError) -> Int {
        let count = min(buffer.count, chunkSize, bytes.count - position)
        guard count > 0 else { return 0 }
        buffer.copyBytes(from: bytes[position..<position + count])
        position += count
        return count
    }
}
