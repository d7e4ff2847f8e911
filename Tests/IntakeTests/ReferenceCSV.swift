/// A slow reading of the contract's rules for CSV records, to compare the fast one with.
struct ReferenceCSV {
    /// A record, or what stands where one cannot be read.
    struct Record: Equatable {
        let line: Int
        let raw: [UInt8]
        /// nil = broken.
        let fields: [[UInt8]]?
    }

    private enum Broken: Error {
        /// Reading goes on after the line that this offset stands in.
        case showing(at: Int)
    }

    private let bytes: [UInt8]
    private let delimiter: UInt8
    private let fieldLimit: Int
    private var offset = 0

    /// The records of `bytes`, the header among them.
    static func records(_ bytes: [UInt8], delimiter: UInt8 = 44, fieldLimit: Int = 1 << 20) -> [Record] {
        var reader = ReferenceCSV(bytes: bytes, delimiter: delimiter, fieldLimit: fieldLimit)
        var records: [Record] = []
        while reader.offset < bytes.count {
            let start = reader.offset
            let line = bytes[..<start].count { $0 == 10 } + 1
            var fields: [[UInt8]]?
            do {
                fields = try reader.record()
            } catch Broken.showing(let place) {
                reader.offset = place
                while reader.offset < bytes.count, bytes[reader.offset] != 10 { reader.offset += 1 }
                reader.offset = min(reader.offset + 1, bytes.count)
            } catch {}
            var raw = bytes[start..<reader.offset]
            if raw.last == 10 { raw.removeLast() }
            if raw.last == 13 { raw.removeLast() }
            if !raw.isEmpty { records.append(Record(line: line, raw: Array(raw), fields: fields)) }
        }
        return records
    }

    /// Whether a line, or the input, ends here; steps over the line's end.
    private mutating func takeEnd() -> Bool {
        if offset == bytes.count { return true }
        for end in [[10], [13, 10]] as [[UInt8]] where bytes[offset...].starts(with: end) {
            offset += end.count
            return true
        }
        if bytes[offset] == 13, offset + 1 == bytes.count {
            offset += 1
            return true
        }
        return false
    }

    private mutating func record() throws -> [[UInt8]] {
        var fields: [[UInt8]] = []
        while true {
            if offset < bytes.count, bytes[offset] == 34 {
                fields.append(try quoted())
                if takeEnd() { return fields }
                guard bytes[offset] == delimiter else { throw Broken.showing(at: offset) }
                offset += 1
            } else {
                var field: [UInt8] = []
                while true {
                    if takeEnd() { return fields + [field] }
                    if bytes[offset] == 34 { throw Broken.showing(at: offset) }
                    offset += 1
                    if bytes[offset - 1] == delimiter { break }
                    field.append(bytes[offset - 1])
                }
                fields.append(field)
            }
        }
    }

    private mutating func quoted() throws -> [UInt8] {
        let opening = offset
        var field: [UInt8] = []
        offset += 1
        while offset < bytes.count, field.count <= fieldLimit {
            let byte = bytes[offset]
            offset += 1
            if byte == 34 {
                guard offset < bytes.count, bytes[offset] == 34 else { return field }
                offset += 1
            }
            field.append(byte)
        }
        throw Broken.showing(at: opening)
    }
}
