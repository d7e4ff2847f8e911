/// Eight bytes at a time: a word holds eight bytes of text, the first in its lowest byte.
enum Words {
    static let lowBits: UInt64 = 0x7f7f_7f7f_7f7f_7f7f
    static let highBits: UInt64 = 0x8080_8080_8080_8080

    /// How far past the end of its content every buffer may be read and written by whole words.
    static let padding = 32

    /// The eight bytes at `pointer`, wherever it points.
    @inline(__always)
    static func load(_ pointer: UnsafePointer<UInt8>) -> UInt64 {
        UInt64(littleEndian: UnsafeRawPointer(pointer).loadUnaligned(as: UInt64.self))
    }

    /// A word of one byte, eight times.
    @inline(__always)
    static func filled(with byte: UInt8) -> UInt64 {
        UInt64(byte) &* 0x0101_0101_0101_0101
    }

    /// The high bit of each byte that is zero, and no other bit.
    @inline(__always)
    static func zeroBytes(_ word: UInt64) -> UInt64 {
        ~(((word & lowBits) &+ lowBits) | word | lowBits)
    }

    /// The high bit of each byte below 0x20, and no other bit.
    @inline(__always)
    static func controlBytes(_ word: UInt64) -> UInt64 {
        zeroBytes(word & 0xe0e0_e0e0_e0e0_e0e0)
    }

    /// Which byte of a word the lowest high bit stands for: 0…7.
    @inline(__always)
    static func firstByte(_ mask: UInt64) -> Int {
        mask.trailingZeroBitCount &>> 3
    }

    /// The lowest `count` (0…8) bytes of a word, the others zero.
    @inline(__always)
    static func prefix(_ word: UInt64, _ count: Int) -> UInt64 {
        count >= 8 ? word : word & ((1 &<< (UInt64(count) &* 8)) &- 1)
    }
}
