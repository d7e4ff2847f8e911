import Platform

/// A lock that one process at a time holds on a file, and that ends with the process however it ends.
enum FileLock {
    /// Waits until the lock is free, and holds it for the length of the closure.
    static func holding<Value>(
        _ path: String, _ body: () throws(ServerError) -> Value
    ) throws(ServerError) -> Value {
        // No link is followed: who owns the folder could point it anywhere. Not inherited: a server would keep it.
        let descriptor = open(path, O_RDONLY | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0o666)
        guard descriptor >= 0 else {
            throw .fileFailed(path: path, action: "open", reason: String(cString: strerror(errno)))
        }
        defer { close(descriptor) }
        while flock(descriptor, LOCK_EX) != 0 {
            guard errno == EINTR else {
                throw .fileFailed(path: path, action: "lock", reason: String(cString: strerror(errno)))
            }
        }
        return try body()
    }
}
