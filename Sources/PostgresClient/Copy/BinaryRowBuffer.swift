/// Rows in PostgreSQL's binary COPY format, put together field by field for a `BinaryCopyWriter`.
///
/// A row is begun by the number of its fields; then come as many.
package struct BinaryRowBuffer {
    private var bytes: [UInt8] = []

    /// Holds no row.
    package init() {}

    /// How many bytes wait to be sent.
    package var count: Int { bytes.count }

    /// Begins a row of so many fields.
    package mutating func beginRow(fieldCount: Int) {
        put(Int16(fieldCount))
    }

    /// Sends what is there, and forgets it.
    package mutating func flush(to writer: inout BinaryCopyWriter) throws(PostgresError) {
        let sent = bytes.withUnsafeBytes { rows -> Result<Void, PostgresError> in
            do throws(PostgresError) {
                return .success(try writer.write(rows))
            } catch {
                return .failure(error)
            }
        }
        bytes.removeAll(keepingCapacity: true)
        try sent.get()
    }

    // MARK: - Fields

    /// A text; nil is null.
    package mutating func append(text: String?) {
        put(Int32(text?.utf8.count ?? -1))
        if let text { bytes += text.utf8 }
    }

    /// A date, as days since 2000-01-01.
    package mutating func append(date: Int32) {
        put(Int32(4))
        put(date)
    }

    /// A `bigint`.
    package mutating func append(bigint: Int64) {
        put(Int32(8))
        put(bigint)
    }

    /// A `text[]`; nil is a null element.
    package mutating func append(texts: [String?]) {
        guard !texts.isEmpty else { return appendEmptyArray(of: .text) }
        let length = texts.reduce(0) { $0 + 4 + ($1?.utf8.count ?? 0) }
        beginArray(
            of: .text, count: texts.count, hasNulls: texts.contains { $0 == nil }, elementBytes: length)
        for text in texts { append(text: text) }
    }

    /// A `smallint[]`.
    package mutating func append(smallints: [Int16]) {
        appendArray(of: .smallint, smallints)
    }

    /// An `integer[]`.
    package mutating func append(integers: [Int32]) {
        appendArray(of: .integer, integers)
    }

    // MARK: - Pieces

    /// Types by the numbers that PostgreSQL knows them by (`pg_type.dat`).
    private enum ElementType: Int32 {
        case smallint = 21
        case integer = 23
        case text = 25
    }

    private static let arrayHeaderBytes = 20

    private mutating func put(_ number: some FixedWidthInteger) {
        withUnsafeBytes(of: number.bigEndian) { bytes += $0 }
    }

    /// No dimension, no null, the type of what it does not hold.
    private mutating func appendEmptyArray(of type: ElementType) {
        for number in [12, 0, 0, type.rawValue] { put(number) }
    }

    /// One dimension, which counts from 1.
    private mutating func beginArray(of type: ElementType, count: Int, hasNulls: Bool, elementBytes: Int) {
        for number in [
            Int32(Self.arrayHeaderBytes + elementBytes), 1, hasNulls ? 1 : 0, type.rawValue, Int32(count), 1,
        ] {
            put(number)
        }
    }

    private mutating func appendArray<Element: FixedWidthInteger & BitwiseCopyable>(
        of type: ElementType, _ elements: [Element]
    ) {
        guard !elements.isEmpty else { return appendEmptyArray(of: type) }
        let size = MemoryLayout<Element>.size
        let length = elements.count * (4 + size)
        beginArray(of: type, count: elements.count, hasNulls: false, elementBytes: length)
        let start = bytes.count
        bytes += repeatElement(0, count: length)
        bytes.withUnsafeMutableBytes { bytes in
            var place = start
            for element in elements {
                bytes.storeBytes(of: Int32(size).bigEndian, toByteOffset: place, as: Int32.self)
                bytes.storeBytes(of: element.bigEndian, toByteOffset: place + 4, as: Element.self)
                place += 4 + size
            }
        }
    }
}
