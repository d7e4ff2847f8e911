/// Whether bytes are text.
enum UTF8Validation {
    /// Whether the bytes are valid UTF-8 as Unicode defines it: no overlong forms, no surrogates.
    static func isValid(_ start: UnsafePointer<UInt8>, _ count: Int) -> Bool {
        var index = 0
        while index < count {
            if index + 8 <= count, Words.load(start + index) & Words.highBits == 0 {
                index += 8
                continue
            }
            let byte = start[index]
            if byte < 0x80 {
                index += 1
                continue
            }
            let length: Int
            var low: UInt8 = 0x80
            var high: UInt8 = 0xbf
            switch byte {
            case 0xc2...0xdf: length = 2
            case 0xe0: (length, low) = (3, 0xa0)
            case 0xed: (length, high) = (3, 0x9f)
            case 0xe1...0xef: length = 3
            case 0xf0: (length, low) = (4, 0x90)
            case 0xf1...0xf3: length = 4
            case 0xf4: (length, high) = (4, 0x8f)
            default: return false
            }
            guard index + length <= count, (low...high).contains(start[index + 1]) else { return false }
            for next in 2..<max(length, 2) where start[index + next] & 0xc0 != 0x80 { return false }
            index += length
        }
        return true
    }

    /// Whether one of the bytes is zero.
    static func holdsNUL(_ start: UnsafePointer<UInt8>, _ count: Int) -> Bool {
        UnsafeBufferPointer(start: start, count: count).contains(0)
    }
}
