import Intake
import Platform
import PostgresClient

/// The rejects of a load until they are written to the database: in memory, and beyond some megabytes on disk.
///
/// They are kept as rows of PostgreSQL's binary COPY format. The file has no name, so that it is gone with the process,
/// however that ends.
final class RejectSpool {
    /// The columns of the rows, in order, with their types.
    static let columns = [
        ("entity", "text"), ("file_number", "integer"), ("file", "text"), ("line", "bigint"),
        ("column_name", "text"), ("reason", "text"), ("raw", "bytea"), ("row_seq", "bigint"),
        ("former_reject_id", "bigint"),
    ]

    /// How many rejects there are.
    private(set) var count = 0
    /// The first rejects of each entity, at most 20, for messages.
    private(set) var first: [String: [Reject]] = [:]
    /// Where the first reject of each entity stands among all rows.
    private(set) var firstRowSequence: [String: Int64] = [:]
    /// The first rejects of all, at most 20.
    private(set) var firstOfAll: [Reject] = []

    private let memoryLimit: Int
    private var bytes: [UInt8] = []
    private var file: UnsafeMutablePointer<FILE>?

    /// - Parameter memoryLimit: Bytes that are held in memory.
    init(memoryLimit: Int = 4 << 20) {
        self.memoryLimit = memoryLimit
    }

    deinit {
        if let file { fclose(file) }
    }

    /// Keeps a reject.
    func add(_ reject: Reject, entity: String, fileNumber: Int) throws {
        count += 1
        if first[entity, default: []].count < 20 { first[entity, default: []].append(reject) }
        firstRowSequence[entity] = min(firstRowSequence[entity] ?? .max, reject.rowSequence)
        if firstOfAll.count < 20 { firstOfAll.append(reject) }
        put(Int16(Self.columns.count))
        put(text: entity)
        put(Int32(4))
        put(Int32(clamping: fileNumber))
        put(text: reject.file)
        put(Int32(8))
        put(reject.line)
        put(text: reject.column)
        put(text: reject.reason)
        put(Int32(clamping: reject.raw.count))
        bytes += reject.raw
        put(Int32(8))
        put(reject.rowSequence)
        if let former = reject.rejectID {
            put(Int32(8))
            put(former)
        } else {
            put(Int32(-1))
        }
        if bytes.count >= memoryLimit { try spill() }
    }

    /// Writes all of them into a running copy.
    func write(to writer: inout BinaryCopyWriter) throws {
        if let file {
            guard fflush(file) == 0, fseek(file, 0, SEEK_SET) == 0 else { throw failure("read") }
            var chunk = [UInt8](repeating: 0, count: 256 << 10)
            while true {
                let length = fread(&chunk, 1, chunk.count, file)
                if length == 0 { break }
                try chunk.withUnsafeBytes {
                    try writer.write(UnsafeRawBufferPointer(rebasing: $0[..<length]))
                }
            }
            guard ferror(file) == 0 else { throw failure("read") }
        }
        try bytes.withUnsafeBytes { try writer.write($0) }
    }

    private func spill() throws {
        if file == nil { file = tmpfile() }
        guard let file else { throw failure("make") }
        guard fwrite(bytes, 1, bytes.count, file) == bytes.count else { throw failure("write") }
        bytes.removeAll(keepingCapacity: true)
    }

    private func failure(_ action: String) -> LoadError {
        .spoolFailed(action: action, reason: String(cString: strerror(errno)))
    }

    private func put(text: String?) {
        guard let text else { return put(Int32(-1)) }
        put(Int32(clamping: text.utf8.count))
        bytes += text.utf8
    }

    private func put(_ value: some FixedWidthInteger) {
        withUnsafeBytes(of: value.bigEndian) { bytes += $0 }
    }
}
