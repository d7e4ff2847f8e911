/// What stands before a file's first record: byte order mark, empty lines, header; and the format these tell.
struct FileOpening {
    /// What was found.
    struct Found {
        let layout: FileLayout
        /// Offset of the first record.
        let end: Int
        /// The physical line that it stands on.
        let nextLine: Int64
    }

    private static let delimiters = [",", ";", "\t", "|"].map { UInt8(ascii: $0) }
    private let expectations: RecordReader.Expectations

    init(_ expectations: RecordReader.Expectations) {
        self.expectations = expectations
    }

    /// Looks at the window's beginning; nil if it does not hold the first record yet.
    func find(in window: borrowing InputWindow, firstLine: Int64) throws(InputError) -> Found? {
        let base = UnsafePointer(window.base)
        if window.count < 4, !window.isAtEnd { return nil }
        try checkEncoding(Array(UnsafeBufferPointer(start: base + window.start, count: min(window.count, 4))))
        var start = window.start
        if window.count >= 3, base[start] == 0xef, base[start + 1] == 0xbb, base[start + 2] == 0xbf {
            start += 3
        }
        var line = firstLine
        while start < window.end, base[start] == UInt8(ascii: "\n") || base[start] == UInt8(ascii: "\r") {
            if base[start] == UInt8(ascii: "\n") { line += 1 }
            start += 1
        }
        if start == window.end {
            guard window.isAtEnd else { return try tooLong(window) }
            return Found(layout: RecordReader.emptyLayout, end: start, nextLine: line)
        }
        let ndjson = Found(
            layout: FileLayout(format: .ndjson, columns: [], header: []), end: start, nextLine: line)
        if let names = expectations.arrayNames {
            switch arrayOpening(in: window, from: start, JSONArraySplitter(memberNames: names)) {
            case .array:
                let layout = FileLayout(format: .jsonArray, columns: [], header: [])
                return Found(layout: layout, end: start, nextLine: line)
            case .none: break
            case .unknown:
                if !window.isAtEnd, window.count < Limits.fieldBytes { return nil }
            }
        }
        // An object needs not be whole to be recognised: it may be longer than any header.
        if base[start] == UInt8(ascii: "{") { return ndjson }
        guard let lineEnd = window.nextLine(after: start) else { return try tooLong(window) }
        let first = UnsafeBufferPointer(start: base + start, count: lineEnd - start)
        if let delimiter = Self.separator(in: first) {
            return try header(
                in: window, behindSeparatorAt: lineEnd, line: line + 1,
                delimiter: expectations.delimiter ?? delimiter)
        }
        guard try isCSV(first) else { return ndjson }
        return try header(
            in: window, from: start, line: line, delimiter: expectations.delimiter ?? delimiter(first))
    }

    /// Whether an array of records opens at a file's beginning.
    private enum ArrayOpening {
        case array, none
        /// The window ends too early to tell.
        case unknown
    }

    private func arrayOpening(
        in window: borrowing InputWindow, from start: Int, _ splitter: JSONArraySplitter
    ) -> ArrayOpening {
        let base = UnsafePointer(window.base)
        func nextToken(_ from: Int) -> Int? { (from..<window.end).first { base[$0] > UInt8(ascii: " ") } }
        guard let first = nextToken(start) else { return .unknown }
        switch base[first] {
        case UInt8(ascii: "["):
            guard let second = nextToken(first + 1) else { return .unknown }
            let opensObject = base[second] == UInt8(ascii: "{") || base[second] == UInt8(ascii: "]")
            return opensObject ? .array : .none
        case UInt8(ascii: "{"):
            guard let isPage = splitter.isPage(in: window, from: first) else { return .unknown }
            return isPage ? .array : .none
        default:
            return .none
        }
    }

    /// A header is not whole yet, or has no end.
    private func tooLong(_ window: borrowing InputWindow) throws(InputError) -> Found? {
        guard window.count >= Limits.fieldBytes else { return nil }
        throw .unreadableHeader(
            file: expectations.file, reason: "it goes on for more than 1 MiB; is this a CSV or NDJSON file?")
    }

    private func checkEncoding(_ first: [UInt8]) throws(InputError) {
        let utf16 = first.starts(with: [0xff, 0xfe]) || first.starts(with: [0xfe, 0xff])
        if utf16 {
            throw .unreadableHeader(
                file: expectations.file, reason: "the file is encoded in UTF-16; save it as UTF-8")
        }
    }

    /// Told from the first line; where that is no clue, from the file's name.
    private func isCSV(_ line: UnsafeBufferPointer<UInt8>) throws(InputError) -> Bool {
        let first = line.first { $0 != UInt8(ascii: " ") && $0 != UInt8(ascii: "\t") }
        if first == UInt8(ascii: "{") { return false }
        let name = expectations.file.split(separator: "/").last.map(String.init) ?? ""
        let isNamedJSON = ["ndjson", "jsonl", "json"].contains(FileName(name).formatEnding)
        guard isNamedJSON else { return true }
        if first == UInt8(ascii: "[") {
            throw .unsupported(
                file: expectations.file, what: "this is one JSON array, not one object a line",
                fix: "convert it, as with jq -c '.[]'")
        }
        return Self.delimiters.contains { knownColumns(in: line, $0) > 0 }
    }

    /// The delimiter that gives the most columns we know, or else the most columns.
    private func delimiter(_ line: UnsafeBufferPointer<UInt8>) -> UInt8 {
        var best = Self.delimiters[0]
        var bestScore = (known: -1, count: -1)
        for delimiter in Self.delimiters {
            var isQuoted = false
            var count = 0
            for byte in line {
                if byte == UInt8(ascii: "\"") { isQuoted.toggle() }
                if byte == delimiter, !isQuoted { count += 1 }
            }
            let score = (known: knownColumns(in: line, delimiter), count: count)
            if score > bestScore {
                best = delimiter
                bestScore = score
            }
        }
        return best
    }

    private func knownColumns(in line: UnsafeBufferPointer<UInt8>, _ delimiter: UInt8) -> Int {
        let names = Set(expectations.columns)
        return line.split(separator: delimiter, omittingEmptySubsequences: true).count { name in
            let trimmed = name.filter { $0 != UInt8(ascii: "\"") && $0 > UInt8(ascii: " ") }
            return names.contains(String(decoding: trimmed, as: UTF8.self))
        }
    }

    /// The delimiter that a first line `sep=;` names, which Excel writes and reads.
    private static func separator(in line: UnsafeBufferPointer<UInt8>) -> UInt8? {
        let quote = UInt8(ascii: "\"")
        let text = line.filter { $0 != quote && $0 != UInt8(ascii: "\n") && $0 != UInt8(ascii: "\r") }
        guard text.count == 5, let last = text.last, last > 0, last < 0x80 else { return nil }
        return String(decoding: text.prefix(4), as: UTF8.self).lowercased() == "sep=" ? last : nil
    }

    private func header(
        in window: borrowing InputWindow, behindSeparatorAt start: Int, line: Int64, delimiter: UInt8
    ) throws(InputError) -> Found? {
        if start < window.end { return try header(in: window, from: start, line: line, delimiter: delimiter) }
        guard window.isAtEnd else { return nil }
        return Found(layout: RecordReader.emptyLayout, end: start, nextLine: line)
    }

    private func header(
        in window: borrowing InputWindow, from start: Int, line: Int64, delimiter: UInt8
    ) throws(InputError) -> Found? {
        let base = UnsafePointer(window.base)
        let rest = UnsafeBufferPointer(start: base + start, count: window.end - start)
        var splitter = CSVSplitter(delimiter: delimiter, expectedFields: rest.count { $0 == delimiter } + 1)
        switch splitter.split(window, from: start) {
        case .incomplete:
            return try tooLong(window)
        case .fault(let fault, _):
            throw .unreadableHeader(file: expectations.file, reason: fault.reason)
        case .record(let next):
            let names = try names(splitter)
            var text = Array(rest[..<(next - start)])
            let lines = text.count { $0 == UInt8(ascii: "\n") }
            if text.last == UInt8(ascii: "\n") { text.removeLast() }
            if text.last == UInt8(ascii: "\r") { text.removeLast() }
            let layout = FileLayout(format: .csv(delimiter: delimiter), columns: names, header: text)
            return Found(layout: layout, end: next, nextLine: line + Int64(max(lines, 1)))
        }
    }

    private func names(_ splitter: borrowing CSVSplitter) throws(InputError) -> [String] {
        var names: [String] = []
        var seen: Set<String> = []
        for index in 0..<splitter.fieldCount {
            let field = splitter.fields[index]
            guard UTF8Validation.isValid(field.start, field.count) else {
                throw .unreadableHeader(
                    file: expectations.file, reason: "it is not valid UTF-8; save the file as UTF-8")
            }
            guard !UTF8Validation.holdsNUL(field.start, field.count) else {
                throw .unreadableHeader(
                    file: expectations.file, reason: "it contains NUL bytes; save the file as UTF-8 text")
            }
            guard field.count > 0 else {
                throw .unreadableHeader(
                    file: expectations.file, reason: "column \(index + 1) has no name; name it or remove it")
            }
            guard field.count <= 1000 else {
                throw .unreadableHeader(
                    file: expectations.file,
                    reason: "the name of column \(index + 1) is longer than 1000 bytes")
            }
            let name = field.text
            guard seen.insert(name).inserted else {
                throw .duplicateColumn(file: expectations.file, column: name)
            }
            names.append(name)
        }
        return names
    }
}
