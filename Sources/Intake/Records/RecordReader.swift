/// Finds the records of one input after another: lines, headers, what is broken and where reading goes on.
///
/// It is fed by its owner, who calls `fill` or `append` whenever a record is not whole yet.
struct RecordReader: ~Copyable {
    /// What comes next in the input.
    enum Step {
        /// A record: its fields are in `csv`, or its JSON is in `record`.
        case record
        /// A record that cannot be taken apart.
        case fault(RecordFault)
        /// The record is not whole yet.
        case needsInput
        /// The input is used up.
        case end
    }

    /// What is asked of a file before its records are read.
    struct Expectations {
        /// The file's display name.
        let file: String
        /// The names a header is recognised by; empty where any will do.
        let columns: [String]
        /// The delimiter, where it was given.
        let delimiter: UInt8?
        /// The members of a JSON object that may hold the records in an array; nil where arrays are not read.
        var arrayNames: [String]?
    }

    var window: InputWindow
    private(set) var csv: CSVSplitter
    private(set) var layout: FileLayout
    /// The physical line on which the record starts; the first is 1.
    private(set) var line: Int64 = 1
    /// Offset and length of the record in the window, without its line end.
    private(set) var recordStart = 0
    private(set) var recordCount = 0

    private var format = emptyLayout.format
    private var array = JSONArraySplitter(memberNames: [])
    private var nextLine: Int64 = 1
    private var isSkippingLine = false

    static let emptyLayout = FileLayout(format: .csv(delimiter: UInt8(ascii: ",")), columns: [], header: [])

    init(windowBytes: Int) {
        window = InputWindow(capacity: windowBytes)
        csv = CSVSplitter(delimiter: UInt8(ascii: ","), expectedFields: 0)
        layout = Self.emptyLayout
    }

    /// The record's bytes; valid until the window is filled.
    @inline(__always)
    var record: Field { Field(start: UnsafePointer(window.base) + recordStart, count: recordCount) }

    /// Forgets the last input.
    mutating func begin() {
        window.reset()
        layout = Self.emptyLayout
        format = layout.format
        line = 1
        nextLine = 1
        isSkippingLine = false
    }

    /// Reads what stands before the first record; returns false if that is not whole yet.
    mutating func open(_ expectations: Expectations) throws(InputError) -> Bool {
        let opening = FileOpening(expectations)
        guard let found = try opening.find(in: window, firstLine: nextLine) else { return false }
        layout = found.layout
        window.consume(to: found.end)
        nextLine = found.nextLine
        format = layout.format
        if case .csv(let delimiter) = format {
            csv = CSVSplitter(delimiter: delimiter, expectedFields: layout.columns.count)
        }
        array = JSONArraySplitter(memberNames: expectations.arrayNames ?? [])
        return true
    }

    /// Moves to the next record.
    @inline(__always)
    mutating func next() -> Step {
        if isSkippingLine, let step = skipLine() { return step }
        switch format {
        case .csv: return nextCSV()
        case .ndjson: return nextLineOfJSON()
        case .jsonArray: return nextOfArray()
        }
    }

    @inline(__always)
    private mutating func nextCSV() -> Step {
        while true {
            let start = window.start
            if start == window.end { return window.isAtEnd ? .end : .needsInput }
            let base = UnsafePointer(window.base)
            if base[start] <= UInt8(ascii: "\r"), let step = skipEmptyLine() {
                guard case .record = step else { return step }
                continue
            }
            line = nextLine
            recordStart = start
            switch csv.split(window) {
            case .record(let next):
                endRecord(at: next)
                nextLine += csv.hasLineEnds ? countLines(start, next) : 1
                guard csv.fieldCount == csv.expectedFields else {
                    return .fault(.fieldCount(found: csv.fieldCount, expected: csv.expectedFields))
                }
                if csv.mayHoldNUL, UTF8Validation.holdsNUL(base + start, recordCount) { return .fault(.nul) }
                if csv.mayHoldNonASCII, !UTF8Validation.isValid(base + start, recordCount) {
                    return .fault(.invalidUTF8)
                }
                return .record
            case .fault(let fault, let next):
                endRecord(at: next)
                nextLine += countLines(start, next)
                return .fault(fault)
            case .incomplete:
                return incomplete()
            }
        }
    }

    private mutating func nextLineOfJSON() -> Step {
        while true {
            let start = window.start
            if start == window.end { return window.isAtEnd ? .end : .needsInput }
            guard let next = window.nextLine(after: start) else {
                recordStart = start
                line = nextLine
                return incomplete()
            }
            line = nextLine
            recordStart = start
            endRecord(at: next)
            nextLine += 1
            let text = record
            if text.bytes.allSatisfy({ $0 == UInt8(ascii: " ") || $0 == UInt8(ascii: "\t") }) { continue }
            return checkEncoding()
        }
    }

    private mutating func nextOfArray() -> Step {
        while true {
            let start = window.start
            switch array.next(in: window) {
            case .passed(let next):
                nextLine += countLines(start, next)
                window.consume(to: next)
            case .value(let next):
                takeRecord(to: next)
                return checkEncoding()
            case .incomplete:
                guard window.count >= Limits.recordBytes else { return .needsInput }
                takeRecord(to: window.end)
                array.giveUp()
                return .fault(.tooLong)
            case .cutOff:
                takeRecord(to: window.end)
                // Nothing is left: whatever is asked for next, it is the end.
                format = .ndjson
                return .fault(.cutOff)
            case .end:
                return .end
            }
        }
    }

    /// Makes a record of all up to `next`, and consumes it.
    private mutating func takeRecord(to next: Int) {
        line = nextLine
        recordStart = window.start
        recordCount = next - recordStart
        nextLine += countLines(recordStart, next)
        window.consume(to: next)
    }

    private func checkEncoding() -> Step {
        let text = record
        var seen: UInt64 = 0
        var index = 0
        while index < text.count {
            seen |= Words.load(text.start + index)
            index += 8
        }
        let isValid = seen & Words.highBits == 0 || UTF8Validation.isValid(text.start, text.count)
        return isValid ? .record : .fault(.invalidUTF8)
    }

    /// Takes note of where the record ends, and consumes it.
    @inline(__always)
    private mutating func endRecord(at next: Int) {
        let base = UnsafePointer(window.base)
        var end = next
        if end > recordStart, base[end - 1] == UInt8(ascii: "\n") { end -= 1 }
        if end > recordStart, base[end - 1] == UInt8(ascii: "\r") { end -= 1 }
        recordCount = end - recordStart
        window.consume(to: next)
    }

    /// Steps over an empty line; nil if there is none, `.record` if there was one.
    private mutating func skipEmptyLine() -> Step? {
        let base = UnsafePointer(window.base)
        let start = window.start
        var next = start
        if base[next] == UInt8(ascii: "\r") {
            next += 1
            if next == window.end, !window.isAtEnd { return .needsInput }
        }
        guard next == window.end || base[next] == UInt8(ascii: "\n") else { return nil }
        window.consume(to: min(next + 1, window.end))
        nextLine += 1
        return .record
    }

    /// A record that goes on behind the window; where the window cannot grow to hold it, it is given up.
    private mutating func incomplete() -> Step {
        guard window.count >= Limits.recordBytes else { return .needsInput }
        nextLine += countLines(recordStart, window.end)
        recordCount = window.end - recordStart
        window.consume(to: window.end)
        isSkippingLine = true
        return .fault(.tooLong)
    }

    /// Steps over the rest of a line whose record was given up; nil when that is done.
    private mutating func skipLine() -> Step? {
        guard let next = window.nextLine(after: window.start) else {
            window.consume(to: window.end)
            return .needsInput
        }
        window.consume(to: next)
        nextLine += 1
        isSkippingLine = false
        return nil
    }

    private func countLines(_ start: Int, _ end: Int) -> Int64 {
        let newlines = Words.filled(with: UInt8(ascii: "\n"))
        let base = UnsafePointer(window.base)
        var count = 0
        var index = start
        while index + 8 <= end {
            count += Words.zeroBytes(Words.load(base + index) ^ newlines).nonzeroBitCount
            index += 8
        }
        while index < end {
            if base[index] == UInt8(ascii: "\n") { count += 1 }
            index += 1
        }
        return Int64(count)
    }
}
