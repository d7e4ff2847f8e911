import Platform

/// Which processes are a server's.
enum ServerProcesses {
    /// Whether a process exists; a child that has ended does not any more, once it was asked about.
    ///
    /// True also of one that has ended and that its parent never asked about, as happens in containers.
    static func isAlive(_ process: Int32) -> Bool {
        _ = Program.reap(process)
        return kill(process, 0) == 0 || errno == EPERM
    }

    /// Whether a process has been killed, or ended: it serves nobody any more, though it exists, and though its socket
    /// takes connections until its memory is given back.
    static func isEnding(_ process: Int32) -> Bool {
        #if os(Linux)
            // Behind the name, which may hold anything: the state, five numbers, the flags.
            guard let text = Folder.text(of: "/proc/\(process)/stat"), let nameEnd = text.lastIndex(of: ")")
            else { return false }
            let fields = text[text.index(after: nameEnd)...].split(separator: " ")
            guard fields.count > 6, let flags = UInt64(fields[6]) else { return false }
            let exiting: UInt64 = 0x4
            return fields[0] == "Z" || fields[0] == "X" || flags & exiting != 0
        #else
            return false
        #endif
    }

    /// Whether a process is the server of a home, and not another that got its number after a crash.
    static func isServer(_ process: Int32, of home: ServerHome) -> Bool {
        #if os(Linux)
            isWorking("\(process)", in: home)
        #else
            // Its number is all that is known: rather wait for a stranger than start a second server.
            isAlive(process)
        #endif
    }

    /// Whether any process works on the data of a home.
    static func exist(for home: ServerHome) -> Bool {
        #if os(Linux)
            isWorking("[0-9]*", in: home)
        #else
            true
        #endif
    }

    #if os(Linux)
        /// Whether a process that the pattern matches has the data folder as its current one, as all of a server's do.
        ///
        /// Asked as the server's user: root itself may not look at others' processes in a container.
        private static func isWorking(_ pattern: String, in home: ServerHome) -> Bool {
            let script =
                "for process in /proc/\(pattern); do [ \"$process/cwd\" -ef \"$1\" ] && exit 10; done; exit 11"
            let outcome = try? Program("/bin/sh", ["-c", script, "sh", home.data], as: home.account).run()
            // Where that cannot be told, rather wait for a stranger than start a second server.
            return outcome?.status != 11
        }
    #endif
}
