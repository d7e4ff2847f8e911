/// The escapes of JSON strings, both ways.
enum JSONEscapes {
    /// Writes a string's content without its escapes to `target`, which needs no more room than the content has,
    /// and returns how many bytes that was.
    static func unescape(
        _ text: JSONScanner.Text, to target: UnsafeMutablePointer<UInt8>
    ) throws(JSONFault) -> Int {
        var read = 0
        var written = 0
        while read < text.count {
            let byte = text.start[read]
            guard byte == UInt8(ascii: "\\") else {
                target[written] = byte
                written += 1
                read += 1
                continue
            }
            read += 1
            guard read < text.count else { throw .badEscape }
            if text.start[read] == UInt8(ascii: "u") {
                read += 1
                let scalar = try scalar(text, &read)
                for unit in String(scalar).utf8 {
                    target[written] = unit
                    written += 1
                }
            } else {
                target[written] = try single(text.start[read])
                written += 1
                read += 1
            }
        }
        return written
    }

    /// Checks a string's escapes and keeps nothing.
    static func check(_ text: JSONScanner.Text) throws(JSONFault) {
        var read = 0
        while read < text.count {
            guard text.start[read] == UInt8(ascii: "\\") else {
                read += 1
                continue
            }
            read += 1
            guard read < text.count else { throw .badEscape }
            if text.start[read] == UInt8(ascii: "u") {
                read += 1
                _ = try scalar(text, &read)
            } else {
                _ = try single(text.start[read])
                read += 1
            }
        }
    }

    private static func single(_ byte: UInt8) throws(JSONFault) -> UInt8 {
        switch byte {
        case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"): return byte
        case UInt8(ascii: "b"): return 0x08
        case UInt8(ascii: "f"): return 0x0c
        case UInt8(ascii: "n"): return 0x0a
        case UInt8(ascii: "r"): return 0x0d
        case UInt8(ascii: "t"): return 0x09
        default: throw .badEscape
        }
    }

    /// The character of a `\u` escape, and of the one behind it where they are halves of one.
    private static func scalar(_ text: JSONScanner.Text, _ read: inout Int) throws(JSONFault)
        -> Unicode.Scalar
    {
        let first = try unit(text, &read)
        if first == 0 { throw .nul }
        if let scalar = Unicode.Scalar(first) { return scalar }
        guard first < 0xdc00, read + 2 <= text.count, text.start[read] == UInt8(ascii: "\\"),
            text.start[read + 1] == UInt8(ascii: "u")
        else { throw .loneSurrogate }
        read += 2
        let second = try unit(text, &read)
        guard (0xdc00...0xdfff).contains(second),
            let scalar = Unicode.Scalar(0x10000 + (UInt32(first) - 0xd800) << 10 + UInt32(second) - 0xdc00)
        else { throw .loneSurrogate }
        return scalar
    }

    private static func unit(_ text: JSONScanner.Text, _ read: inout Int) throws(JSONFault) -> UInt16 {
        guard read + 4 <= text.count else { throw .badEscape }
        var unit: UInt16 = 0
        for _ in 0..<4 {
            let byte = text.start[read]
            let digit: UInt8
            switch byte {
            case UInt8(ascii: "0")...UInt8(ascii: "9"): digit = byte - 48
            case UInt8(ascii: "a")...UInt8(ascii: "f"): digit = byte - 87
            case UInt8(ascii: "A")...UInt8(ascii: "F"): digit = byte - 55
            default: throw .badEscape
            }
            unit = unit << 4 | UInt16(digit)
            read += 1
        }
        return unit
    }

    /// Writes text as a JSON string, quotes included; six bytes a byte are the most it takes.
    @inline(__always)
    static func put(_ field: Field, to writer: inout TupleWriter) {
        let quotes = Words.filled(with: UInt8(ascii: "\""))
        let backslashes = Words.filled(with: UInt8(ascii: "\\"))
        writer.putByte(UInt8(ascii: "\""))
        var index = 0
        while index < field.count {
            let word = Words.load(field.start + index)
            let length = min(field.count - index, 8)
            let mask =
                Words.zeroBytes(word ^ quotes) | Words.zeroBytes(word ^ backslashes)
                | Words.controlBytes(word)
            let plain = mask == 0 ? length : min(Words.firstByte(mask), length)
            writer.putBytes(field.start + index, plain)
            index += plain
            if plain < length {
                putEscape(field.start[index], to: &writer)
                index += 1
            }
        }
        writer.putByte(UInt8(ascii: "\""))
    }

    private static func putEscape(_ byte: UInt8, to writer: inout TupleWriter) {
        writer.putByte(UInt8(ascii: "\\"))
        if byte >= 0x20 {
            writer.putByte(byte)
            return
        }
        for digit in "u00".utf8 { writer.putByte(digit) }
        for digit in [byte >> 4, byte & 15] { writer.putByte(digit < 10 ? digit + 48 : digit + 87) }
    }
}
