/// Looks at XML as it passes: whether its tags nest, and how many `row` elements there are.
///
/// Enough for what libxlsxwriter writes, which has no comments and escapes `<` and `>` wherever they are data.
struct XMLScan {
    /// Elements named `row`.
    private(set) var rowCount = 0
    private var isInTag = false
    private var isInName = false
    private var isBroken = false
    private var hasRoot = false
    /// The first and the last byte of the tag, and a hash of its name.
    private var first: UInt8 = 0
    private var last: UInt8 = 0
    private var name: UInt64 = 0
    /// The names of the elements that are open.
    private var open: [UInt64] = []

    private static let rowName = "row".utf8.reduce(0) { hash($0, $1) }

    /// Reads the next bytes.
    mutating func read(_ bytes: UnsafeBufferPointer<UInt8>) {
        var position = 0
        while position < bytes.count {
            // Most bytes lie inside a tag behind its name, or are text: for those only the next bracket counts.
            if !isInTag || !isInName {
                while position < bytes.count, !Self.isBracket(bytes[position]) { position += 1 }
                if isInTag, position > 0 { last = bytes[position - 1] }
                guard position < bytes.count else { return }
            }
            read(bytes[position])
            position += 1
        }
    }

    private mutating func read(_ byte: UInt8) {
        switch byte {
        case UInt8(ascii: "<"):
            if isInTag { isBroken = true }
            isInTag = true
            isInName = true
            first = 0
            last = 0
            name = 0
        case UInt8(ascii: ">"):
            if !isInTag { isBroken = true }
            isInTag = false
            endTag()
        case UInt8(ascii: " "):
            isInName = false
        default:
            if first == 0 { first = byte }
            last = byte
            if byte != UInt8(ascii: "/") { name = Self.hash(name, byte) }
        }
    }

    private static func isBracket(_ byte: UInt8) -> Bool {
        byte == UInt8(ascii: "<") || byte == UInt8(ascii: ">")
    }

    /// Whether everything that was opened is closed, and there was something.
    var isWhole: Bool {
        hasRoot && !isBroken && !isInTag && open.isEmpty
    }

    private mutating func endTag() {
        guard first != UInt8(ascii: "?") else { return }
        hasRoot = true
        if first == UInt8(ascii: "/") {
            if open.popLast() != name { isBroken = true }
        } else {
            if name == Self.rowName { rowCount += 1 }
            if last != UInt8(ascii: "/") { open.append(name) }
        }
    }

    /// FNV-1a, by one byte.
    private static func hash(_ hash: UInt64, _ byte: UInt8) -> UInt64 {
        (hash ^ UInt64(byte)) &* 0x100_0000_01B3 &+ 0xCBF2_9CE4_8422_2325
    }
}
