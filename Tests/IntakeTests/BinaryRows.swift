@testable import Intake

/// Decodes binary COPY rows into text as PostgreSQL would print it, by a reading of the format of its own.
struct BinaryRows {
    private var bytes: ArraySlice<UInt8>

    /// The rows in `bytes`, each field as text by its type; nil = null.
    static func decode(_ bytes: [UInt8], types: [String]) -> [[String?]] {
        var reader = BinaryRows(bytes: bytes[...])
        var rows: [[String?]] = []
        while !reader.bytes.isEmpty {
            let count = Int(reader.int(2))
            precondition(count == types.count, "a row has \(count) fields, not \(types.count)")
            rows.append(types.map { reader.field($0) })
        }
        return rows
    }

    private mutating func int(_ count: Int) -> Int64 {
        var value: Int64 = Int8(bitPattern: bytes[bytes.startIndex]) < 0 ? -1 : 0
        for byte in bytes.prefix(count) { value = value << 8 | Int64(byte) }
        bytes = bytes.dropFirst(count)
        return value
    }

    private mutating func text(_ count: Int) -> String {
        defer { bytes = bytes.dropFirst(count) }
        return String(decoding: bytes.prefix(count), as: UTF8.self)
    }

    private mutating func field(_ type: String) -> String? {
        let length = Int(int(4))
        if length < 0 { return nil }
        let end = bytes.startIndex + length
        defer { precondition(bytes.startIndex == end, "\(type) has \(length) bytes") }
        switch type {
        case "text": return text(length)
        case "jsonb":
            precondition(int(1) == 1)
            return text(length - 1)
        case "bigint": return String(int(8))
        case "integer": return String(int(4))
        case "boolean": return int(1) == 1 ? "t" : "f"
        case "date": return Self.date(int(4))
        case "timestamptz": return Self.instant(int(8))
        case "time":
            let minutes = int(8) / 60_000_000
            return "\(Self.two(minutes / 60)):\(Self.two(minutes % 60))"
        case "numeric": return numeric()
        case "text[]":
            precondition(int(4) == 1 && int(4) == 0 && int(4) == 25)
            let count = int(4)
            precondition(int(4) == 1 && count > 0)
            return "{" + (0..<count).map { _ in text(Int(int(4))) }.joined(separator: ",") + "}"
        default: preconditionFailure("unknown type \(type)")
        }
    }

    private mutating func numeric() -> String {
        let count = Int(int(2))
        let weight = Int(int(2))
        let sign = int(2)
        let scale = Int(int(2))
        let groups = (0..<count).map { _ in Int(int(2)) }
        precondition(groups.first != 0 && groups.last != 0, "zero groups at an end")
        func group(_ index: Int) -> String {
            let value = groups.indices.contains(index) ? groups[index] : 0
            precondition((0..<10_000).contains(value))
            return String(String(10_000 + value).dropFirst())
        }
        var whole = ""
        if count > 0, weight >= 0 { for index in 0...weight { whole += group(index) } }
        whole = String(whole.drop { $0 == "0" })
        var fraction = ""
        if scale > 0 {
            for place in 0..<(scale + 3) / 4 { fraction += group(weight + 1 + place) }
        }
        return (sign == 0 ? "" : "-") + (whole.isEmpty ? "0" : whole)
            + (scale > 0 ? "." + fraction.prefix(scale) : "")
    }

    private static func two(_ value: Int64) -> String { value < 10 ? "0\(value)" : "\(value)" }

    /// Counts days from year to year, on purpose unlike the code under test.
    private static func date(_ days: Int64) -> String {
        var rest = days
        var year: Int64 = 2000
        func isLeap(_ year: Int64) -> Bool { year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) }
        while rest < 0 {
            year -= 1
            rest += isLeap(year) ? 366 : 365
        }
        while rest >= (isLeap(year) ? 366 : 365) {
            rest -= isLeap(year) ? 366 : 365
            year += 1
        }
        var month = 1
        let lengths = [31, isLeap(year) ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]
        for length in lengths {
            if rest < length { break }
            rest -= Int64(length)
            month += 1
        }
        let padded = String(String(10_000 + year).dropFirst())
        return "\(padded)-\(two(Int64(month)))-\(two(rest + 1))"
    }

    private static func instant(_ microseconds: Int64) -> String {
        var days = microseconds / 86_400_000_000
        var rest = microseconds % 86_400_000_000
        if rest < 0 {
            rest += 86_400_000_000
            days -= 1
        }
        let seconds = rest / 1_000_000
        let fraction = rest % 1_000_000
        let time = "\(two(seconds / 3600)):\(two(seconds / 60 % 60)):\(two(seconds % 60))"
        return date(days) + " " + time
            + (fraction == 0 ? "" : "." + String(String(1_000_000 + fraction).dropFirst()))
    }
}
