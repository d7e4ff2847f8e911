import Platform

/// Another program that has the terminal for a while: a pager, an editor, a command.
final class ChildProcess {
    private let process: pid_t
    /// Where it reads, if it was started to be written to.
    let input: Int32?
    /// Looks out for its end until its input is closed.
    var watch: PagerWatch?
    private var isOpen: Bool
    private var status: Int32?

    /// Starts a command of the system's shell, with variables besides this process's own.
    ///
    /// With `takesInput` it reads what is written to `input`, and not the terminal.
    init(_ command: String, environment: [String: String] = [:], takesInput: Bool = false) throws(ShellError)
    {
        var ends: [Int32] = [-1, -1]
        if takesInput {
            guard pipe(&ends) == 0 else { throw Self.failure(command) }
            _ = fcntl(ends[1], F_SETFD, FD_CLOEXEC)
        }
        #if canImport(Darwin)
            var actions: posix_spawn_file_actions_t?
            var attributes: posix_spawnattr_t?
        #else
            var actions = posix_spawn_file_actions_t()
            var attributes = posix_spawnattr_t()
        #endif
        posix_spawn_file_actions_init(&actions)
        posix_spawnattr_init(&attributes)
        defer {
            posix_spawn_file_actions_destroy(&actions)
            posix_spawnattr_destroy(&attributes)
        }
        if takesInput {
            posix_spawn_file_actions_adddup2(&actions, ends[0], STDIN_FILENO)
            posix_spawn_file_actions_addclose(&actions, ends[0])
        }
        var signals = sigset_t()
        sigemptyset(&signals)
        posix_spawnattr_setsigmask(&attributes, &signals)
        // What this process catches or ignores is not its children's business.
        sigaddset(&signals, SIGINT)
        sigaddset(&signals, SIGPIPE)
        posix_spawnattr_setsigdefault(&attributes, &signals)
        posix_spawnattr_setflags(&attributes, Int16(POSIX_SPAWN_SETSIGMASK) | Int16(POSIX_SPAWN_SETSIGDEF))
        let words = ["/bin/sh", "-c", command]
        var arguments = words.map { strdup($0) } + [nil]
        let variables =
            environment.map { "\($0.key)=\($0.value)" } + Self.ownEnvironment(without: environment)
        var environment = variables.map { strdup($0) } + [nil]
        defer { (arguments + environment).forEach { free($0) } }
        var process: pid_t = 0
        let code = posix_spawn(&process, "/bin/sh", &actions, &attributes, &arguments, &environment)
        if takesInput { close(ends[0]) }
        guard code == 0 else {
            if takesInput { close(ends[1]) }
            throw ShellError("cannot start \(command): \(String(cString: strerror(code)))")
        }
        self.process = process
        input = takesInput ? ends[1] : nil
        isOpen = takesInput
    }

    deinit {
        _ = wait()
    }

    /// Ends its input and waits for its end; its exit status, 128 and the number if a signal ended it.
    @discardableResult
    func wait() -> Int {
        watch?.stop()
        if isOpen, let input { close(input) }
        isOpen = false
        return waitForEnd()
    }

    /// Waits for its end and leaves its input open; its status.
    @discardableResult
    func waitForEnd() -> Int {
        var result: Int32 = status ?? 0
        if status == nil {
            while waitpid(process, &result, 0) < 0, errno == EINTR {}
            status = result
        }
        return result & 0x7F == 0 ? Int((result >> 8) & 0xFF) : 128 + Int(result & 0x7F)
    }

    private static func failure(_ command: String) -> ShellError {
        ShellError("cannot start \(command): \(String(cString: strerror(errno)))")
    }

    private static func ownEnvironment(without names: [String: String]) -> [String] {
        var variables: [String] = []
        var next = environ
        while let variable = next.pointee {
            let text = String(cString: variable)
            let name = text.prefix { $0 != "=" }
            if names[String(name)] == nil { variables.append(text) }
            next += 1
        }
        return variables
    }
}
