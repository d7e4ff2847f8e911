extension Output {
    /// Adds a JSON string with its quotes.
    ///
    /// Escaped are only what JSON demands (RFC 8259: quotation mark, reverse solidus, U+0000 to U+001F) and U+007F,
    /// which terminals act on.
    package func write(jsonString text: String) {
        var text = text
        write(byte: UInt8(ascii: "\""))
        text.withUTF8 { bytes in
            var start = 0
            for position in bytes.indices {
                let byte = bytes[position]
                guard byte < 0x20 || byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "\\") || byte == 0x7F
                else { continue }
                write(UnsafeBufferPointer(rebasing: bytes[start..<position]))
                writeEscaped(byte)
                start = position + 1
            }
            write(UnsafeBufferPointer(rebasing: bytes[start...]))
        }
        write(byte: UInt8(ascii: "\""))
    }

    /// Adds a cell as a JSON value.
    package func write(json cell: Cell) {
        switch cell {
        case .null: write("null")
        case .text(let text): write(jsonString: text)
        case .integer(let value): write(integer: value)
        case .double(let value):
            if value.isFinite { write(double: value) } else { write("null") }
        case .boolean(let value):
            if value { write("true") } else { write("false") }
        case .decimal(let digits):
            // As PostgreSQL's to_json does.
            if DecimalText.isNumber(digits) { write(digits) } else { write(jsonString: digits) }
        case .interval(let interval): write(interval.seconds)
        case .intervals(let intervals): write(jsonString: intervals.seconds)
        case .json(let text): write(singleLineJSON: text)
        case .series(let values):
            write("[")
            for (position, value) in values.enumerated() {
                if position > 0 { write(", ") }
                write(json: value.map { Cell.double($0) } ?? .null)
            }
            write("]")
        }
    }

    /// JSON text may hold line ends between its tokens (PostgreSQL's `json` keeps them); a line of NDJSON may not.
    private func write(singleLineJSON text: String) {
        var text = text
        text.withUTF8 { bytes in
            for byte in bytes {
                write(byte: byte == 0x0A || byte == 0x0D ? UInt8(ascii: " ") : byte)
            }
        }
    }

    private func writeEscaped(_ byte: UInt8) {
        switch byte {
        case UInt8(ascii: "\""): write("\\\"")
        case UInt8(ascii: "\\"): write("\\\\")
        case 0x08: write("\\b")
        case 0x09: write("\\t")
        case 0x0A: write("\\n")
        case 0x0C: write("\\f")
        case 0x0D: write("\\r")
        default:
            write("\\u00")
            for nibble in [byte >> 4, byte & 0xF] {
                write(byte: nibble < 10 ? UInt8(ascii: "0") + nibble : UInt8(ascii: "a") + nibble - 10)
            }
        }
    }
}
