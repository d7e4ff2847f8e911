import Synchronization

/// Files and folders that are to be gone when the process is, also where it ends in the midst of its work.
package enum TemporaryPaths {
    private static let paths = Mutex<Set<String>>([])

    /// Makes a file for the owner only; its name has six characters of the system's choice before its ending.
    package static func makeFile(
        named prefix: String, ending: String = ""
    ) -> (path: String, descriptor: Int32, code: Int32) {
        paths.withLock { paths in
            var template = Array("\(prefix).XXXXXX\(ending)".utf8CString)
            let descriptor = mkstemps(&template, Int32(ending.utf8.count))
            guard descriptor >= 0 else { return ("", descriptor, errno) }
            _ = fcntl(descriptor, F_SETFD, FD_CLOEXEC)
            let path = text(of: template)
            paths.insert(path)
            return (path, descriptor, 0)
        }
    }

    /// Makes a folder for the owner only; its name ends with six characters of the system's choice.
    package static func makeFolder(named prefix: String) -> (path: String, code: Int32) {
        paths.withLock { paths in
            var template = Array("\(prefix).XXXXXX".utf8CString)
            guard mkdtemp(&template) != nil else { return ("", errno) }
            let path = text(of: template)
            paths.insert(path)
            return (path, 0)
        }
    }

    /// Gives a file its final name, which stays; returns 0, or the code of the error.
    package static func rename(_ path: String, to finalPath: String) -> Int32 {
        paths.withLock { paths in
            guard Platform.rename(path, finalPath) == 0 else { return errno }
            paths.remove(path)
            return 0
        }
    }

    /// Removes a file, or a folder with the files in it.
    package static func remove(_ path: String) {
        paths.withLock { paths in
            delete(path)
            paths.remove(path)
        }
    }

    /// Ends the process at once, on whatever thread, and leaves nothing of them behind.
    ///
    /// Not to be called in a signal's handler: it waits for a lock.
    package static func exit(_ code: Int32) -> Never {
        // Within the lock: the thread at work makes no more of them.
        paths.withLock { paths in
            paths.forEach(delete)
            _exit(code)
        }
    }

    private static func delete(_ path: String) {
        guard unlink(path) != 0, let folder = opendir(path) else { return }
        while let entry = readdir(folder) {
            let name = withUnsafeBytes(of: entry.pointee.d_name) {
                String(decoding: $0.prefix { $0 != 0 }, as: UTF8.self)
            }
            if name != ".", name != ".." { unlink("\(path)/\(name)") }
        }
        closedir(folder)
        rmdir(path)
    }

    private static func text(of characters: [CChar]) -> String {
        String(decoding: characters.dropLast().map { UInt8(bitPattern: $0) }, as: UTF8.self)
    }
}
