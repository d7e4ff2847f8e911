import Platform

/// A file of an inbox, as it was when it was looked at.
package struct InboxFile: Sendable {
    /// Its name in the inbox.
    package let name: String
    /// Where it is.
    package let path: String
    let mark: FileMark

    /// Whether nobody has written to it, replaced or removed it since.
    package var isUnchanged: Bool { FileMark(path) == mark }

    /// Whether somebody has removed it since.
    package var isGone: Bool { FileMark(path) == nil }

    /// SHA-256 of its bytes, as they lie on disk, in hexadecimal digits.
    ///
    /// Throws where it cannot be read, or is gone.
    package func sha256() throws(InboxError) -> String {
        let descriptor = open(path, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else { throw InboxError(action: "read", path: path) }
        defer { close(descriptor) }
        let buffer = UnsafeMutableRawBufferPointer.allocate(byteCount: 256 << 10, alignment: 64)
        defer { buffer.deallocate() }
        var hash = SHA256()
        while true {
            let count = read(descriptor, buffer.baseAddress, buffer.count)
            if count == 0 { return hash.finish() }
            if count > 0 {
                hash.update(UnsafeRawBufferPointer(rebasing: buffer[..<count]))
            } else if errno != EINTR {
                throw InboxError(action: "read", path: path)
            }
        }
    }
}

/// What tells one state of a file from another: which file it is, its size, and when it was written to.
struct FileMark: Sendable, Hashable {
    private let device: UInt64
    private let inode: UInt64
    private let size: Int
    private let modifiedNanoseconds: Int
    let modifiedSeconds: Int
    let isFile: Bool
    let isFolder: Bool

    /// Nil where nothing is at the path.
    init?(_ path: String) {
        var status = stat()
        guard stat(path, &status) == 0 else { return nil }
        device = UInt64(truncatingIfNeeded: status.st_dev)
        inode = UInt64(status.st_ino)
        size = Int(status.st_size)
        modifiedSeconds = Int(status.lastModified.tv_sec)
        modifiedNanoseconds = Int(status.lastModified.tv_nsec)
        isFile = status.st_mode & S_IFMT == S_IFREG
        isFolder = status.st_mode & S_IFMT == S_IFDIR
    }
}
