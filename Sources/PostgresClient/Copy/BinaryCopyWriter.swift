/// Writes ready rows into a running `COPY … FROM STDIN` in binary format.
///
/// Each row is a tuple of that format: the number of fields (Int16), then for each field its length (Int32, -1 for
/// null) and its bytes, all big-endian. The stream's header and trailer are written here.
package struct BinaryCopyWriter: ~Copyable {
    private let channel: CopyChannel

    init(_ channel: CopyChannel) {
        self.channel = channel
    }

    /// Sends any number of rows; a row may go on in the next chunk.
    ///
    /// Efficient for chunks of 64 KiB to 1 MiB. What the server has against them shows at the end of the copy.
    package mutating func write(_ chunk: UnsafeRawBufferPointer) throws(PostgresError) {
        try channel.send(chunk)
    }

    /// Signature, flags (none), length of the header's extension (none).
    static let header: [UInt8] =
        Array("PGCOPY\n".utf8) + [0xFF, 0x0D, 0x0A, 0x00] + [0, 0, 0, 0] + [0, 0, 0, 0]

    /// In place of a row's number of fields.
    static let trailer: [UInt8] = [0xFF, 0xFF]
}
