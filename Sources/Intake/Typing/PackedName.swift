/// A name that is compared with text by words: its first sixteen bytes, and a copy of the rest.
struct PackedName {
    let low: UInt64
    let high: UInt64
    let count: Int
    /// What follows the first sixteen bytes.
    let rest: [UInt8]

    init(_ name: String) {
        let bytes = Array(name.utf8)
        func word(_ range: Range<Int>) -> UInt64 {
            range.reversed().reduce(0) { word, index in
                word << 8 | (index < bytes.count ? UInt64(bytes[index]) : 0)
            }
        }
        low = word(0..<8)
        high = word(8..<16)
        count = bytes.count
        rest = Array(bytes.dropFirst(16))
    }
}

/// Names in a fixed order, among which text is looked up without making a String.
struct PackedNames: ~Copyable {
    private let names: UnsafeMutablePointer<PackedName>
    let count: Int

    init(_ names: [String]) {
        count = names.count
        self.names = .allocate(capacity: max(names.count, 1))
        for (index, name) in names.enumerated() {
            (self.names + index).initialize(to: PackedName(name))
        }
    }

    deinit {
        names.deinitialize(count: count)
        names.deallocate()
    }

    /// The index of the name that `text` is, searched from `hint` on and round; -1 if it is none.
    @inline(__always)
    func index(of text: Field, hint: Int = 0) -> Int {
        let low = Words.prefix(Words.load(text.start), text.count)
        let high = text.count > 8 ? Words.prefix(Words.load(text.start + 8), text.count - 8) : 0
        var index = hint < count ? hint : 0
        for _ in 0..<count {
            let isAlike =
                names[index].low == low && names[index].high == high && names[index].count == text.count
            if isAlike, text.count <= 16 || isRest(index, of: text) { return index }
            index += 1
            if index == count { index = 0 }
        }
        return -1
    }

    private func isRest(_ index: Int, of text: Field) -> Bool {
        names[index].rest.elementsEqual(text.bytes.dropFirst(16))
    }
}
