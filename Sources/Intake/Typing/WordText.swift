/// Values that are one short word: booleans, currencies, times of day.
enum WordText {
    static func boolean(_ field: Field) throws(TypingFault) -> Bool {
        let text = field.start
        if field.count == 1 {
            switch text[0] {
            case UInt8(ascii: "1"), UInt8(ascii: "t"), UInt8(ascii: "T"): return true
            case UInt8(ascii: "0"), UInt8(ascii: "f"), UInt8(ascii: "F"): return false
            default: throw .noBoolean
            }
        }
        guard field.count <= 5 else { throw .noBoolean }
        // Setting this bit makes capitals small, and nothing else a letter.
        let lowered = Words.prefix(Words.load(text) | Words.filled(with: 0x20), field.count)
        switch (field.count, lowered) {
        case (4, word("true")), (3, word("yes")): return true
        case (5, word("false")), (2, word("no")): return false
        default: throw .noBoolean
        }
    }

    private static func word(_ text: StaticString) -> UInt64 {
        var word: UInt64 = 0
        for index in (0..<text.utf8CodeUnitCount).reversed() {
            word = word << 8 | UInt64(text.utf8Start[index])
        }
        return word
    }

    static func checkCurrency(_ field: Field) throws(TypingFault) {
        guard field.count == 3 else { throw .noCurrency }
        for index in 0..<3 where field.start[index] &- UInt8(ascii: "A") > 25 { throw .noCurrency }
    }

    /// Microseconds since midnight of `HH:MM`.
    static func time(_ field: Field, allowsEndOfDay: Bool) throws(TypingFault) -> Int64 {
        guard field.count == 5, field.start[2] == UInt8(ascii: ":") else { throw .noTime }
        let hour = Digits.two(field.start)
        let minute = Digits.two(field.start + 3)
        guard hour | minute >= 0 else { throw .noTime }
        if hour == 24, minute == 0 {
            guard allowsEndOfDay else { throw .endOfDay }
        } else {
            guard hour < 24, minute < 60 else { throw allowsEndOfDay ? .noSuchEndOfDay : .noSuchTimeOfDay }
        }
        return Int64(hour * 60 + minute) * 60_000_000
    }
}
