import Platform
import Synchronization

/// Gives the terminal back as it was found on every way out of the process, and tells of signals that concern it.
///
/// There is one for the process, as there is one terminal: signal handlers can reach only what is global. They call
/// nothing but what POSIX allows in one, and touch no memory that Swift counts references to.
enum TerminalGuard {
    /// Why the editor is woken up.
    enum Event: UInt8 {
        /// The size of the screen changed.
        case resized = 1
        /// Stopped and continued: others have had the terminal.
        case resumed = 2
        /// A handler of the program survived a signal for which the terminal was given back.
        case survived = 3
    }

    /// What handlers need, at a fixed address.
    private struct State {
        var original = termios()
        var input: Int32 = -1
        var output: Int32 = -1
        var wakeRead: Int32 = -1
        var wakeWrite: Int32 = -1
    }

    private static let notices: [Int32] = [SIGWINCH, SIGCONT]
    private static let endings: [Int32] = [
        SIGTERM, SIGHUP, SIGINT, SIGQUIT, SIGABRT, SIGSEGV, SIGBUS, SIGILL, SIGTRAP, SIGFPE, SIGPIPE, SIGALRM,
    ]

    private static let isArmed = Atomic(false)
    private nonisolated(unsafe) static let state: UnsafeMutablePointer<State> = {
        let state = UnsafeMutablePointer<State>.allocate(capacity: 1)
        state.initialize(to: State())
        return state
    }()
    /// What each signal did before; indexed by its number.
    private nonisolated(unsafe) static let previous: UnsafeMutablePointer<sigaction> = {
        let actions = UnsafeMutablePointer<sigaction>.allocate(capacity: 64)
        actions.initialize(repeating: sigaction(), count: 64)
        return actions
    }()
    /// What undoes the modes we set, and clears the menu below the cursor.
    private nonisolated(unsafe) static let farewell: UnsafeMutableBufferPointer<UInt8> = {
        let text = Array("\u{1B}[?2004l\u{1B}[0m\u{1B}[J\r\n".utf8)
        let buffer = UnsafeMutableBufferPointer<UInt8>.allocate(capacity: text.count)
        _ = buffer.initialize(from: text)
        return buffer
    }()
    /// Once in a process.
    private static let preparation: Void = {
        var ends: [Int32] = [-1, -1]
        if pipe(&ends) == 0 {
            for end in ends {
                _ = fcntl(end, F_SETFD, FD_CLOEXEC)
                _ = fcntl(end, F_SETFL, fcntl(end, F_GETFL) | O_NONBLOCK)
            }
            state.pointee.wakeRead = ends[0]
            state.pointee.wakeWrite = ends[1]
        }
        // Touched here, so that no handler is the first to.
        _ = (previous, farewell)
        atexit { TerminalGuard.restore() }
    }()

    /// Becomes readable when an event is there.
    static var wakeDescriptor: Int32 { state.pointee.wakeRead }

    /// From now on the terminal is given back, in the mode given, however the process ends.
    static func arm(original: termios, input: Int32, output: Int32) {
        _ = preparation
        precondition(!isArmed.load(ordering: .acquiring), "one line is read at a time")
        state.pointee.original = original
        state.pointee.input = input
        state.pointee.output = output
        isArmed.store(true, ordering: .releasing)
        for signal in notices { install({ TerminalGuard.notice($0) }, for: signal) }
        for signal in endings { install({ TerminalGuard.end($0) }, for: signal) }
    }

    /// The terminal has been given back; signals do again what they did before.
    static func disarm() {
        guard isArmed.exchange(false, ordering: .acquiringAndReleasing) else { return }
        for signal in notices + endings { sigaction(signal, previous + Int(signal), nil) }
    }

    /// The events since the last call.
    static func takeEvents() -> Set<Event> {
        var events: Set<Event> = []
        var byte: UInt8 = 0
        while read(state.pointee.wakeRead, &byte, 1) == 1 {
            if let event = Event(rawValue: byte) { events.insert(event) }
        }
        return events
    }

    private static func install(_ handler: @escaping @convention(c) (Int32) -> Void, for signal: Int32) {
        var action = sigaction(handler: handler)
        action.sa_flags = SA_RESTART | SA_ONSTACK
        // Nothing interrupts the handler; above all no SIGTTOU, which would stop a process that has lost the
        // terminal right when it gives it back.
        sigfillset(&action.sa_mask)
        var old = sigaction()
        sigaction(signal, &action, &old)
        previous[Int(signal)] = old
        // What is ignored stays ignored (nohup).
        if old.isIgnored { sigaction(signal, &old, nil) }
    }

    // MARK: In handlers

    private static func notice(_ signal: Int32) {
        let code = errno
        wake(signal == SIGCONT ? .resumed : .resized)
        errno = code
    }

    private static func end(_ signal: Int32) {
        let code = errno
        restore()
        wake(.survived)
        // What the signal did before, it does now: ends the process, with a core or a backtrace, or calls the
        // program's own handler. It is delivered once this handler has returned.
        sigaction(signal, previous + Int(signal), nil)
        raise(signal)
        errno = code
    }

    /// Gives the terminal back, where it is the editor's, as before the process ends; from a handler or any thread.
    static func restore() {
        guard isArmed.load(ordering: .acquiring) else { return }
        tcsetattr(state.pointee.input, TCSANOW, &state.pointee.original)
        _ = write(state.pointee.output, farewell.baseAddress, farewell.count)
    }

    private static func wake(_ event: Event) {
        var byte = event.rawValue
        _ = write(state.pointee.wakeWrite, &byte, 1)
    }
}
