/// Writes rows into a running `COPY … FROM STDIN` in text format: buffers, escapes, sends.
package struct CopyWriter: ~Copyable {
    private let channel: CopyChannel
    private var buffer: [UInt8] = []

    init(_ channel: CopyChannel) {
        self.channel = channel
        buffer.reserveCapacity(Self.capacity + Self.capacity / 4)
    }

    private static let capacity = 64 << 10

    /// Writes a row: one text a column, in PostgreSQL's input form; nil is null.
    ///
    /// What the server has against a value shows at the end of the copy, not here.
    package mutating func writeRow(_ fields: borrowing [String?]) throws(PostgresError) {
        for index in fields.indices {
            if index > 0 { buffer.append(UInt8(ascii: "\t")) }
            if let field = fields[index] {
                try append(field)
            } else {
                buffer += [UInt8(ascii: "\\"), UInt8(ascii: "N")]
            }
        }
        buffer.append(UInt8(ascii: "\n"))
        if buffer.count >= Self.capacity { try flush() }
    }

    private mutating func append(_ field: String) throws(PostgresError) {
        // Most fields have nothing to escape, and are copied whole.
        let isCopied = field.utf8.withContiguousStorageIfAvailable { bytes in
            guard bytes.allSatisfy({ $0 > 0x0D && $0 != UInt8(ascii: "\\") }) else { return false }
            buffer.append(contentsOf: bytes)
            return true
        }
        if isCopied != true { try appendEscaped(field) }
    }

    private mutating func appendEscaped(_ field: String) throws(PostgresError) {
        for byte in field.utf8 {
            switch byte {
            case UInt8(ascii: "\\"):
                buffer += [UInt8(ascii: "\\"), UInt8(ascii: "\\")]
            case UInt8(ascii: "\t"):
                buffer += [UInt8(ascii: "\\"), UInt8(ascii: "t")]
            case UInt8(ascii: "\n"):
                buffer += [UInt8(ascii: "\\"), UInt8(ascii: "n")]
            case UInt8(ascii: "\r"):
                buffer += [UInt8(ascii: "\\"), UInt8(ascii: "r")]
            case 0:
                throw .unsendable("a field contains a NUL character, which PostgreSQL's text cannot hold")
            default:
                buffer.append(byte)
            }
        }
    }

    /// Sends what is buffered.
    mutating func flush() throws(PostgresError) {
        let channel = channel
        let sent = buffer.withUnsafeBytes { bytes -> Result<Void, PostgresError> in
            do throws(PostgresError) {
                return .success(try channel.send(bytes))
            } catch {
                return .failure(error)
            }
        }
        buffer.removeAll(keepingCapacity: true)
        try sent.get()
    }
}
