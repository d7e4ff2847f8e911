import Platform

/// Where an answer is written: a descriptor, memory, or a file that appears whole or not at all.
///
/// Writing only fills a buffer and cannot fail; `drain` hands a full buffer on and `commit` the rest. A class, because
/// a sink and the code that opened the output both hold it, and its end has to clean up.
package final class Output {
    private enum Destination {
        case descriptor(Int32)
        case memory
        case file(ReplacedFile)
    }

    /// A buffer that is at least this full is handed on; large enough that the calls cost nothing.
    private static let fill = 1 << 16

    /// Asked at the last moment: whether what was written is no longer wanted.
    package var isUnwanted: () -> Bool = { false }

    private var destination: Destination
    private var bytes: UnsafeMutablePointer<UInt8>
    private var capacity: Int
    private var count = 0

    /// Writes to an open descriptor, which stays open.
    package init(descriptor: Int32) {
        destination = .descriptor(descriptor)
        capacity = Self.fill + Self.fill / 2
        bytes = .allocate(capacity: capacity)
    }

    /// Writes to memory: see `contents`.
    package init() {
        destination = .memory
        capacity = 256
        bytes = .allocate(capacity: capacity)
    }

    /// Writes a file that takes the place of `path` when `commit` is called, and never before.
    ///
    /// The bytes go to a temporary file in the same folder, are forced to disk and renamed. A path that is a device or
    /// a pipe (`/dev/stdout`) is written to directly. Throws where the folder cannot be written to.
    package init(replacing path: String) throws(OutputError) {
        destination = .file(try ReplacedFile(path: path))
        capacity = Self.fill + Self.fill / 2
        bytes = .allocate(capacity: capacity)
    }

    deinit {
        bytes.deallocate()
    }

    /// What was written to memory.
    package var contents: String {
        String(decoding: UnsafeBufferPointer(start: bytes, count: count), as: UTF8.self)
    }

    /// The bytes written to memory.
    package var contentBytes: [UInt8] {
        Array(UnsafeBufferPointer(start: bytes, count: count))
    }

    /// The path being written, where there is one.
    package var path: String? {
        guard case .file(let file) = destination else { return nil }
        return file.path
    }

    /// The path of the regular file being replaced, where there is one: a file may have another beside it.
    package var replacedPath: String? {
        guard case .file(let file) = destination, file.isRegular else { return nil }
        return file.path
    }

    /// Adds text.
    package func write(_ text: String) {
        var text = text
        text.withUTF8 { write($0) }
    }

    /// Adds text that never changes; cheaper, as it lies in the binary.
    package func write(_ text: StaticString) {
        text.withUTF8Buffer { write($0) }
    }

    /// Adds bytes.
    package func write(_ added: UnsafeBufferPointer<UInt8>) {
        guard let start = added.baseAddress, !added.isEmpty else { return }
        reserve(added.count)
        (bytes + count).update(from: start, count: added.count)
        count += added.count
    }

    /// Adds one byte.
    @inline(__always)
    package func write(byte: UInt8) {
        if count == capacity { reserve(1) }
        bytes[count] = byte
        count += 1
    }

    /// Hands the buffer on if it is full; call it after each row.
    @inline(__always)
    package func drain() throws(OutputError) {
        guard count >= Self.fill else { return }
        try flush()
    }

    /// Hands on what is in the buffer; memory keeps it.
    package func flush() throws(OutputError) {
        let descriptor: Int32
        switch destination {
        case .memory: return
        case .descriptor(let open): descriptor = open
        case .file(let file): descriptor = file.descriptor
        }
        let code = writeAll(UnsafeRawBufferPointer(start: bytes, count: count), to: descriptor)
        count = 0
        guard code == 0 else {
            throw code == EPIPE ? .closedPipe : .system(action: "write", path: path, code: code)
        }
    }

    /// Hands on the rest; a file takes its place now, on disk before it is visible, unless it is unwanted.
    package func commit() throws(OutputError) {
        try flush()
        if case .file(let file) = destination {
            guard !isUnwanted() else { throw .cancelled }
            try file.commit()
        }
    }

    private func reserve(_ added: Int) {
        guard count + added > capacity else { return }
        capacity = max(capacity * 2, count + added)
        let larger = UnsafeMutablePointer<UInt8>.allocate(capacity: capacity)
        larger.update(from: bytes, count: count)
        bytes.deallocate()
        bytes = larger
    }
}
