/// Writes what a record holds beside the contract's columns as a jsonb object: a CSV file's other columns, and the
/// other members of a JSON object.
///
/// Single values become text, as they would be from CSV; objects and arrays stay what they are.
enum ExtraMembers {
    @inline(__always)
    static func put(
        _ columns: ExtraColumns, _ fields: UnsafePointer<Field>, _ splitter: borrowing JSONObjectSplitter,
        isNullWhenEmpty: Bool, to writer: inout TupleWriter
    ) throws(RowFault) {
        if columns.isEmpty, splitter.extraCount == 0, isNullWhenEmpty {
            writer.putNull()
            return
        }
        let mark = writer.beginField()
        writer.putByte(1)  // jsonb's version
        var isEmpty = true
        try columns.put(fields, isFirst: &isEmpty, to: &writer)
        try put(splitter, byteLimit: columns.byteLimit, isFirst: &isEmpty, to: &writer)
        if isEmpty {
            if isNullWhenEmpty {
                writer.rollBack(to: mark)
                writer.putNull()
                return
            }
            writer.putByte(UInt8(ascii: "{"))
        }
        writer.putByte(UInt8(ascii: "}"))
        writer.endField(mark)
    }

    private static func put(
        _ splitter: borrowing JSONObjectSplitter, byteLimit: Int, isFirst isEmpty: inout Bool,
        to writer: inout TupleWriter
    ) throws(RowFault) {
        for index in 0..<splitter.extraCount {
            let extra = splitter.extras[index]
            if extra.rawValue.count == 0 { continue }
            guard extra.byteCount <= byteLimit else {
                throw RowFault(column: .extra(index), fault: .tooLong(limit: byteLimit))
            }
            writer.putByte(isEmpty ? UInt8(ascii: "{") : UInt8(ascii: ","))
            isEmpty = false
            putQuoted(extra.rawKey, to: &writer)
            writer.putByte(UInt8(ascii: ":"))
            if extra.kind == .nested {
                writer.putBytes(extra.rawValue.start, extra.rawValue.count)
            } else {
                putQuoted(extra.rawValue, to: &writer)
            }
        }
    }

    /// What was a JSON string's content, or needs no escapes.
    private static func putQuoted(_ raw: Field, to writer: inout TupleWriter) {
        writer.putByte(UInt8(ascii: "\""))
        writer.putBytes(raw.start, raw.count)
        writer.putByte(UInt8(ascii: "\""))
    }
}
