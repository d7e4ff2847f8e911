import Platform

/// A file being written beside the one it will replace; dropped before `commit`, it leaves no trace.
final class ReplacedFile {
    let path: String
    let descriptor: Int32
    /// Where the bytes are until the rename; nil once they are in place, and for a device or a pipe.
    private var temporaryPath: String?
    /// What is renamed over: the file that `path` leads to, so that a symbolic link stays one.
    private let finalPath: String

    /// Whether the path is a file that is replaced, not a device or a pipe that is written to.
    let isRegular: Bool

    init(path: String) throws(OutputError) {
        self.path = path
        var status = stat()
        let exists = stat(path, &status) == 0
        if exists, status.st_mode & S_IFMT != S_IFREG {
            guard status.st_mode & S_IFMT != S_IFDIR else {
                throw .system(action: "write", path: path, code: EISDIR)
            }
            isRegular = false
            finalPath = path
            descriptor = open(path, O_WRONLY | O_CLOEXEC)
            guard descriptor >= 0 else { throw .system(action: "open", path: path, code: errno) }
            return
        }
        isRegular = true
        finalPath = exists ? Self.resolved(path) : path
        // Hidden, in the same folder: a rename is atomic only within one file system.
        let name = finalPath.split(separator: "/").last.map(String.init) ?? finalPath
        let made = TemporaryPaths.makeFile(named: Self.folder(of: finalPath) + "/." + name)
        descriptor = made.descriptor
        guard descriptor >= 0 else { throw .system(action: "write", path: path, code: made.code) }
        temporaryPath = made.path
        // It is for the owner only; the result is what the replaced file was, or what a new one would be.
        _ = fchmod(descriptor, exists ? status.st_mode & 0o777 : permissionsOfNewFile())
    }

    deinit {
        if let temporaryPath { TemporaryPaths.remove(temporaryPath) }
        close(descriptor)
    }

    func commit() throws(OutputError) {
        guard let temporaryPath else { return }
        guard fsync(descriptor) == 0 else { throw .system(action: "write", path: path, code: errno) }
        let code = TemporaryPaths.rename(temporaryPath, to: finalPath)
        guard code == 0 else { throw .system(action: "replace", path: path, code: code) }
        self.temporaryPath = nil
        // The rename itself lasts only once its folder is on disk.
        syncFolder(Self.folder(of: finalPath))
    }

    private static func folder(of path: String) -> String {
        guard let slash = path.lastIndex(of: "/") else { return "." }
        return slash == path.startIndex ? "/" : String(path[..<slash])
    }

    private static func resolved(_ path: String) -> String {
        guard let real = realpath(path, nil) else { return path }
        defer { free(real) }
        return String(cString: real)
    }
}
