/// One value of a record, as bytes in the input or, where it had to be unescaped, beside it.
///
/// Valid until the next record is read. Sixteen bytes past its end may be read.
struct Field {
    var start: UnsafePointer<UInt8>
    var count: Int
    /// A JSON object or array, kept as JSON text.
    var isNested = false

    @inline(__always)
    var bytes: UnsafeBufferPointer<UInt8> {
        UnsafeBufferPointer(start: start, count: count)
    }

    /// A copy of the bytes as text, with what is no UTF-8 replaced.
    var text: String {
        String(decoding: bytes, as: UTF8.self)
    }
}
