import Platform

/// What changes when somebody writes to a file, or puts another in its place.
struct FileState: Hashable, Sendable {
    private let device: Int
    private let number: Int
    private let size: Int
    private let modified: [Int]

    /// That of an open file; nil of what is no file.
    init?(_ descriptor: Int32) {
        var status = stat()
        guard fstat(descriptor, &status) == 0 else { return nil }
        self.init(status)
    }

    /// That of the file at `path`; nil where there is none.
    init?(path: String) {
        var status = stat()
        guard stat(path, &status) == 0 else { return nil }
        self.init(status)
    }

    private init?(_ status: stat) {
        guard status.st_mode & S_IFMT == S_IFREG else { return nil }
        device = Int(status.st_dev)
        number = Int(status.st_ino)
        size = Int(status.st_size)
        modified = [Int(status.lastModified.tv_sec), Int(status.lastModified.tv_nsec)]
    }
}

extension InputError {
    /// Of a file whose state is not what it was.
    static func changed(_ name: String) -> InputError {
        .unreadable(
            file: name, reason: "it was written to while it was read; load it again when it is complete")
    }
}
