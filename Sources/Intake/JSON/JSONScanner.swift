/// Walks over JSON text, checking all of it: what passes here, PostgreSQL takes as `jsonb`.
///
/// Reads up to eight bytes past `end`, and never acts on them.
struct JSONScanner {
    /// A string's content, between its quotes.
    struct Text {
        let start: UnsafePointer<UInt8>
        let count: Int
        let hasEscapes: Bool
    }

    private(set) var cursor: UnsafePointer<UInt8>
    let end: UnsafePointer<UInt8>

    init(_ start: UnsafePointer<UInt8>, end: UnsafePointer<UInt8>) {
        cursor = start
        self.end = end
    }

    /// The byte under the cursor; 0, which no JSON token is, at the end.
    @inline(__always)
    var byte: UInt8 { cursor < end ? cursor.pointee : 0 }

    @inline(__always)
    mutating func advance() {
        cursor += 1
    }

    /// Steps over `expected` if it is next.
    @inline(__always)
    mutating func take(_ expected: UInt8) -> Bool {
        guard byte == expected else { return false }
        cursor += 1
        return true
    }

    @inline(__always)
    mutating func skipBlanks() {
        while byte == UInt8(ascii: " ") || byte == 0x09 || byte == 0x0d || byte == 0x0a { cursor += 1 }
    }

    /// Reads a string whose opening quote is under the cursor.
    @inline(__always)
    mutating func string() throws(JSONFault) -> Text {
        let quotes = Words.filled(with: UInt8(ascii: "\""))
        let backslashes = Words.filled(with: UInt8(ascii: "\\"))
        cursor += 1
        let start = cursor
        var hasEscapes = false
        while true {
            let word = Words.load(cursor)
            let mask =
                Words.zeroBytes(word ^ quotes) | Words.zeroBytes(word ^ backslashes)
                | Words.controlBytes(word)
            if mask == 0 {
                cursor += 8
                guard cursor < end else { throw .openString }
                continue
            }
            cursor += Words.firstByte(mask)
            guard cursor < end else { throw .openString }
            switch cursor.pointee {
            case UInt8(ascii: "\""):
                let count = cursor - start
                cursor += 1
                return Text(start: start, count: count, hasEscapes: hasEscapes)
            case UInt8(ascii: "\\"):
                hasEscapes = true
                // Whatever is escaped, it does not end the string; `JSONEscapes` checks the escape itself.
                cursor += 2
                guard cursor < end else { throw .openString }
            default:
                throw cursor.pointee == 0 ? .nul : .controlCharacter
            }
        }
    }

    /// Steps over a number, `true`, `false` or `null`.
    @inline(__always)
    mutating func literal() throws(JSONFault) {
        switch byte {
        case UInt8(ascii: "-"), UInt8(ascii: "0")...UInt8(ascii: "9"): try number()
        case UInt8(ascii: "t"): try word("true")
        case UInt8(ascii: "f"): try word("false")
        case UInt8(ascii: "n"): try word("null")
        default: throw .expectedValue
        }
    }

    private mutating func word(_ expected: StaticString) throws(JSONFault) {
        let count = expected.utf8CodeUnitCount
        guard end - cursor >= count else { throw .expectedValue }
        for index in 0..<count where cursor[index] != expected.utf8Start[index] { throw .expectedValue }
        cursor += count
    }

    private mutating func digits() -> Int {
        let start = cursor
        while byte &- 48 <= 9 { cursor += 1 }
        return cursor - start
    }

    private mutating func number() throws(JSONFault) {
        let start = cursor
        _ = take(UInt8(ascii: "-"))
        let isZero = byte == UInt8(ascii: "0")
        let whole = digits()
        guard whole == 1 || whole > 1 && !isZero else { throw .badNumber }
        var scale = 0
        if take(UInt8(ascii: ".")) {
            scale = digits()
            guard scale > 0 else { throw .badNumber }
        }
        var exponent = 0
        if byte | 0x20 == UInt8(ascii: "e") {
            cursor += 1
            let isNegative = take(UInt8(ascii: "-"))
            if !isNegative { _ = take(UInt8(ascii: "+")) }
            let first = cursor
            guard digits() > 0 else { throw .badNumber }
            for index in 0..<(cursor - first) {
                exponent = min(exponent * 10 + Int(first[index] - 48), 1_000_000)
            }
            if isNegative { exponent = -exponent }
        }
        guard whole + exponent <= Limits.numberDigits, scale - exponent <= Limits.numberDigits,
            cursor - start <= 2 * Limits.numberDigits
        else {
            cursor = start
            throw .hugeNumber
        }
    }

    /// Steps over any value, which stands inside `depth` others.
    mutating func value(depth: Int) throws(JSONFault) {
        switch byte {
        case UInt8(ascii: "\""):
            let text = try string()
            if text.hasEscapes { try JSONEscapes.check(text) }
        case UInt8(ascii: "{"):
            guard depth < Limits.jsonDepth else { throw .tooDeep }
            advance()
            skipBlanks()
            if take(UInt8(ascii: "}")) { return }
            repeat {
                skipBlanks()
                guard byte == UInt8(ascii: "\"") else { throw .expectedKey }
                let key = try string()
                if key.hasEscapes { try JSONEscapes.check(key) }
                skipBlanks()
                guard take(UInt8(ascii: ":")) else { throw .expectedColon }
                skipBlanks()
                try value(depth: depth + 1)
                skipBlanks()
            } while take(UInt8(ascii: ","))
            guard take(UInt8(ascii: "}")) else { throw .expectedCommaOrBrace }
        case UInt8(ascii: "["):
            guard depth < Limits.jsonDepth else { throw .tooDeep }
            advance()
            skipBlanks()
            if take(UInt8(ascii: "]")) { return }
            repeat {
                skipBlanks()
                try value(depth: depth + 1)
                skipBlanks()
            } while take(UInt8(ascii: ","))
            guard take(UInt8(ascii: "]")) else { throw .expectedCommaOrBracket }
        default:
            try literal()
        }
    }
}
