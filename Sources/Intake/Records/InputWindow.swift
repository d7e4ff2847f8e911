import Platform

/// The stretch of the input that is in memory: read, and not yet turned into rows.
///
/// After its end stands a line end that is no part of the input, so that scanning stops there by itself.
struct InputWindow: ~Copyable {
    private(set) var base: UnsafeMutablePointer<UInt8>
    private var capacity: Int
    /// Offset of the first byte not yet consumed.
    private(set) var start = 0
    /// Offset after the last byte read.
    private(set) var end = 0
    /// Whether the input has no more bytes than those up to `end`.
    private(set) var isAtEnd = false

    init(capacity: Int) {
        self.capacity = min(max(capacity, 16), Limits.recordBytes)
        base = .allocate(capacity: self.capacity + Words.padding)
        base.initialize(repeating: 0, count: self.capacity + Words.padding)
        placeSentinel()
    }

    deinit {
        base.deallocate()
    }

    /// How many bytes wait to be consumed.
    var count: Int { end - start }

    /// How many bytes fit in before those consumed must be forgotten or the window must grow.
    var freeCount: Int { capacity - end }

    @inline(__always)
    mutating func consume(to offset: Int) {
        start = offset
    }

    mutating func markEnd() {
        isAtEnd = true
    }

    /// Empties the window for the next input.
    mutating func reset() {
        start = 0
        end = 0
        isAtEnd = false
        placeSentinel()
    }

    /// Makes room behind what is not consumed, by moving it to the front and, if that is not enough, by growing
    /// up to the longest record.
    mutating func makeRoom() {
        if start > 0 {
            memmove(base, base + start, end - start)
            end -= start
            start = 0
        } else if end == capacity, capacity < Limits.recordBytes {
            let grown = min(capacity * 2, Limits.recordBytes)
            let moved = UnsafeMutablePointer<UInt8>.allocate(capacity: grown + Words.padding)
            moved.initialize(repeating: 0, count: grown + Words.padding)
            memcpy(moved, base, end)
            base.deallocate()
            base = moved
            capacity = grown
        }
        placeSentinel()
    }

    /// Reads until the window is full or the input ends.
    mutating func fill(from source: any ByteSource) throws(InputError) {
        makeRoom()
        while end < capacity {
            let count = try source.read(
                into: UnsafeMutableRawBufferPointer(start: base + end, count: capacity - end))
            if count == 0 {
                isAtEnd = true
                break
            }
            end += count
        }
        placeSentinel()
    }

    /// Takes as many of `bytes` as fit, and returns how many those were.
    mutating func append(_ bytes: UnsafeRawBufferPointer) -> Int {
        let count = min(bytes.count, capacity - end)
        if count > 0, let from = bytes.baseAddress {
            memcpy(base + end, from, count)
            end += count
        }
        placeSentinel()
        return count
    }

    /// The offset of the line after the one that `offset` stands in, or nil if that line's end is not here yet.
    func nextLine(after offset: Int) -> Int? {
        if offset < end, let found = memchr(base + offset, Int32(UInt8(ascii: "\n")), end - offset) {
            return UnsafeRawPointer(base).distance(to: UnsafeRawPointer(found)) + 1
        }
        return isAtEnd ? end : nil
    }

    private func placeSentinel() {
        base[end] = UInt8(ascii: "\n")
    }
}
