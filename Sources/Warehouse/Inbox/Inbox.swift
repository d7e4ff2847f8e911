import Platform

/// A folder that others put files into, each to be loaded once.
///
/// Held by one process at a time, by a lock on a hidden file in it, which is gone with the process however it ends.
package struct Inbox: ~Copyable {
    /// Where a file goes when it is dealt with.
    package enum Destination: String, Sendable {
        case done, failed
    }

    /// The folder.
    package let path: String
    private let lock: Int32

    /// Takes hold of a folder; nil where another process has.
    ///
    /// Throws `InboxError` where there is no such folder, or it cannot be written to.
    package init?(holding path: String) throws(InboxError) {
        var path = path
        while path.count > 1, path.hasSuffix("/") { path.removeLast() }
        guard let entry = FileMark(path), entry.isFolder else {
            throw InboxError(action: "use", path: path, reason: "no such folder")
        }
        let lock = open("\(path)/.deskhouse.lock", O_RDWR | O_CREAT | O_CLOEXEC, 0o666)
        guard lock >= 0 else { throw InboxError(action: "write to", path: path) }
        guard flock(lock, LOCK_EX | LOCK_NB) == 0 else {
            let reason = errno
            close(lock)
            if reason == EWOULDBLOCK { return nil }
            errno = reason
            throw InboxError(action: "lock", path: path)
        }
        self.path = path
        self.lock = lock
    }

    deinit {
        close(lock)
    }

    // MARK: - What is there

    /// What lies in an inbox.
    package struct Listing {
        /// The files to load, in bytewise order of their names.
        package var complete: [InboxFile] = []
        /// The names of those that are still being written.
        package var growing: [String] = []
        /// Names that are not UTF-8, which no file can be loaded by, with U+FFFD for what is none.
        package var misnamed: [String] = []
    }

    /// What lies there now.
    ///
    /// A file counts as complete when it has not been written to for five seconds, or when it stays as it is for one
    /// second while we look: only where there are newer files does this take that second. Hidden files (`.name`) and
    /// folders are passed over.
    package func files() throws(InboxError) -> Listing {
        let (found, misnamed) = try names()
        let names = found.filter { !$0.hasPrefix(".") }.sorted {
            $0.utf8.lexicographicallyPrecedes($1.utf8)
        }
        let files = names.compactMap { name -> InboxFile? in
            guard let mark = FileMark("\(path)/\(name)"), mark.isFile else { return nil }
            return InboxFile(name: name, path: "\(path)/\(name)", mark: mark)
        }
        let now = time(nil)
        // A time in the future says nothing.
        func isQuiet(_ file: InboxFile) -> Bool { (5...).contains(now - file.mark.modifiedSeconds) }
        guard !files.allSatisfy(isQuiet) else { return Listing(complete: files, misnamed: misnamed) }
        sleep(1)
        let complete = files.filter { isQuiet($0) || $0.isUnchanged }
        let done = Set(complete.map(\.name))
        return Listing(
            complete: complete, growing: files.map(\.name).filter { !done.contains($0) }, misnamed: misnamed)
    }

    private func names() throws(InboxError) -> (names: [String], misnamed: [String]) {
        guard let stream = opendir(path) else { throw InboxError(action: "read", path: path) }
        defer { closedir(stream) }
        var names: [String] = []
        var misnamed: [String] = []
        while let entry = readdir(stream) {
            withUnsafeBytes(of: &entry.pointee.d_name) { bytes in
                let bytes = bytes.prefix { $0 != 0 }
                if let name = String(validating: bytes, as: UTF8.self) {
                    names.append(name)
                } else {
                    misnamed.append(String(decoding: bytes, as: UTF8.self))
                }
            }
        }
        return (names, misnamed)
    }

    // MARK: - What is dealt with

    /// Makes `done/` and `failed/`, and tries whether files can be put there and taken from here.
    ///
    /// To be asked before anything is loaded: what cannot be moved would come up again at every run.
    package func prepareDestinations() throws(InboxError) {
        try Self.tryWriting(in: path)
        for destination in [Destination.done, .failed] {
            let folder = "\(path)/\(destination.rawValue)"
            guard mkdir(folder, 0o777) == 0 || errno == EEXIST else {
                throw InboxError(action: "make", path: folder)
            }
            guard FileMark(folder)?.isFolder == true else {
                throw InboxError(
                    action: "use", path: folder,
                    reason: "it is no folder; move it away, or name another inbox")
            }
            try Self.tryWriting(in: folder)
        }
    }

    /// Rights say too little: a file system may be read-only or full.
    private static func tryWriting(in folder: String) throws(InboxError) {
        let probe = "\(folder)/.deskhouse.probe"
        try write("1", to: probe)
        guard unlink(probe) == 0 else { throw InboxError(action: "remove files from", path: folder) }
    }

    /// Moves a file to `done/` or `failed/`, with a report beside it, and returns where it is now.
    ///
    /// What is there already stays: the name gets a number then (`tickets.2.csv`).
    @discardableResult
    package func move(_ file: InboxFile, to destination: Destination, report: String) throws(InboxError)
        -> String
    {
        let folder = "\(path)/\(destination.rawValue)"
        guard mkdir(folder, 0o777) == 0 || errno == EEXIST else {
            throw InboxError(action: "make", path: folder)
        }
        var name = file.name
        var number = 1
        while Self.isTaken("\(folder)/\(name)") || Self.isTaken("\(folder)/\(name)\(Self.reportSuffix)") {
            number += 1
            name = Self.numbered(file.name, number)
        }
        // The report appears last, and whole: whoever sees it finds the file.
        let draft = "\(folder)/.\(name)\(Self.reportSuffix)"
        try Self.write(report, to: draft)
        do throws(InboxError) {
            try file.move(to: folder, as: name)
        } catch {
            unlink(draft)
            throw error
        }
        guard rename(draft, "\(folder)/\(name)\(Self.reportSuffix)") == 0 else {
            throw InboxError(action: "write", path: "\(folder)/\(name)\(Self.reportSuffix)")
        }
        return "\(destination.rawValue)/\(name)"
    }

    private static let reportSuffix = ".report.json"

    /// The name with a number before its extensions, so that it still tells what the file holds.
    static func numbered(_ name: String, _ number: Int) -> String {
        guard let dot = name.dropFirst().firstIndex(of: ".") else { return "\(name).\(number)" }
        return "\(name[..<dot]).\(number)\(name[dot...])"
    }

    private static func isTaken(_ path: String) -> Bool {
        var status = stat()
        return lstat(path, &status) == 0
    }

    private static func write(_ text: String, to path: String) throws(InboxError) {
        guard let stream = fopen(path, "w") else { throw InboxError(action: "write", path: path) }
        let bytes = Array(text.utf8)
        let written = fwrite(bytes, 1, bytes.count, stream)
        guard fclose(stream) == 0, written == bytes.count else {
            let error = InboxError(action: "write", path: path)
            unlink(path)
            throw error
        }
    }
}

/// Why an inbox cannot be worked on.
package struct InboxError: Error, CustomStringConvertible {
    package let description: String

    init(action: String, path: String, reason: String? = nil) {
        description = "inbox: cannot \(action) \(path): \(reason ?? String(cString: strerror(errno)))"
    }
}
