import Platform
import Synchronization

/// A program to run, as this or another user, in a small and known environment.
package struct Program: Sendable {
    private let path: String
    private let arguments: [String]
    private let account: ServerAccount?
    private let input: String

    /// A program by its path; `account` is who to run it as, where that is not the user of this process.
    package init(
        _ path: String, _ arguments: [String], as account: ServerAccount? = nil, input: String = ""
    ) {
        self.path = path
        self.arguments = arguments
        self.account = account
        self.input = input
    }

    /// How a program ended.
    package struct Outcome: Sendable, Hashable {
        /// The exit status; 128 and the signal's number if a signal ended it.
        package let status: Int
        /// What it wrote to standard output and standard error.
        package let output: String

        /// Whether the status is 0.
        package var isSuccess: Bool { status == 0 }
    }

    /// Runs the program to its end.
    ///
    /// A status other than 0 is no error here. The input must fit into a pipe's buffer (4 KiB at least).
    package func run() throws(ServerError) -> Outcome {
        let (inputEnd, inputWriter) = try Self.pipe()
        // Before there is a program that could end without reading it: that would be a SIGPIPE here.
        _ = writeAll(input, to: inputWriter)
        close(inputWriter)
        defer { close(inputEnd) }
        let (outputReader, outputEnd) = try Self.pipe()
        defer { close(outputReader) }
        let process: pid_t
        do throws(ServerError) {
            process = try spawn(input: inputEnd, output: outputEnd, detached: false)
        } catch {
            close(outputEnd)
            throw error
        }
        close(outputEnd)
        let output = readAll(outputReader)
        return Outcome(status: Self.wait(for: process), output: output)
    }

    /// Starts the program in a session of its own, where the terminal's Ctrl-C does not reach it, and returns its
    /// process.
    ///
    /// Its input is the descriptor, or empty; its output is dropped.
    package func start(input: Int32? = nil) throws(ServerError) -> Int32 {
        let null = open("/dev/null", O_RDWR | O_CLOEXEC)
        defer { close(null) }
        return try spawn(input: input ?? null, output: null, detached: true)
    }

    /// Collects an ended child; true if there was one.
    static func reap(_ process: pid_t) -> Bool {
        var status: Int32 = 0
        return waitpid(process, &status, WNOHANG) == process
    }
}

// MARK: - Starting

extension Program {
    private func spawn(input: Int32, output: Int32, detached: Bool) throws(ServerError) -> pid_t {
        #if canImport(Darwin)
            var actions: posix_spawn_file_actions_t?
            var attributes: posix_spawnattr_t?
        #else
            var actions = posix_spawn_file_actions_t()
            var attributes = posix_spawnattr_t()
        #endif
        posix_spawn_file_actions_init(&actions)
        defer { posix_spawn_file_actions_destroy(&actions) }
        posix_spawnattr_init(&attributes)
        defer { posix_spawnattr_destroy(&attributes) }

        posix_spawn_file_actions_adddup2(&actions, input, 0)
        posix_spawn_file_actions_adddup2(&actions, output, 1)
        posix_spawn_file_actions_adddup2(&actions, output, 2)
        var flags = POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETSIGDEF
        #if canImport(Darwin)
            flags |= POSIX_SPAWN_CLOEXEC_DEFAULT
        #endif
        if detached { flags |= Self.spawnSetSession }
        posix_spawnattr_setflags(&attributes, Int16(flags))
        var signals = sigset_t()
        sigemptyset(&signals)
        posix_spawnattr_setsigmask(&attributes, &signals)
        // PostgreSQL's programs set up those that they need.
        for signal in [SIGHUP, SIGINT, SIGQUIT, SIGTERM, SIGPIPE, SIGUSR1, SIGUSR2, SIGCHLD] {
            sigaddset(&signals, signal)
        }
        posix_spawnattr_setsigdefault(&attributes, &signals)

        let words = try (account?.commandPrefix() ?? []) + [path] + arguments
        var process: pid_t = 0
        let program = words[0]
        let failure = Self.withCStrings(words) { words in
            Self.withCStrings(Self.environment()) { environment in
                Self.descriptors.withLock { _ in
                    #if !canImport(Darwin)
                        for descriptor in Self.openDescriptors() where descriptor > 2 {
                            posix_spawn_file_actions_addclose(&actions, descriptor)
                        }
                    #endif
                    return posix_spawn(&process, program, &actions, &attributes, words, environment)
                }
            }
        }
        guard failure == 0 else {
            throw .programFailed(program: program, reason: String(cString: strerror(failure)))
        }
        return process
    }

    /// Held while a pipe is made or a program started: no program inherits a pipe of another that has just been made.
    private static let descriptors = Mutex(())

    #if !canImport(Darwin)
        /// What this process has open, whether or not children inherit it.
        ///
        /// A server lives on for long, and would keep it: pipes, locks, terminals.
        private static func openDescriptors() -> [Int32] {
            Folder.names(in: "/proc/self/fd").compactMap { Int32($0) }
        }
    #endif

    /// `POSIX_SPAWN_SETSID`, which glibc's headers hide from Swift; the value is musl's, too.
    private static var spawnSetSession: Int32 {
        #if canImport(Darwin)
            Int32(POSIX_SPAWN_SETSID)
        #else
            0x80
        #endif
    }

    /// What PostgreSQL's programs need, and nothing that changes what they do (`PGPORT`, `LANG`, `TZ` …).
    private static func environment() -> [String] {
        let kept = ["PATH", "HOME", "TMPDIR", "LD_LIBRARY_PATH", "DYLD_LIBRARY_PATH"]
        return kept.compactMap { name in getenv(name).map { "\(name)=\(String(cString: $0))" } }
            + ServerConfiguration.environment
    }

    private static func withCStrings<Result>(
        _ texts: [String], _ body: ([UnsafeMutablePointer<CChar>?]) -> Result
    ) -> Result {
        let copies = texts.map { strdup($0) as UnsafeMutablePointer<CChar>? }
        defer { copies.forEach { free($0) } }
        return body(copies + [nil])
    }
}

// MARK: - Pipes

extension Program {
    /// A pipe's reading and writing end, which no other child inherits.
    package static func pipe() throws(ServerError) -> (reader: Int32, writer: Int32) {
        var ends: [Int32] = [-1, -1]
        let status = descriptors.withLock { _ in
            let status = Platform.pipe(&ends)
            for end in ends { _ = fcntl(end, F_SETFD, FD_CLOEXEC) }
            return status
        }
        guard status == 0 else {
            throw .fileFailed(path: "a pipe", action: "make", reason: String(cString: strerror(errno)))
        }
        return (ends[0], ends[1])
    }

    private static func wait(for process: pid_t) -> Int {
        var status: Int32 = 0
        while waitpid(process, &status, 0) < 0 {
            // Where this process's parent set it to ignore its children, nobody knows how they ended.
            guard errno == EINTR else { return 127 }
        }
        let signal = status & 0x7F
        return Int(signal == 0 ? (status >> 8) & 0xFF : 128 + signal)
    }
}

extension String {
    /// The text without line breaks at its end.
    func trimmingLineBreaks() -> String {
        var text = self[...]
        while text.last?.isNewline == true { text.removeLast() }
        return String(text)
    }
}
