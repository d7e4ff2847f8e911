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

    /// Reads standard input.
    init(standardInputNamed name: String) {
        self.name = name
        descriptor = STDIN_FILENO
        ownsDescriptor = false
        state = nil
    }

    deinit {
        if ownsDescriptor { close(descriptor) }
    }

    func read(into buffer: UnsafeMutableRawBufferPointer) throws(InputError) -> Int {
        while true {
            let count = readBytes(descriptor, buffer.baseAddress, buffer.count)
            if count >= 0 {
                position += count
                if count == 0, let state, FileState(descriptor) != state {
                    throw .unreadable(
                        file: name,
                        reason: "it was written to while it was read; load it again when it is complete")
                }
                return count
            }
            if errno != EINTR { throw .unreadable(file: name, reason: String(cString: strerror(errno))) }
        }
    }
}

/// What changes when somebody writes to a file.
private struct FileState: Hashable {
    private let size: Int
    private let modified: [Int]

    init?(_ descriptor: Int32) {
        var status = stat()
        guard fstat(descriptor, &status) == 0, status.st_mode & S_IFMT == S_IFREG else { return nil }
        #if canImport(Darwin)
            let time = status.st_mtimespec
        #else
            let time = status.st_mtim
        #endif
        size = Int(status.st_size)
        modified = [Int(time.tv_sec), Int(time.tv_nsec)]
    }
}

// The methods above would otherwise be taken for these.
private func openForReading(_ path: String) -> Int32 { open(path, O_RDONLY | O_CLOEXEC) }

private func readBytes(_ descriptor: Int32, _ buffer: UnsafeMutableRawPointer?, _ count: Int) -> Int {
    read(descriptor, buffer, count)
}
