/// Decimal numbers: ASCII digits with at most one point, no `+`, no exponent.
enum NumberText {
    private static let point = UInt8(ascii: ".")
    private static let minus = UInt8(ascii: "-")

    /// Writes a `numeric` field, exact to the last digit.
    ///
    /// - Parameters:
    ///   - field: The number as text, not empty.
    ///   - allowsMinus: Whether the number may be negative.
    ///   - digitLimit: How many digits may stand before the point, leading zeros apart.
    ///   - writer: Where the field goes.
    /// - Throws: What is wrong with it; part of the field may be written then.
    @inline(__always)
    static func write(
        _ field: Field, allowsMinus: Bool, digitLimit: Int, to writer: inout TupleWriter
    ) throws(TypingFault) {
        let text = field.start
        var index = 0
        let isNegative = text[0] == minus
        if isNegative { index = 1 }
        let firstDigit = index
        while index < field.count, text[index] &- 48 <= 9 { index += 1 }
        let pointIndex = index
        if index < field.count, text[index] == point {
            index += 1
            while index < field.count, text[index] &- 48 <= 9 { index += 1 }
        }
        let scale = max(index - pointIndex - 1, 0)
        guard index == field.count, pointIndex - firstDigit + scale > 0 else { throw .noNumber }
        guard allowsMinus || !isNegative else { throw .negative }

        var start = firstDigit
        while start < pointIndex, text[start] == UInt8(ascii: "0") { start += 1 }
        let wholeDigits = pointIndex - start
        guard wholeDigits <= digitLimit, scale <= Limits.scaleDigits else {
            throw .tooManyDigits(limit: digitLimit)
        }
        put(
            Field(start: text + start, count: wholeDigits), Field(start: text + pointIndex + 1, count: scale),
            isNegative: isNegative, to: &writer)
    }

    /// Writes the field from its digits before and after the point: base 10000, most significant first.
    @inline(__always)
    private static func put(_ whole: Field, _ fraction: Field, isNegative: Bool, to writer: inout TupleWriter)
    {
        let mark = writer.beginField()
        let header = writer.cursor
        for _ in 0..<4 { writer.putInt16(0) }
        var weight = (whole.count &+ 3) / 4 &- 1
        var count = 0  // Groups written.
        var significant = 0  // Of those, up to the last that is not zero.

        var index = 0
        while index < whole.count {
            let length = (whole.count &- index &- 1) % 4 &+ 1
            let group = value(whole.start + index, length)
            index += length
            writer.putInt16(group)
            count += 1
            if group != 0 { significant = count }
        }
        index = 0
        while index < fraction.count {
            let length = min(fraction.count - index, 4)
            var group = value(fraction.start + index, length)
            for _ in length..<4 { group *= 10 }
            index += length
            if group == 0, count == 0 {
                weight -= 1
            } else {
                writer.putInt16(group)
                count += 1
                if group != 0 { significant = count }
            }
        }
        writer.rollBack(to: writer.count - 2 * (count - significant))
        let end = writer.count
        writer.rollBack(to: mark + 4)
        assert(writer.cursor == header)
        writer.putInt16(Int16(truncatingIfNeeded: significant))
        writer.putInt16(significant == 0 ? 0 : Int16(truncatingIfNeeded: weight))
        writer.putInt16(isNegative && significant > 0 ? 0x4000 : 0)
        writer.putInt16(Int16(truncatingIfNeeded: fraction.count))
        writer.rollBack(to: end)
        writer.endField(mark)
    }

    @inline(__always)
    private static func value(_ text: UnsafePointer<UInt8>, _ count: Int) -> Int16 {
        var value: Int16 = 0
        for index in 0..<count { value = value &* 10 &+ Int16(text[index] &- 48) }
        return value
    }

    /// A whole number, which may be written with a point and zeros behind it.
    static func wholeNumber(_ field: Field, in range: ClosedRange<Int64>) throws(TypingFault) -> Int64 {
        let text = field.start
        let isNegative = text[0] == minus
        var index = isNegative ? 1 : 0
        let firstDigit = index
        var value: Int64 = 0
        var overflows = false
        while index < field.count, text[index] &- 48 <= 9 {
            let digit = Int64(text[index] &- 48)
            if value > (Int64.max - 9) / 10 { overflows = true } else { value = value * 10 + digit }
            index += 1
        }
        guard index > firstDigit else { throw .noWholeNumber }
        if index + 1 < field.count, text[index] == point {
            index += 1
            while index < field.count, text[index] == UInt8(ascii: "0") { index += 1 }
        }
        guard index == field.count else { throw .noWholeNumber }
        let number = isNegative ? -value : value
        guard !overflows, range.contains(number) else { throw .outOfRange(range) }
        return number
    }
}
