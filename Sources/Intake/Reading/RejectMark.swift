/// The `_reject_id` that an export writes into a record, and that is taken off again before the record is kept.
///
/// So a record that is rejected once more is the one that was read first, byte for byte, unless somebody changed it.
package enum RejectMark {
    private static let name = Array(FileColumns.rejectIDName.utf8)
    private static let comma = UInt8(ascii: ",")
    private static let blank = UInt8(ascii: " ")

    // MARK: - CSV

    /// Takes the mark off a record whose fields cannot be told apart, where the record begins with it.
    static func taken(fromBrokenCSV record: [UInt8], delimiter: UInt8) -> (id: Int64?, rest: [UInt8]) {
        let field = record.prefix { $0 != delimiter }
        let rest = record.dropFirst(field.count + 1)
        guard field.count < record.count else { return (nil, record) }
        if field.isEmpty { return (nil, Array(rest)) }
        guard let id = number(field) else { return (nil, record) }
        return (id, Array(rest))
    }

    /// Digits, perhaps in quotes.
    private static func number(_ text: ArraySlice<UInt8>) -> Int64? {
        let quote = UInt8(ascii: "\"")
        let isQuoted = text.count > 2 && text.first == quote && text.last == quote
        let digits = isQuoted ? text.dropFirst().dropLast() : text
        guard digits.allSatisfy({ (48...57).contains($0) }) else { return nil }
        return Int64(String(decoding: digits, as: UTF8.self))
    }

    // MARK: - JSON

    /// The record with its mark, on one line.
    ///
    /// What is no object cannot carry a member: the mark stands before it as an object of its own, so that the record
    /// stays as unreadable as it is.
    package static func put(_ id: Int, onJSON record: [UInt8]) -> [UInt8] {
        // A tab is a blank where a line end is one, and as wrong where a line end is wrong: within a string.
        let line = taken(fromJSON: record).rest.map { $0 == UInt8(ascii: "\n") ? 9 : $0 }
        let blanks = line.prefix { $0 == blank || $0 == 9 || $0 == 13 }
        let object = line.dropFirst(blanks.count)
        guard object.first == UInt8(ascii: "{") else { return Array("{\"_reject_id\": \(id)}".utf8) + line }
        let members = object.dropFirst()
        let isEmpty = members.first { $0 != blank && $0 != 9 && $0 != 13 } == UInt8(ascii: "}")
        return blanks + Array("{\"_reject_id\": \(id)\(isEmpty ? "" : ", ")".utf8) + members
    }

    /// Takes the mark off a JSON record, as far as it reads.
    static func taken(fromJSON record: [UInt8]) -> (id: Int64?, rest: [UInt8]) {
        let marks = marks(in: record)
        guard let last = marks.last else { return (nil, record) }
        var rest: [UInt8] = []
        var end = 0
        for mark in marks {
            rest += record[end..<max(end, mark.range.lowerBound)]
            end = max(end, mark.range.upperBound)
        }
        return (last.id, rest + record[end...])
    }

    /// The members of that name, each with a comma beside it.
    private static func marks(in record: [UInt8]) -> [(id: Int64?, range: Range<Int>)] {
        (record + [UInt8](repeating: 0, count: Words.padding)).withUnsafeBufferPointer { buffer in
            guard let start = buffer.baseAddress else { return [] }
            var walk = MemberWalk(start, count: record.count)
            var marks: [(id: Int64?, range: Range<Int>)] = []
            while let member = walk.next() {
                guard buffer[member.name].elementsEqual(name) else { continue }
                marks.append((number(record[member.value]), member.range))
            }
            // The mark of what is no object stands before it.
            if marks.count == 1, walk.count == 1, let end = walk.endBeforeText {
                return [(marks[0].id, 0..<end)]
            }
            return marks
        }
    }
}

/// Walks over the members of a JSON object until it ends or no longer reads.
private struct MemberWalk {
    struct Member {
        /// Between its quotes.
        let name: Range<Int>
        let value: Range<Int>
        /// All of it, with the comma and the blank that follow it; of the last, with the comma before it.
        let range: Range<Int>
    }

    private let start: UnsafePointer<UInt8>
    private var scanner: JSONScanner
    private var isDone = false
    private var comma: Int?
    /// How many members it met.
    private(set) var count = 0

    init(_ start: UnsafePointer<UInt8>, count: Int) {
        self.start = start
        scanner = JSONScanner(start, end: start + count)
        scanner.skipBlanks()
        isDone = !scanner.take(UInt8(ascii: "{"))
    }

    private var offset: Int { scanner.cursor - start }

    mutating func next() -> Member? {
        guard !isDone else { return nil }
        isDone = true
        scanner.skipBlanks()
        let from = offset
        guard scanner.byte == UInt8(ascii: "\""), let name = try? scanner.string() else { return nil }
        scanner.skipBlanks()
        guard scanner.take(UInt8(ascii: ":")) else { return nil }
        scanner.skipBlanks()
        let value = offset
        guard (try? scanner.value(depth: 1)) != nil else { return nil }
        let end = offset
        count += 1
        let nameStart = name.start - start
        return Member(
            name: nameStart..<(nameStart + name.count), value: value..<end, range: range(from, end))
    }

    /// Steps over the comma behind a member, and tells what of the text is the member's.
    private mutating func range(_ from: Int, _ end: Int) -> Range<Int> {
        scanner.skipBlanks()
        guard scanner.byte == UInt8(ascii: ",") else { return (comma ?? from)..<end }
        comma = offset
        scanner.advance()
        isDone = false
        let hasBlank = scanner.byte == UInt8(ascii: " ")
        return from..<(hasBlank ? offset + 1 : offset)
    }

    /// Where the object ends, if something else than blanks follows it.
    var endBeforeText: Int? {
        var scanner = scanner
        scanner.skipBlanks()
        guard scanner.take(UInt8(ascii: "}")) else { return nil }
        let end = scanner.cursor - start
        scanner.skipBlanks()
        return scanner.cursor < scanner.end ? end : nil
    }
}
