/// Numbers the members of a column in the order in which they come: comparing numbers is cheaper than comparing texts.
///
/// A hash table with open addresses over the texts' bytes: `Dictionary` would want each text as a value of its own, for
/// millions of rows that have a handful of texts.
struct MemberNumbers {
    /// The number of no member at all.
    static let none: UInt32 = 0

    /// All texts, one after another.
    private var texts: [UInt8] = []
    /// Where the text of each number ends; that of the first, `none`, is empty.
    private var ends: [Int] = [0]
    /// Numbers at the places that their texts' hashes say, or the next free ones; 0 is a free place.
    private var table = [UInt32](repeating: 0, count: 64)

    /// How many numbers there are, `none` included.
    var count: Int { ends.count }

    /// The text of a number; nil for `none`.
    func text(of number: UInt32) -> String? {
        number == Self.none
            ? nil : String(decoding: texts[ends[Int(number) - 1]..<ends[Int(number)]], as: UTF8.self)
    }

    /// The number of a text, a new one where it is new.
    mutating func number(of text: UnsafeRawBufferPointer) -> UInt32 {
        var place = Self.hash(text) & (table.count - 1)
        while true {
            let number = table[place]
            guard number != 0 else { break }
            if isText(text, of: number) { return number }
            place = (place + 1) & (table.count - 1)
        }
        texts += text
        ends.append(texts.count)
        let number = UInt32(ends.count - 1)
        table[place] = number
        if ends.count * 2 > table.count { grow() }
        return number
    }

    private func isText(_ text: UnsafeRawBufferPointer, of number: UInt32) -> Bool {
        let start = ends[Int(number) - 1]
        guard ends[Int(number)] - start == text.count else { return false }
        return texts.withUnsafeBytes {
            UnsafeRawBufferPointer(rebasing: $0[start..<start + text.count]).elementsEqual(text)
        }
    }

    private mutating func grow() {
        table = [UInt32](repeating: 0, count: table.count * 2)
        for number in 1..<ends.count {
            let hash = texts.withUnsafeBytes {
                Self.hash(UnsafeRawBufferPointer(rebasing: $0[ends[number - 1]..<ends[number]]))
            }
            var place = hash & (table.count - 1)
            while table[place] != 0 { place = (place + 1) & (table.count - 1) }
            table[place] = UInt32(number)
        }
    }

    /// FNV-1a.
    private static func hash(_ text: UnsafeRawBufferPointer) -> Int {
        var hash: UInt64 = 0xcbf2_9ce4_8422_2325
        for byte in text { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01b3 }
        return Int(truncatingIfNeeded: hash ^ hash >> 32)
    }
}
