import CLibXLSXWriter
import Platform

/// Reads a written workbook again and refuses one that is not whole.
///
/// libxlsxwriter does not look at what its writes to temporary files return: on a full disk it makes a workbook of cut
/// XML and reports success, even with whole rows gone from the middle. So every member is unpacked, its tags must nest,
/// and the sheets must have as many rows as were written.
struct WorkbookCheck {
    /// What is wrong with a workbook, where something is.
    private struct Damaged: Error {}

    private let descriptor: Int32

    /// Checks the workbook behind a descriptor; throws where it is not whole.
    static func check(_ descriptor: Int32, rowCount: Int) throws(OutputError) {
        do {
            guard try WorkbookCheck(descriptor: descriptor).countRows() == rowCount else { throw Damaged() }
        } catch {
            throw .workbook("it is not whole; is there room for temporary files?")
        }
    }

    /// The rows of all sheets together; throws where a member is damaged.
    private func countRows() throws(Damaged) -> Int {
        let size = Int(lseek(descriptor, 0, SEEK_END))
        // libxlsxwriter writes no archive comment: the end record is the last 22 bytes.
        let end = try read(at: size - 22, count: 22)
        guard number(end, 0, 4) == 0x0605_4B50 else { throw Damaged() }
        var offset = number(end, 16, 4)
        let count = number(end, 10, 2)
        guard count > 0 else { throw Damaged() }
        var rows = 0
        for _ in 0..<count {
            let entry = try read(at: offset, count: 46)
            guard number(entry, 0, 4) == 0x0201_4B50 else { throw Damaged() }
            let local = try read(at: number(entry, 42, 4), count: 30)
            let start = number(entry, 42, 4) + 30 + number(local, 26, 2) + number(local, 28, 2)
            rows += try countRows(
                at: start, count: number(entry, 20, 4), isDeflated: number(entry, 10, 2) == 8)
            offset += 46 + number(entry, 28, 2) + number(entry, 30, 2) + number(entry, 32, 2)
        }
        return rows
    }

    private func countRows(at start: Int, count: Int, isDeflated: Bool) throws(Damaged) -> Int {
        guard isDeflated else { return 0 }
        var stream = z_stream()
        guard inflateInit2_(&stream, -MAX_WBITS, ZLIB_VERSION, Int32(MemoryLayout<z_stream>.size)) == Z_OK
        else { throw Damaged() }
        defer { inflateEnd(&stream) }
        var scan = XMLScan()
        var plain = [UInt8](repeating: 0, count: 1 << 16)
        var offset = start
        while offset < start + count {
            var packed = try read(at: offset, count: min(1 << 16, start + count - offset))
            offset += packed.count
            let state = packed.withUnsafeMutableBufferPointer { input in
                stream.next_in = input.baseAddress
                stream.avail_in = UInt32(input.count)
                return plain.withUnsafeMutableBufferPointer { output -> Int32 in
                    var state = Z_OK
                    repeat {
                        stream.next_out = output.baseAddress
                        stream.avail_out = UInt32(output.count)
                        state = inflate(&stream, Z_NO_FLUSH)
                        scan.read(
                            UnsafeBufferPointer(rebasing: output[..<(output.count - Int(stream.avail_out))]))
                    } while state == Z_OK && stream.avail_out == 0
                    return state
                }
            }
            guard state == Z_OK || state == Z_STREAM_END || state == Z_BUF_ERROR else { throw Damaged() }
        }
        guard scan.isWhole else { throw Damaged() }
        return scan.rowCount
    }

    private func read(at offset: Int, count: Int) throws(Damaged) -> [UInt8] {
        guard offset >= 0, count >= 0 else { throw Damaged() }
        var done = 0
        let bytes = [UInt8](unsafeUninitializedCapacity: count) { buffer, used in
            while done < count {
                let got = pread(
                    descriptor, buffer.baseAddress.map { $0 + done }, count - done, off_t(offset + done))
                guard got > 0 else { break }
                done += got
            }
            used = done
        }
        guard done == count else { throw Damaged() }
        return bytes
    }

    /// A little-endian number.
    private func number(_ bytes: [UInt8], _ offset: Int, _ count: Int) -> Int {
        (0..<count).reduce(0) { $0 | Int(bytes[offset + $1]) << (8 * $1) }
    }
}
