import CLibXLSXWriter
import Rendering

/// The members of a workbook, which is a zip archive of XML.
struct WorkbookReader {
    struct Malformed: Error {}

    /// What each member says, by its name.
    let members: [String: String]

    var names: Set<String> { Set(members.keys) }

    init(_ bytes: [UInt8]) throws {
        func number(at offset: Int, bytes count: Int) -> Int {
            (0..<count).reduce(0) { $0 | Int(bytes[offset + $1]) << (8 * $1) }
        }
        let end: [UInt8] = [0x50, 0x4B, 0x05, 0x06]
        guard bytes.starts(with: [0x50, 0x4B, 0x03, 0x04]), bytes.count > 22,
            Array(bytes.suffix(22).prefix(4)) == end
        else { throw Malformed() }
        let directory = bytes.count - 22
        var offset = number(at: directory + 16, bytes: 4)
        var members: [String: String] = [:]
        for _ in 0..<number(at: directory + 10, bytes: 2) {
            let length = number(at: offset + 28, bytes: 2)
            let name = String(decoding: bytes[(offset + 46)..<(offset + 46 + length)], as: UTF8.self)
            let local = number(at: offset + 42, bytes: 4)
            let start = local + 30 + number(at: local + 26, bytes: 2) + number(at: local + 28, bytes: 2)
            let packed = Array(bytes[start..<(start + number(at: offset + 20, bytes: 4))])
            members[name] = try Self.inflated(packed, count: number(at: offset + 24, bytes: 4))
            offset += 46 + length + number(at: offset + 30, bytes: 2) + number(at: offset + 32, bytes: 2)
        }
        self.members = members
    }

    /// The workbook of an answer.
    init(_ answer: SampleAnswer) throws {
        let output = Output()
        try answer.render(as: .xlsx, to: output)
        try self.init(output.contentBytes)
    }

    subscript(name: String) -> String { members[name] ?? "" }

    /// The cells of a sheet as they are written: a number's text, a string's in quotes.
    func cells(ofSheet number: Int = 1) -> [String: String] {
        let strings = self["xl/sharedStrings.xml"].split(separator: "<si>").dropFirst().map { entry in
            let text = entry.split(separator: "</t>", omittingEmptySubsequences: false)[0]
            return String(text[text.index(after: text.firstIndex(of: ">") ?? text.startIndex)...])
        }
        var cells: [String: String] = [:]
        for cell in self["xl/worksheets/sheet\(number).xml"].split(separator: "<c r=\"").dropFirst() {
            let place = String(cell.prefix { $0 != "\"" })
            let value = cell.split(separator: "<v>").last?.prefix { $0 != "<" } ?? ""
            let index = cell.contains("t=\"s\"") ? Int(value) : nil
            cells[place] = index.map { "\"\(strings[$0])\"" } ?? String(value)
        }
        return cells
    }

    private static func inflated(_ packed: [UInt8], count: Int) throws -> String {
        var stream = z_stream()
        guard inflateInit2_(&stream, -MAX_WBITS, ZLIB_VERSION, Int32(MemoryLayout<z_stream>.size)) == Z_OK
        else { throw Malformed() }
        defer { inflateEnd(&stream) }
        var packed = packed
        var plain = [UInt8](repeating: 0, count: count + 1)
        let state = packed.withUnsafeMutableBufferPointer { input in
            plain.withUnsafeMutableBufferPointer { output in
                stream.next_in = input.baseAddress
                stream.avail_in = UInt32(input.count)
                stream.next_out = output.baseAddress
                stream.avail_out = UInt32(output.count)
                return inflate(&stream, Z_FINISH)
            }
        }
        guard state == Z_STREAM_END else { throw Malformed() }
        return String(decoding: plain.prefix(count), as: UTF8.self)
    }
}
