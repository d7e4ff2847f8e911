/// The columns of a CSV file that the contract does not name, ready to be written as members of a JSON object.
struct ExtraColumns {
    private struct Column {
        let fieldIndex: Int
        /// The name as a JSON string and a colon.
        let key: [UInt8]
    }

    private let columns: [Column]
    /// Bytes that the names take in a row.
    let keyBytes: Int
    /// Bytes that a value may have.
    let byteLimit: Int

    /// - Parameters:
    ///   - names: The file's columns that the contract does not name, each with the index of its field.
    ///   - byteLimit: Bytes that a value may have.
    init(_ names: [(name: String, fieldIndex: Int)], byteLimit: Int) {
        columns = names.map { name, fieldIndex in
            Column(fieldIndex: fieldIndex, key: Self.key(name))
        }
        keyBytes = columns.reduce(0) { $0 + $1.key.count + 4 }
        self.byteLimit = byteLimit
    }

    private static func key(_ name: String) -> [UInt8] {
        let bytes = Array(name.utf8)
        var writer = TupleWriter(capacity: bytes.count * 6 + 8)
        let padded = bytes + Array(repeating: 0, count: Words.padding)
        padded.withUnsafeBufferPointer { buffer in
            guard let start = buffer.baseAddress else { return }
            JSONEscapes.put(Field(start: start, count: bytes.count), to: &writer)
        }
        writer.putByte(UInt8(ascii: ":"))
        return Array(writer.bytes)
    }

    var isEmpty: Bool { columns.isEmpty }

    /// Writes the members, each behind a brace or comma.
    ///
    /// A value at fault is reported with the index of its field.
    @inline(__always)
    func put(
        _ fields: UnsafePointer<Field>, isFirst isEmpty: inout Bool, to writer: inout TupleWriter
    ) throws(RowFault) {
        for column in columns {
            let field = fields[column.fieldIndex]
            if field.count == 0 { continue }
            guard field.count <= byteLimit else {
                throw RowFault(column: .field(column.fieldIndex), fault: .tooLong(limit: byteLimit))
            }
            writer.putByte(isEmpty ? UInt8(ascii: "{") : UInt8(ascii: ","))
            isEmpty = false
            writer.putBytes(column.key)
            JSONEscapes.put(field, to: &writer)
        }
    }
}
