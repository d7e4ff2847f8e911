/// RFC 4180 to the letter, LF only, and quotes nowhere but where they are needed.
struct StrictCSV {
    struct Violation: Error {
        let line: Int
        let reason: String
    }

    let columns: [String]
    private(set) var rows: [[String: String]] = []

    init(_ bytes: [UInt8]) throws {
        var records: [[String]] = []
        var reader = Reader(bytes: bytes)
        while let record = try reader.nextRecord() { records.append(record) }
        guard let header = records.first else { throw Violation(line: 1, reason: "no header") }
        columns = header
        for (index, record) in records.dropFirst().enumerated() {
            guard record.count == header.count else {
                throw Violation(line: index + 2, reason: "\(record.count) fields, not \(header.count)")
            }
            rows.append(Dictionary(uniqueKeysWithValues: zip(header, record)))
        }
    }

    private struct Reader {
        let bytes: [UInt8]
        var position = 0
        var line = 1

        init(bytes: [UInt8]) { self.bytes = bytes }

        mutating func nextRecord() throws -> [String]? {
            guard position < bytes.count else { return nil }
            var fields: [String] = []
            while true {
                fields.append(try nextField())
                guard position < bytes.count else { throw Violation(line: line, reason: "no LF at the end") }
                position += 1
                if bytes[position - 1] == UInt8(ascii: "\n") {
                    line += 1
                    return fields
                }
            }
        }

        private mutating func nextField() throws -> String {
            var field: [UInt8] = []
            let isQuoted = position < bytes.count && bytes[position] == UInt8(ascii: "\"")
            if isQuoted { position += 1 }
            while position < bytes.count {
                let byte = bytes[position]
                if isQuoted, byte == UInt8(ascii: "\"") {
                    position += 1
                    guard position < bytes.count, bytes[position] == byte else { break }
                } else if !isQuoted {
                    if byte == UInt8(ascii: ",") || byte == UInt8(ascii: "\n") { break }
                    if byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "\r") {
                        throw Violation(line: line, reason: "unquoted quote or CR")
                    }
                } else if byte == UInt8(ascii: "\n") {
                    line += 1
                }
                field.append(byte)
                position += 1
            }
            if isQuoted {
                guard field.contains(where: { ",\"\r\n".utf8.contains($0) }) else {
                    throw Violation(line: line, reason: "needless quotes")
                }
                guard position < bytes.count, ",\n".utf8.contains(bytes[position]) else {
                    throw Violation(line: line, reason: "text after the closing quote")
                }
            }
            guard let text = String(validating: field, as: UTF8.self), !field.contains(0) else {
                throw Violation(line: line, reason: "NUL or invalid UTF-8")
            }
            return text
        }
    }
}
