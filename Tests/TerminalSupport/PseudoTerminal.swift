import Platform
import Synchronization

/// A program that runs in a terminal of its own, a person at the keys, and what that person sees.
///
/// The program leads a session and has the terminal for its controlling one, so that the size and the signals of a
/// terminal are real.
package final class PseudoTerminal {
    /// How a program ended.
    package enum Exit: Hashable, Sendable {
        case code(Int32)
        case signal(Int32)
    }

    /// A system call that failed while the program was started.
    package struct Failure: Error {
        let call: String
        let code: Int32
    }

    package private(set) var screen: TerminalScreen
    /// Everything that was written so far.
    package private(set) var output: [UInt8] = []
    package let process: Int32

    private let master: Int32
    /// Held open, so that the terminal's state can be looked at after the program has gone.
    private let slave: Int32
    private var exit: Exit?

    /// Starts a program.
    ///
    /// - Parameters:
    ///   - program: its path.
    ///   - arguments: without its name.
    ///   - environment: all of it, but for PATH.
    ///   - width: of the screen, in characters.
    ///   - height: of the screen, in rows.
    /// - Throws: when there is no terminal to be had, or no such program.
    package init(
        running program: String, _ arguments: [String] = [], environment: [String: String] = [:],
        width: Int = 60, height: Int = 12
    ) throws(Failure) {
        screen = TerminalScreen(width: width, height: height)
        let started = Self.starting.withLock { _ in
            Result { () throws(Failure) in
                try Self.start(program, arguments, environment, width: width, height: height)
            }
        }
        (master, slave, process) = try started.get()
    }

    deinit {
        if exit == nil {
            kill(process, SIGKILL)
            var status: Int32 = 0
            waitpid(process, &status, 0)
        }
        close(slave)
        close(master)
    }

    // MARK: The person

    /// Presses keys.
    package func type(_ text: String) {
        var bytes = Array(text.utf8)[...]
        while !bytes.isEmpty {
            // What the program writes has to be taken meanwhile: the terminal holds only so much.
            let count = bytes.withUnsafeBytes { write(master, $0.baseAddress, min($0.count, 512)) }
            if count > 0 { bytes = bytes.dropFirst(count) }
            if count < 0, errno != EINTR { return }
            _ = receive(within: 0)
        }
    }

    /// Drags the window's corner.
    package func resize(width: Int, height: Int) {
        screen.resize(width: width, height: height)
        Self.setSize(of: master, width: width, height: height)
    }

    /// Sends the program a signal.
    package func send(signal: Int32) {
        kill(process, signal)
    }

    // MARK: What is seen

    /// Waits until the screen is as asked for.
    ///
    /// - Parameters:
    ///   - patience: seconds. Long, as it is spent only where a test fails.
    ///   - isThere: asked about the screen after each change.
    /// - Returns: false when that does not come.
    package func wait(patience: Int = 20, until isThere: (TerminalScreen) -> Bool) -> Bool {
        let deadline = ContinuousClock.now + .seconds(patience)
        while !isThere(screen) {
            guard ContinuousClock.now < deadline else { return false }
            guard receive(within: 100) else {
                // The program has gone: what it wrote last is all there will be.
                return isThere(screen)
            }
        }
        return true
    }

    /// Waits for the program's end; nil when it does not come.
    package func waitForExit(patience: Int = 20) -> Exit? {
        let deadline = ContinuousClock.now + .seconds(patience)
        while exit == nil, ContinuousClock.now < deadline {
            _ = receive(within: 10)
            var status: Int32 = 0
            guard waitpid(process, &status, WNOHANG) == process else { continue }
            exit = status & 0x7F == 0 ? .code((status >> 8) & 0xFF) : .signal(status & 0x7F)
            while receive(within: 0) {}
        }
        return exit
    }

    /// Waits until the program is stopped by a signal; says whether that came.
    package func waitForStop(patience: Int = 20) -> Bool {
        let deadline = ContinuousClock.now + .seconds(patience)
        while ContinuousClock.now < deadline {
            _ = receive(within: 10)
            var status: Int32 = 0
            if waitpid(process, &status, WNOHANG | WUNTRACED) == process { return status & 0xFF == 0x7F }
        }
        return false
    }

    /// Whether the terminal is as a shell leaves it: it echoes, collects lines, and turns Ctrl-C into a signal.
    package var isCooked: Bool {
        var mode = termios()
        tcgetattr(slave, &mode)
        let flags = tcflag_t(ECHO | ICANON | ISIG)
        return mode.c_lflag & flags == flags
    }

    /// Takes what the program wrote, if it comes within the milliseconds; false when there is none and will be none.
    private func receive(within milliseconds: Int32) -> Bool {
        var request = pollfd(fd: master, events: Int16(POLLIN), revents: 0)
        // With a slave held open the end never shows: nothing to read and a dead program are the end.
        guard poll(&request, 1, milliseconds) > 0 else { return exit == nil && milliseconds > 0 }
        var bytes = [UInt8](repeating: 0, count: 65_536)
        let count = read(master, &bytes, bytes.count)
        guard count > 0 else { return false }
        output += bytes[..<count]
        screen.write(bytes[..<count])
        return true
    }

    // MARK: Starting

    /// Another program started at the same time would inherit the terminal before it is marked as ours.
    private static let starting = Mutex(())

    private static func start(
        _ program: String, _ arguments: [String], _ environment: [String: String], width: Int, height: Int
    ) throws(Failure) -> (master: Int32, slave: Int32, process: Int32) {
        var master: Int32 = -1
        var slave: Int32 = -1
        var name = [CChar](repeating: 0, count: 256)
        guard openpty(&master, &slave, &name, nil, nil) == 0 else {
            throw Failure(call: "openpty", code: errno)
        }
        _ = fcntl(master, F_SETFD, FD_CLOEXEC)
        _ = fcntl(slave, F_SETFD, FD_CLOEXEC)
        setSize(of: master, width: width, height: height)
        return (master, slave, try spawn(program, arguments, environment, terminal: name))
    }

    private static func setSize(of terminal: Int32, width: Int, height: Int) {
        var size = winsize(ws_row: UInt16(height), ws_col: UInt16(width), ws_xpixel: 0, ws_ypixel: 0)
        _ = ioctl(terminal, UInt(TIOCSWINSZ), &size)
    }

    private static func spawn(
        _ program: String, _ arguments: [String], _ environment: [String: String],
        terminal: [CChar]
    ) throws(Failure) -> Int32 {
        #if canImport(Darwin)
            var actions: posix_spawn_file_actions_t?
            var attributes: posix_spawnattr_t?
            let newSession = Int32(POSIX_SPAWN_SETSID)
        #else
            var actions = posix_spawn_file_actions_t()
            var attributes = posix_spawnattr_t()
            // POSIX_SPAWN_SETSID, a macro that Swift does not see.
            let newSession: Int32 = 0x80
        #endif
        posix_spawn_file_actions_init(&actions)
        posix_spawnattr_init(&attributes)
        defer {
            posix_spawn_file_actions_destroy(&actions)
            posix_spawnattr_destroy(&attributes)
        }
        // The first terminal that a session's leader opens is its controlling one.
        posix_spawn_file_actions_addopen(&actions, 0, terminal, O_RDWR, 0)
        posix_spawn_file_actions_adddup2(&actions, 0, 1)
        posix_spawn_file_actions_adddup2(&actions, 0, 2)
        var signals = sigset_t()
        sigemptyset(&signals)
        posix_spawnattr_setsigmask(&attributes, &signals)
        sigfillset(&signals)
        posix_spawnattr_setsigdefault(&attributes, &signals)
        let flags = newSession | Int32(POSIX_SPAWN_SETSIGMASK) | Int32(POSIX_SPAWN_SETSIGDEF)
        posix_spawnattr_setflags(&attributes, Int16(flags))

        var variables = environment
        variables["PATH"] = getenv("PATH").map { String(cString: $0) }
        var argv = ([program] + arguments).map { strdup($0) } + [nil]
        var envp = variables.map { strdup("\($0.key)=\($0.value)") } + [nil]
        defer { (argv + envp).forEach { free($0) } }
        var process: pid_t = 0
        let code = posix_spawn(&process, program, &actions, &attributes, &argv, &envp)
        guard code == 0 else { throw Failure(call: "posix_spawn", code: code) }
        return process
    }
}
