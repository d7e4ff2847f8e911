/// Lists of tags: separated by `;`, or a JSON array.
enum TagsText {
    /// Writes a `text[]` field: null where there is no tag.
    static func write(_ field: Field, to writer: inout TupleWriter) throws(TypingFault) {
        let mark = writer.beginField()
        writer.putInt32(1)  // dimensions
        writer.putInt32(0)  // no nulls
        writer.putInt32(25)  // the type of the elements: text
        let countMark = writer.count
        writer.putInt32(0)  // elements, known at the end
        writer.putInt32(1)  // the first one's index
        let count: Int32
        if field.start[0] == UInt8(ascii: "[") {
            do {
                count = try array(field, to: &writer)
            } catch {
                throw error == .nul ? .nul : .noTags
            }
        } else {
            guard !field.isNested else { throw .nested }
            count = separated(field, to: &writer)
        }
        if count == 0 {
            writer.rollBack(to: mark)
            writer.putNull()
            return
        }
        let end = writer.count
        writer.rollBack(to: countMark)
        writer.putInt32(count)
        writer.rollBack(to: end)
        writer.endField(mark)
    }

    private static func separated(_ field: Field, to writer: inout TupleWriter) -> Int32 {
        var count: Int32 = 0
        var start = 0
        for index in 0...field.count where index == field.count || field.start[index] == UInt8(ascii: ";") {
            if index > start {
                writer.putText(Field(start: field.start + start, count: index - start))
                count += 1
            }
            start = index + 1
        }
        return count
    }

    private static func array(_ field: Field, to writer: inout TupleWriter) throws(JSONFault) -> Int32 {
        var scanner = JSONScanner(field.start, end: field.start + field.count)
        var count: Int32 = 0
        scanner.advance()
        scanner.skipBlanks()
        if !scanner.take(UInt8(ascii: "]")) {
            repeat {
                scanner.skipBlanks()
                if try element(&scanner, to: &writer) { count += 1 }
                scanner.skipBlanks()
            } while scanner.take(UInt8(ascii: ","))
            guard scanner.take(UInt8(ascii: "]")) else { throw .expectedCommaOrBracket }
        }
        scanner.skipBlanks()
        guard scanner.cursor >= scanner.end else { throw .trailingText }
        return count
    }

    /// Writes one element, unless it is empty or null; returns whether it did.
    private static func element(
        _ scanner: inout JSONScanner, to writer: inout TupleWriter
    ) throws(JSONFault) -> Bool {
        let start = scanner.cursor
        if scanner.byte == UInt8(ascii: "\"") {
            let text = try scanner.string()
            let mark = writer.beginField()
            let length = try JSONEscapes.unescape(text, to: writer.cursor)
            guard length > 0 else {
                writer.rollBack(to: mark)
                return false
            }
            writer.advance(length)
            writer.endField(mark)
            return true
        }
        try scanner.literal()
        if start.pointee == UInt8(ascii: "n") { return false }
        writer.putText(Field(start: start, count: scanner.cursor - start))
        return true
    }
}
