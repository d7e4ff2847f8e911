/// Room for the values of one record that had to be unescaped.
struct Scratch: ~Copyable {
    private(set) var base: UnsafeMutablePointer<UInt8>
    private var capacity: Int
    private(set) var count = 0

    init(capacity: Int = 4096) {
        self.capacity = capacity
        base = .allocate(capacity: capacity + Words.padding)
        base.initialize(repeating: 0, count: capacity + Words.padding)
    }

    deinit {
        base.deallocate()
    }

    /// Forgets the last record's values, and makes sure that `count` bytes fit without moving.
    @inline(__always)
    mutating func begin(_ count: Int) {
        self.count = 0
        if count > capacity { grow(to: count) }
    }

    private mutating func grow(to count: Int) {
        base.deallocate()
        capacity = count * 2
        base = .allocate(capacity: capacity + Words.padding)
        base.initialize(repeating: 0, count: capacity + Words.padding)
    }

    /// Where the next value may be written.
    @inline(__always)
    var next: UnsafeMutablePointer<UInt8> { base + count }

    /// Keeps `length` bytes written at `next`.
    @inline(__always)
    mutating func keep(_ length: Int) {
        count += length
    }
}
