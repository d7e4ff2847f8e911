import Platform

/// Takes one CSV record (RFC 4180) apart into fields.
struct CSVSplitter: ~Copyable {
    /// What was found at the start of a record; offsets are the window's.
    enum Outcome {
        /// A record; the next one starts at `next`.
        case record(next: Int)
        /// A record that breaks the rules; reading goes on at `next`.
        case fault(RecordFault, next: Int)
        /// The window ends before the record does.
        case incomplete
    }

    private enum QuotedField {
        /// The field closed; `after` is the offset behind its closing quote.
        case closed(Field, after: Int)
        /// It does not close within the limit or by the end of the input.
        case unclosed
        /// The window ends before the field does.
        case incomplete
    }

    let delimiter: UInt8
    let expectedFields: Int
    /// The fields of the record split last; behind them one that is always empty, at `absentIndex`.
    let fields: UnsafeMutablePointer<Field>
    private(set) var fieldCount = 0
    /// Whether the record may hold bytes beyond ASCII, or NULs: no means no, yes means look closer.
    private(set) var mayHoldNonASCII = false
    private(set) var mayHoldNUL = false
    /// Whether the record has line ends within its quotes.
    private(set) var hasLineEnds = false
    private var hasScratch = false
    private var scratch = Scratch()

    private static let quote = UInt8(ascii: "\"")
    private static let newline = UInt8(ascii: "\n")
    private static let carriageReturn = UInt8(ascii: "\r")

    init(delimiter: UInt8, expectedFields: Int) {
        self.delimiter = delimiter
        self.expectedFields = expectedFields
        fields = .allocate(capacity: expectedFields + 2)
        fields.initialize(
            repeating: Field(start: UnsafePointer(scratch.base), count: 0), count: expectedFields + 2)
    }

    deinit {
        fields.deallocate()
    }

    /// Where an empty field stands, for the columns that a file does not have.
    var absentIndex: Int { expectedFields + 1 }

    /// Splits the record at the window's start, or at `from`, which must not be at its end.
    ///
    /// Fields beyond those expected are counted and not kept.
    mutating func split(_ window: borrowing InputWindow, from: Int? = nil) -> Outcome {
        let base = UnsafePointer(window.base)
        let end = window.end
        let isAtEnd = window.isAtEnd
        let delimiters = Words.filled(with: delimiter)
        let newlines = Words.filled(with: Self.newline)
        let quotes = Words.filled(with: Self.quote)
        let fields = fields
        let lastIndex = expectedFields

        var seen: UInt64 = 0
        var zeros: UInt64 = 0
        var count = 0
        var fieldStart = from ?? window.start
        var wordStart = fieldStart - 8
        var mask: UInt64 = 0
        hasLineEnds = false
        hasScratch = false

        while true {
            if base[fieldStart] == Self.quote, fieldStart < end {
                switch quotedField(base, at: fieldStart, in: window, seen: &seen, zeros: &zeros) {
                case .incomplete:
                    return .incomplete
                case .unclosed:
                    return fault(.unclosedQuote(field: count + 1), showingAt: fieldStart, in: window)
                case .closed(let field, let after):
                    fields[min(count, lastIndex)] = field
                    count += 1
                    if after >= end || base[after] == Self.carriageReturn && after + 1 >= end {
                        guard isAtEnd else { return .incomplete }
                        finish(count, seen: seen, zeros: zeros)
                        return .record(next: end)
                    }
                    if base[after] == delimiter {
                        fieldStart = after + 1
                        wordStart = fieldStart - 8
                        mask = 0
                        continue
                    }
                    let lineEnd = base[after] == Self.carriageReturn ? after + 1 : after
                    guard base[lineEnd] == Self.newline else {
                        return fault(.textAfterQuote(field: count), showingAt: after, in: window)
                    }
                    finish(count, seen: seen, zeros: zeros)
                    return .record(next: lineEnd + 1)
                }
            }

            // The sentinel behind the window ends this loop.
            while mask == 0 {
                wordStart += 8
                let word = Words.load(base + wordStart)
                seen |= word
                zeros |= Words.zeroBytes(word)
                mask =
                    Words.zeroBytes(word ^ delimiters) | Words.zeroBytes(word ^ newlines)
                    | Words.zeroBytes(word ^ quotes)
            }
            let position = wordStart + Words.firstByte(mask)
            mask &= mask &- 1

            if position >= end {
                guard isAtEnd else { return .incomplete }
            } else if base[position] == delimiter {
                fields[min(count, lastIndex)] = Field(start: base + fieldStart, count: position - fieldStart)
                count += 1
                fieldStart = position + 1
                continue
            } else if base[position] == Self.quote {
                return fault(.strayQuote(field: count + 1), showingAt: position, in: window)
            }
            let hasReturn = position > fieldStart && base[position - 1] == Self.carriageReturn
            let fieldEnd = hasReturn ? position - 1 : position
            fields[min(count, lastIndex)] = Field(start: base + fieldStart, count: fieldEnd - fieldStart)
            finish(count + 1, seen: seen, zeros: zeros)
            return .record(next: min(position + 1, end))
        }
    }

    @inline(__always)
    private mutating func finish(_ count: Int, seen: UInt64, zeros: UInt64) {
        fieldCount = count
        mayHoldNonASCII = seen & Words.highBits != 0
        mayHoldNUL = zeros != 0
    }

    /// A record that is broken at `offset`: reading goes on at the line after it.
    private func fault(
        _ fault: RecordFault, showingAt offset: Int, in window: borrowing InputWindow
    ) -> Outcome {
        guard let next = window.nextLine(after: offset) else { return .incomplete }
        return .fault(fault, next: next)
    }

    /// Reads the field whose opening quote is at `opening`.
    private mutating func quotedField(
        _ base: UnsafePointer<UInt8>, at opening: Int, in window: borrowing InputWindow,
        seen: inout UInt64, zeros: inout UInt64
    ) -> QuotedField {
        let quotes = Words.filled(with: Self.quote)
        let newlines = Words.filled(with: Self.newline)
        let end = window.end
        let content = opening + 1
        var doubled = 0
        var from = content
        while true {
            // The field may be one byte too long before that is known.
            let limit = content + Limits.fieldBytes + doubled
            let scanEnd = min(end, limit + 1)
            var position = from
            var mask: UInt64 = 0
            while position < scanEnd {
                let word = Words.load(base + position)
                seen |= word
                zeros |= Words.zeroBytes(word)
                mask = Words.zeroBytes(word ^ quotes)
                let beforeQuote = mask == 0 ? ~0 : (mask & (~mask &+ 1)) &- 1
                if Words.zeroBytes(word ^ newlines) & beforeQuote != 0 { hasLineEnds = true }
                if mask != 0 { break }
                position += 8
            }
            position = mask == 0 ? scanEnd : position + Words.firstByte(mask)
            if position >= scanEnd {
                return scanEnd < end || scanEnd > limit || window.isAtEnd ? .unclosed : .incomplete
            }
            let after = position + 1
            if after >= end, !window.isAtEnd { return .incomplete }
            guard after < end, base[after] == Self.quote else {
                let count = position - content - doubled
                guard doubled > 0 else {
                    return .closed(Field(start: base + content, count: count), after: after)
                }
                if !hasScratch {
                    hasScratch = true
                    scratch.begin(end - window.start)
                }
                let unescaped = unescape(base + content, position - content, to: count)
                return .closed(Field(start: unescaped, count: count), after: after)
            }
            doubled += 1
            from = after + 1
        }
    }

    /// Copies a field's content to the scratch room, each doubled quote once; `count` bytes remain.
    private mutating func unescape(
        _ from: UnsafePointer<UInt8>, _ length: Int, to count: Int
    ) -> UnsafePointer<UInt8> {
        let quotes = Words.filled(with: Self.quote)
        let to = scratch.next
        var read = 0
        var written = 0
        // Whole words are copied, and overwritten by what follows where they hold too much.
        while read < length {
            let word = Words.load(from + read)
            UnsafeMutableRawPointer(to + written).storeBytes(of: word.littleEndian, as: UInt64.self)
            let mask = Words.zeroBytes(word ^ quotes)
            let plain = mask == 0 ? 8 : Words.firstByte(mask) + 1
            written += plain
            read += mask == 0 ? 8 : plain + 1
        }
        scratch.keep(count)
        return UnsafePointer(to)
    }
}
