import Platform

/// Entries in a file, one a line, for the owner's eyes only, shared by sessions through a lock.
///
/// A line that begins with `\f` says that the entry behind it failed when it ran last.
struct HistoryFile {
    private let path: String
    private let capacity: Int
    /// How many lines the file holds, as far as this session knows.
    private var count = 0

    init(path: String, capacity: Int) {
        // A link's target is what gets replaced, not the link.
        if let resolved = realpath(path, nil) {
            self.path = String(cString: resolved)
            free(resolved)
        } else {
            self.path = path
        }
        self.capacity = capacity
    }

    /// The newest entries, oldest of them first, and which of them failed; none where there is no file.
    mutating func load() throws(HistoryError) -> (entries: [String], failed: Set<String>) {
        let descriptor = open(path, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else {
            if errno == ENOENT { return ([], []) }
            throw failure("open")
        }
        defer { close(descriptor) }
        let kept = Self.entries(in: try contents(of: descriptor))
        count = kept.entries.count + kept.failed.count
        return (kept.entries.suffix(capacity), kept.failed)
    }

    /// Adds an entry; now and then drops the oldest.
    mutating func append(_ entry: String) throws(HistoryError) {
        try append(line: Self.encode(entry))
    }

    /// Says of an entry that it failed.
    mutating func noteFailure(of entry: String) throws(HistoryError) {
        try append(line: Self.failureMark + Self.encode(entry))
    }

    private mutating func append(line: String) throws(HistoryError) {
        let descriptor = try openLocked()
        defer { close(descriptor) }
        // A line cut short, by a full disk say, must not swallow this one.
        var last = UInt8(ascii: "\n")
        let size = lseek(descriptor, 0, SEEK_END)
        if size > 0 { pread(descriptor, &last, 1, size - 1) }
        let start = last == UInt8(ascii: "\n") ? "" : "\n"
        let code = writeAll(start + line + "\n", to: descriptor)
        guard code == 0 else { throw failure("write", code) }
        count += 1
        // Only when half of it is too old: most lines cost one write.
        if count >= 2 * capacity { try trim(descriptor) }
    }

    /// Opens the file for reading and appending, alone until it is closed.
    private func openLocked() throws(HistoryError) -> Int32 {
        while true {
            let descriptor = open(path, O_RDWR | O_APPEND | O_CREAT | O_CLOEXEC, 0o600)
            guard descriptor >= 0 else { throw failure("open") }
            // Made by an older umask or copied here: others have no business in it.
            fchmod(descriptor, 0o600)
            while flock(descriptor, LOCK_EX) != 0 {
                guard errno == EINTR else {
                    let error = failure("lock")
                    close(descriptor)
                    throw error
                }
            }
            // While we waited, another session may have put a shorter file in its place.
            var opened = stat()
            var named = stat()
            if fstat(descriptor, &opened) == 0, stat(path, &named) == 0, opened.st_ino == named.st_ino,
                opened.st_dev == named.st_dev
            {
                return descriptor
            }
            close(descriptor)
        }
    }

    /// Replaces the file by its newest entries.
    private mutating func trim(_ descriptor: Int32) throws(HistoryError) {
        lseek(descriptor, 0, SEEK_SET)
        let (all, failed) = Self.entries(in: try contents(of: descriptor))
        let entries = all.suffix(capacity)
        let marked = Set(entries).intersection(failed)
        count = entries.count + marked.count
        let newPath = path + ".new"
        let new = open(newPath, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o600)
        guard new >= 0 else { throw failure("replace") }
        defer { close(new) }
        let lines = entries.map(Self.encode) + marked.map { Self.failureMark + Self.encode($0) }
        var code = writeAll(lines.map { $0 + "\n" }.joined(), to: new)
        if code == 0, fsync(new) != 0 || rename(newPath, path) != 0 { code = errno }
        guard code == 0 else {
            unlink(newPath)
            throw failure("replace", code)
        }
    }

    private func contents(of descriptor: Int32) throws(HistoryError) -> [UInt8] {
        var bytes: [UInt8] = []
        var chunk = [UInt8](repeating: 0, count: 65_536)
        while true {
            let count = read(descriptor, &chunk, chunk.count)
            if count > 0 {
                bytes += chunk[..<count]
            } else if count == 0 {
                return bytes
            } else if errno != EINTR {
                throw failure("read")
            }
        }
    }

    private func failure(_ action: String, _ code: Int32 = errno) -> HistoryError {
        HistoryError(action: action, path: path, code: code)
    }

    // MARK: Lines

    // By bytes: ten thousand entries are read before the first prompt shows.

    /// An entry as a line, without the newline that ends it.
    private static func encode(_ entry: String) -> String {
        var line: [UInt8] = []
        for byte in entry.utf8 {
            switch byte {
            case UInt8(ascii: "\\"): line += "\\\\".utf8
            case UInt8(ascii: "\n"): line += "\\n".utf8
            case UInt8(ascii: "\r"): line += "\\r".utf8
            default: line.append(byte)
            }
        }
        return String(decoding: line, as: UTF8.self)
    }

    /// The entry of a line.
    private static func decode(_ line: ArraySlice<UInt8>) -> String {
        let backslash = UInt8(ascii: "\\")
        guard line.contains(backslash) else { return String(decoding: line, as: UTF8.self) }
        var entry: [UInt8] = []
        var rest = line
        while let byte = rest.popFirst() {
            guard byte == backslash, let next = rest.first else {
                entry.append(byte)
                continue
            }
            switch next {
            case UInt8(ascii: "n"): entry.append(UInt8(ascii: "\n"))
            case UInt8(ascii: "r"): entry.append(UInt8(ascii: "\r"))
            case backslash: entry.append(backslash)
            default:
                // Not ours: kept as it stands.
                entry.append(backslash)
                continue
            }
            rest.removeFirst()
        }
        return String(decoding: entry, as: UTF8.self)
    }

    /// Nothing that an entry could begin with.
    private static let failureMark = "\\f"

    private static func entries(in bytes: [UInt8]) -> (entries: [String], failed: Set<String>) {
        var entries: [String] = []
        var failed: Set<String> = []
        for line in bytes.split(separator: UInt8(ascii: "\n")) {
            if line.starts(with: failureMark.utf8) {
                failed.insert(decode(line.dropFirst(failureMark.utf8.count)))
            } else {
                let entry = decode(line)
                entries.append(entry)
                // It was run once more.
                if !failed.isEmpty { failed.remove(entry) }
            }
        }
        return (entries, failed)
    }
}
