import Platform

/// The bytes of a file or pipe, as they lie there.
final class FileSource: ByteSource {
    private let descriptor: Int32
    private let ownsDescriptor: Bool
    private let name: String
    private(set) var position = 0

    /// Opens the file at `path`.
    ///
    /// - Parameters:
    ///   - path: Where it is.
    ///   - name: What it is called in errors.
    /// - Throws: `.notFound`, `.unreadable`.
    init(path: String, name: String) throws(InputError) {
        self.name = name
        descriptor = openForReading(path)
        ownsDescriptor = true
        guard descriptor >= 0 else {
            if errno == ENOENT { throw .notFound(path: path) }
            throw .unreadable(file: name, reason: String(cString: strerror(errno)))
        }
    }

    /// Reads standard input.
    init(standardInputNamed name: String) {
        self.name = name
        descriptor = STDIN_FILENO
        ownsDescriptor = false
    }

    deinit {
        if ownsDescriptor { close(descriptor) }
    }

    func read(into buffer: UnsafeMutableRawBufferPointer) throws(InputError) -> Int {
        while true {
            let count = readBytes(descriptor, buffer.baseAddress, buffer.count)
            if count >= 0 {
                position += count
                return count
            }
            if errno != EINTR { throw .unreadable(file: name, reason: String(cString: strerror(errno))) }
        }
    }
}

// The methods above would otherwise be taken for these.
private func openForReading(_ path: String) -> Int32 { open(path, O_RDONLY | O_CLOEXEC) }

private func readBytes(_ descriptor: Int32, _ buffer: UnsafeMutableRawPointer?, _ count: Int) -> Int {
    read(descriptor, buffer, count)
}
