import Platform
import PostgresServer

/// What one run of tests has on disk and running; all of it is gone when the run ends, however it ends.
///
/// A process of its own waits for the end of a pipe that this process holds open: that comes at exit, in a crash and
/// after SIGKILL alike. It stops the servers below the folder and removes it. Should that process be killed as well,
/// the next run finds the folder: nobody holds the lock in it any more.
package struct TestRun: Sendable {
    /// The run's folder: short, since sockets lie below it, and open to the user that servers run as.
    package let folder: String

    /// This process's run.
    package static let current: Result<TestRun, any Error> = Result { try TestRun() }

    /// A path in the run's folder; the name should be unique in the run.
    package static func path(_ name: String) throws -> String {
        try "\(current.get().folder)/\(name)"
    }

    private init() throws {
        // Runs of one user begin one after the other: none takes another's new folder for a left one.
        let lock = open("/tmp/\(Self.prefix).lock", O_RDONLY | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0o600)
        guard lock >= 0, flock(lock, LOCK_EX) == 0 else {
            throw TestRunFailure(action: "lock /tmp/\(Self.prefix).lock")
        }
        defer { close(lock) }
        for base in [Self.inMemory, Self.onDisk] { try Self.removeLeftovers(in: base) }
        folder = try Self.makeFolder()
        try Self.hold("\(folder)/alive")
        try Self.startWatch(over: folder)
    }

    private static var prefix: String { "deskhouse-test-\(geteuid())" }

    /// Where runs lie: in memory, where Linux offers enough of it, since databases made of hundreds of files come and
    /// go; else on disk.
    private static var base: String {
        var status = statvfs()
        guard statvfs(inMemory, &status) == 0, access(inMemory, W_OK | X_OK) == 0 else { return onDisk }
        let free = UInt64(status.f_bavail) * UInt64(status.f_frsize)
        return free >= 4 << 30 ? inMemory : onDisk
    }

    private static let inMemory = "/dev/shm"
    private static let onDisk = "/tmp"

    private static func makeFolder() throws -> String {
        var template = Array("\(base)/\(prefix)-XXXXXX".utf8CString)
        guard let made = mkdtemp(&template) else { throw TestRunFailure(action: "make a folder in \(base)") }
        let folder = String(cString: made)
        // Where the tests run as root, servers run as another user.
        if geteuid() == 0 { chmod(folder, 0o711) }
        return folder
    }

    /// Locks a file for the rest of this process's life.
    private static func hold(_ path: String) throws {
        let descriptor = open(path, O_RDONLY | O_CREAT | O_CLOEXEC, 0o600)
        guard descriptor >= 0, flock(descriptor, LOCK_EX | LOCK_NB) == 0 else {
            throw TestRunFailure(action: "lock \(path)")
        }
    }

    private static func startWatch(over folder: String) throws {
        let (reader, writer) = try Program.pipe()
        defer { close(reader) }
        // The writer is never closed: the end of this process closes it.
        _ = writer
        _ = try Program("/bin/sh", ["-c", "cat >/dev/null; \(cleaning)", "sh", folder]).start(input: reader)
    }

    /// Stops the servers whose homes lie below the folder, waits for their end, removes the folder.
    private static let cleaning = """
        find "$1" -name postmaster.pid 2>/dev/null | while read -r file; do
            process=$(head -n 1 "$file" 2>/dev/null) || continue
            kill -QUIT "$process" 2>/dev/null || continue
            tries=0
            while kill -0 "$process" 2>/dev/null && [ $tries -lt 200 ]; do sleep 0.05; tries=$((tries + 1)); done
        done
        rm -rf "$1"
        """

    private static func removeLeftovers(in base: String) throws {
        guard let stream = opendir(base) else { return }
        defer { closedir(stream) }
        while let entry = readdir(stream) {
            let name = withUnsafeBytes(of: &entry.pointee.d_name) { bytes in
                String(decoding: bytes.prefix { $0 != 0 }, as: UTF8.self)
            }
            guard name.hasPrefix("\(prefix)-") else { continue }
            let lock = open("\(base)/\(name)/alive", O_RDONLY | O_CLOEXEC)
            // A folder without the file is one whose removal was interrupted.
            guard lock < 0 || flock(lock, LOCK_EX | LOCK_NB) == 0 else {
                close(lock)
                continue
            }
            if lock >= 0 { close(lock) }
            _ = try Program("/bin/sh", ["-c", cleaning, "sh", "\(base)/\(name)"]).run()
        }
    }
}

/// That the run's folder could not be set up.
private struct TestRunFailure: Error, CustomStringConvertible {
    let description: String

    init(action: String) {
        description = "cannot \(action): \(String(cString: strerror(errno)))"
    }
}
