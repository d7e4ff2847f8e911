#if canImport(Darwin)
    import Darwin
#elseif canImport(Musl)
    import Musl
#else
    import Glibc
#endif

/// Which processes are a server's.
enum ServerProcesses {
    /// Whether a process exists; one that has ended and that nobody asked about does not.
    static func isAlive(_ process: pid_t) -> Bool {
        _ = Command.reap(process)
        return kill(process, 0) == 0 || errno == EPERM
    }

    /// Whether a process is the server of a data folder, and not another that got its number after a crash.
    static func isServer(_ process: pid_t, ofData data: String) -> Bool {
        #if os(Linux)
            isWorking(process, in: data)
        #else
            // Its number is all that is known: rather wait for a stranger than start a second server.
            isAlive(process)
        #endif
    }

    /// Whether any process works on a data folder; all of PostgreSQL's have it as their current folder.
    static func exist(forData data: String) -> Bool {
        #if os(Linux)
            Folder.names(in: "/proc").contains { name in
                pid_t(name).map { isWorking($0, in: data) } ?? false
            }
        #else
            true
        #endif
    }

    #if os(Linux)
        private static func isWorking(_ process: pid_t, in folder: String) -> Bool {
            var its = stat()
            var ours = stat()
            return stat("/proc/\(process)/cwd", &its) == 0 && stat(folder, &ours) == 0
                && its.st_dev == ours.st_dev && its.st_ino == ours.st_ino
        }
    #endif
}
