/// Reads the fields of one row that `copyOutBinary` lends, in their order.
package struct BinaryFields {
    /// Where the next field begins: behind the row's number of fields, at first.
    private var offset = 2

    /// Stands before the first field of a row.
    package init() {}

    /// Where the next field's bytes are in the row; nil is null.
    package mutating func bytes(of row: borrowing RawSpan) -> Range<Int>? {
        let length = Int(Int32(bigEndian: row.unsafeLoadUnaligned(fromByteOffset: offset, as: Int32.self)))
        offset += 4
        guard length >= 0 else { return nil }
        defer { offset += length }
        return offset..<offset + length
    }

    /// The next field, a `smallint`; nil is null.
    package mutating func int16(of row: borrowing RawSpan) -> Int16? {
        bytes(of: row).map {
            Int16(bigEndian: row.unsafeLoadUnaligned(fromByteOffset: $0.lowerBound, as: Int16.self))
        }
    }

    /// The next field, an `integer`, or a `date` as days since 2000-01-01; nil is null.
    package mutating func int32(of row: borrowing RawSpan) -> Int32? {
        bytes(of: row).map {
            Int32(bigEndian: row.unsafeLoadUnaligned(fromByteOffset: $0.lowerBound, as: Int32.self))
        }
    }
}
