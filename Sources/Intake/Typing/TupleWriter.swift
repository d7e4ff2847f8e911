import Platform

/// Writes rows in PostgreSQL's binary COPY format into one buffer.
///
/// The put functions do not look for room: `reserve` has to come first, for a whole row.
struct TupleWriter: ~Copyable {
    private var base: UnsafeMutablePointer<UInt8>
    private var capacity: Int
    private(set) var cursor: UnsafeMutablePointer<UInt8>

    init(capacity: Int) {
        self.capacity = capacity
        base = .allocate(capacity: capacity + Words.padding)
        cursor = base
    }

    deinit {
        base.deallocate()
    }

    /// Bytes written so far.
    var count: Int { cursor - base }

    /// What was written so far; valid until the next call.
    var bytes: UnsafeRawBufferPointer { UnsafeRawBufferPointer(start: base, count: count) }

    /// Makes sure that `length` more bytes can be written.
    @inline(__always)
    mutating func reserve(_ length: Int) {
        if capacity - count < length { grow(by: length) }
    }

    private mutating func grow(by length: Int) {
        let written = count
        capacity = max(capacity * 2, written + length)
        let moved = UnsafeMutablePointer<UInt8>.allocate(capacity: capacity + Words.padding)
        memcpy(moved, base, written)
        base.deallocate()
        base = moved
        cursor = base + written
    }

    /// Forgets everything from byte `mark` on.
    @inline(__always)
    mutating func rollBack(to mark: Int) {
        cursor = base + mark
    }

    /// Keeps `length` bytes that were written at the cursor.
    @inline(__always)
    mutating func advance(_ length: Int) {
        cursor += length
    }

    @inline(__always)
    mutating func putByte(_ value: UInt8) {
        cursor.pointee = value
        cursor += 1
    }

    @inline(__always)
    mutating func putInt16(_ value: Int16) {
        UnsafeMutableRawPointer(cursor).storeBytes(of: value.bigEndian, as: Int16.self)
        cursor += 2
    }

    @inline(__always)
    mutating func putInt32(_ value: Int32) {
        UnsafeMutableRawPointer(cursor).storeBytes(of: value.bigEndian, as: Int32.self)
        cursor += 4
    }

    @inline(__always)
    mutating func putInt64(_ value: Int64) {
        UnsafeMutableRawPointer(cursor).storeBytes(of: value.bigEndian, as: Int64.self)
        cursor += 8
    }

    /// A null field.
    @inline(__always)
    mutating func putNull() {
        putInt32(-1)
    }

    /// A field of four bytes: `integer`, `date`.
    @inline(__always)
    mutating func putField(_ value: Int32) {
        putInt32(4)
        putInt32(value)
    }

    /// A field of eight bytes: `bigint`, `timestamptz`, `time`.
    @inline(__always)
    mutating func putField(_ value: Int64) {
        putInt32(8)
        putInt64(value)
    }

    /// A field of text.
    @inline(__always)
    mutating func putText(_ field: Field) {
        putInt32(Int32(truncatingIfNeeded: field.count))
        putBytes(field.start, field.count)
    }

    /// Bytes as they are; sixteen of them are readable in any case.
    @inline(__always)
    mutating func putBytes(_ from: UnsafePointer<UInt8>, _ count: Int) {
        if count <= 16 {
            let low = UnsafeRawPointer(from).loadUnaligned(as: UInt64.self)
            let high = UnsafeRawPointer(from + 8).loadUnaligned(as: UInt64.self)
            UnsafeMutableRawPointer(cursor).storeBytes(of: low, as: UInt64.self)
            UnsafeMutableRawPointer(cursor + 8).storeBytes(of: high, as: UInt64.self)
        } else {
            memcpy(cursor, from, count)
        }
        cursor += count
    }

    /// Bytes as they are, of which no more than these are readable.
    mutating func putBytes(_ bytes: [UInt8]) {
        bytes.withUnsafeBufferPointer { buffer in
            guard let from = buffer.baseAddress else { return }
            memcpy(cursor, from, buffer.count)
            cursor += buffer.count
        }
    }

    /// Begins a field whose length is not known yet; `endField` takes what this returns.
    @inline(__always)
    mutating func beginField() -> Int {
        let mark = count
        cursor += 4
        return mark
    }

    /// Ends a field begun at `mark`.
    @inline(__always)
    mutating func endField(_ mark: Int) {
        let length = Int32(truncatingIfNeeded: count - mark - 4)
        UnsafeMutableRawPointer(base + mark).storeBytes(of: length.bigEndian, as: Int32.self)
    }
}
