import Platform

/// The bytes of a file or pipe, as they lie there.
final class FileSource: ByteSource {
    private let descriptor: Int32
    private let ownsDescriptor: Bool
    private let name: String
    private(set) var position = 0
    /// What a file was when it was opened; nil of what is no file.
    private let state: FileState?

    /// Opens the file at `path`.
    ///
    /// - Parameters:
    ///   - path: Where it is.
    ///   - name: What it is called in errors.
    /// - Throws: `.notFound`, `.unreadable`.
    init(path: String, name: String) throws(InputError) {
        self.name = name
        descriptor = openForReading(path)
        ownsDescriptor = descriptor >= 0
        guard descriptor >= 0 else {
            state = nil
            if errno == ENOENT { throw .notFound(path: path) }
            throw .unreadable(file: name, reason: String(cString: strerror(errno)))
        }
        state = FileState(descriptor)
    }

    /// Reads what is open already, such as standard input, and leaves it open.
    init(open descriptor: Int32, name: String) {
        self.name = name
        self.descriptor = descriptor
        ownsDescriptor = false
        state = FileState(descriptor)
    }

    deinit {
        if ownsDescriptor { close(descriptor) }
    }

    func read(into buffer: UnsafeMutableRawBufferPointer) throws(InputError) -> Int {
        while true {
            let count = readBytes(descriptor, buffer.baseAddress, buffer.count)
            if count >= 0 {
                position += count
                if count == 0, let state, FileState(descriptor) != state { throw .changed(name) }
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
