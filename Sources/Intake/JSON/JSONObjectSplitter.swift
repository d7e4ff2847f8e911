/// Takes one JSON object apart into the fields that are asked for by name, and the others.
struct JSONObjectSplitter: ~Copyable {
    /// A member that nobody asked for by name.
    struct Extra {
        /// How its value is written.
        enum Kind {
            case text, literal, nested
        }

        /// The name without escapes.
        let key: Field
        /// The name as it is written, between its quotes.
        let rawKey: Field
        /// The value as it is written, text between its quotes; empty = null.
        var rawValue: Field
        /// Bytes of the value without escapes.
        let byteCount: Int
        let kind: Kind
    }

    /// The fields asked for, in their order; absent ones are empty.
    let fields: UnsafeMutablePointer<Field>
    /// The other members whose values are not null.
    private(set) var extras: UnsafeMutablePointer<Extra>
    private(set) var extraCount = 0
    private var extraCapacity = 16
    private let names: PackedNames
    private var scratch = Scratch()

    init(names: [String]) {
        self.names = PackedNames(names)
        fields = .allocate(capacity: max(names.count, 1))
        extras = .allocate(capacity: extraCapacity)
        fields.initialize(
            repeating: Field(start: UnsafePointer(scratch.base), count: 0), count: max(names.count, 1))
    }

    deinit {
        fields.deallocate()
        extras.deallocate()
    }

    /// Forgets the last object's other members.
    mutating func clear() {
        extraCount = 0
    }

    /// Splits the object at `start`, of `count` bytes, which are valid UTF-8.
    mutating func split(_ start: UnsafePointer<UInt8>, _ count: Int) throws(RecordFault) {
        scratch.begin(count)
        extraCount = 0
        let absent = Field(start: UnsafePointer(scratch.base), count: 0)
        for index in 0..<names.count { fields[index] = absent }
        var scanner = JSONScanner(start, end: start + count)
        do {
            try object(&scanner)
        } catch {
            throw .json(error, offset: min(scanner.cursor - start, count))
        }
    }

    private mutating func object(_ scanner: inout JSONScanner) throws(JSONFault) {
        scanner.skipBlanks()
        guard scanner.take(UInt8(ascii: "{")) else { throw .noObject }
        scanner.skipBlanks()
        if !scanner.take(UInt8(ascii: "}")) {
            var hint = 0
            var members = 0
            repeat {
                scanner.skipBlanks()
                try member(&scanner, &hint)
                scanner.skipBlanks()
                members += 1
                if members > Limits.jsonMembers { throw .tooManyMembers }
            } while scanner.take(UInt8(ascii: ","))
            guard scanner.take(UInt8(ascii: "}")) else { throw .expectedCommaOrBrace }
        }
        scanner.skipBlanks()
        guard scanner.cursor >= scanner.end else { throw .trailingText }
    }

    @inline(__always)
    private mutating func member(_ scanner: inout JSONScanner, _ hint: inout Int) throws(JSONFault) {
        guard scanner.byte == UInt8(ascii: "\"") else { throw .expectedKey }
        let rawKey = try scanner.string()
        let key = try field(rawKey)
        scanner.skipBlanks()
        guard scanner.take(UInt8(ascii: ":")) else { throw .expectedColon }
        scanner.skipBlanks()

        let start = scanner.cursor
        let value: Field
        var raw: Field
        let kind: Extra.Kind
        switch scanner.byte {
        case UInt8(ascii: "\""):
            let text = try scanner.string()
            value = try field(text)
            raw = Field(start: text.start, count: text.count)
            kind = .text
        case UInt8(ascii: "{"), UInt8(ascii: "["):
            try scanner.value(depth: 1)
            raw = Field(start: start, count: scanner.cursor - start, isNested: true)
            value = raw
            kind = .nested
        default:
            try scanner.literal()
            raw = Field(start: start, count: scanner.cursor - start)
            if start.pointee == UInt8(ascii: "n") { raw.count = 0 }
            value = raw
            kind = .literal
        }
        let index = names.index(of: key, hint: hint)
        if index >= 0 {
            fields[index] = value
            hint = index + 1
        } else {
            let rawName = Field(start: rawKey.start, count: rawKey.count)
            keep(Extra(key: key, rawKey: rawName, rawValue: raw, byteCount: value.count, kind: kind))
        }
    }

    /// A string's content without escapes.
    @inline(__always)
    private mutating func field(_ text: JSONScanner.Text) throws(JSONFault) -> Field {
        guard text.hasEscapes else { return Field(start: text.start, count: text.count) }
        let start = scratch.next
        let count = try JSONEscapes.unescape(text, to: start)
        scratch.keep(count)
        return Field(start: UnsafePointer(start), count: count)
    }

    private mutating func keep(_ extra: Extra) {
        // PostgreSQL lets the last of several equal names win; one that is null wins by removing the others.
        guard extra.rawValue.count > 0 else {
            for index in 0..<extraCount where extras[index].key.bytes.elementsEqual(extra.key.bytes) {
                extras[index].rawValue.count = 0
            }
            return
        }
        if extraCount == extraCapacity {
            let moved = UnsafeMutablePointer<Extra>.allocate(capacity: extraCapacity * 2)
            moved.moveInitialize(from: extras, count: extraCount)
            extras.deallocate()
            extras = moved
            extraCapacity *= 2
        }
        (extras + extraCount).initialize(to: extra)
        extraCount += 1
    }
}
