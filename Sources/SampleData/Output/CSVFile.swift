import Platform

/// One CSV file in the making: RFC 4180, LF, quotes only where a field needs them.
///
/// Fields go straight into one buffer, so a row costs no allocation; only `endRow` and `finish` can fail.
/// A file that is not finished is removed again: nobody loads half of it.
struct CSVFile: ~Copyable {
    private let path: String
    private var descriptor: Int32
    private let buffer: UnsafeMutablePointer<UInt8>
    private var count = 0
    private var fieldStart = 0
    private var flushed = 0
    private var rows = 0

    private static let capacity = 1 << 18
    /// Longer than any row here; the buffer is flushed while it still has this much room.
    private static let rowLimit = 1 << 13

    /// Creates the file, or empties the one there, and puts the header into the buffer.
    init(path: String, columns: String) throws(SampleError) {
        let descriptor = open(path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o644)
        guard descriptor >= 0 else {
            throw .cannotWrite(path: path, reason: String(cString: strerror(errno)))
        }
        self.path = path
        self.descriptor = descriptor
        buffer = .allocate(capacity: Self.capacity)
        for byte in columns.utf8 { append(byte) }
        append(UInt8(ascii: "\n"))
        fieldStart = count
    }

    deinit {
        if descriptor >= 0 {
            close(descriptor)
            unlink(path)
        }
        buffer.deallocate()
    }

    /// Ends the row; its fields have been written in the order of the columns.
    mutating func endRow() throws(SampleError) {
        buffer[count - 1] = UInt8(ascii: "\n")
        fieldStart = count
        rows += 1
        if count > Self.capacity - Self.rowLimit { try flush() }
    }

    /// Writes what is left and closes the file.
    mutating func finish() throws(SampleError) -> SampleSummary.File {
        try flush()
        let failed = close(descriptor) != 0
        descriptor = -1
        guard !failed else { throw .cannotWrite(path: path, reason: String(cString: strerror(errno))) }
        let name = path.split(separator: "/").last.map(String.init) ?? path
        return SampleSummary.File(name: name, rows: rows, bytes: flushed)
    }

    private mutating func flush() throws(SampleError) {
        var written = 0
        while written < count {
            let result = write(descriptor, buffer + written, count - written)
            if result < 0 {
                guard errno != EINTR else { continue }
                throw .cannotWrite(path: path, reason: String(cString: strerror(errno)))
            }
            written += result
        }
        flushed += count
        count = 0
        fieldStart = 0
    }

    /// Adds a byte to the field being written.
    mutating func append(_ byte: UInt8) {
        precondition(count < Self.capacity)
        buffer[count] = byte
        count += 1
    }

    /// Adds text to the field being written.
    mutating func append(_ text: StaticString) {
        text.withUTF8Buffer { bytes in
            guard let start = bytes.baseAddress else { return }
            precondition(count + bytes.count <= Self.capacity)
            (buffer + count).update(from: start, count: bytes.count)
            count += bytes.count
        }
    }

    /// Adds a whole number to the field being written, with leading zeros up to the width.
    mutating func append(_ number: Int, width: Int = 1) {
        var digits = 1
        var limit = 10
        while digits < width || number.magnitude >= limit {
            digits += 1
            limit *= 10
        }
        if number < 0 { append(UInt8(ascii: "-")) }
        precondition(count + digits <= Self.capacity)
        var rest = number.magnitude
        var place = digits
        while place > 0 {
            place -= 1
            buffer[count + place] = UInt8(ascii: "0") + UInt8(truncatingIfNeeded: rest % 10)
            rest /= 10
        }
        count += digits
    }

    /// Ends a field that cannot need quotes.
    mutating func endField() {
        append(UInt8(ascii: ","))
        fieldStart = count
    }

    /// Ends a field of free text, quoted if it holds a comma, a quote or a line break.
    mutating func endTextField() {
        var needsQuotes = false
        var quotes = 0
        for index in fieldStart..<count {
            switch buffer[index] {
            case UInt8(ascii: "\""):
                needsQuotes = true
                quotes += 1
            case UInt8(ascii: ","), UInt8(ascii: "\n"), UInt8(ascii: "\r"): needsQuotes = true
            default: break
            }
        }
        if needsQuotes { quoteField(doubling: quotes) }
        endField()
    }

    /// Moves the field's bytes from its end backwards to make room for the quotes.
    private mutating func quoteField(doubling quotes: Int) {
        let end = count + quotes + 2
        precondition(end <= Self.capacity)
        var target = end - 1
        buffer[target] = UInt8(ascii: "\"")
        var source = count - 1
        while source >= fieldStart {
            target -= 1
            buffer[target] = buffer[source]
            if buffer[source] == UInt8(ascii: "\"") {
                target -= 1
                buffer[target] = UInt8(ascii: "\"")
            }
            source -= 1
        }
        buffer[fieldStart] = UInt8(ascii: "\"")
        count = end
    }
}
