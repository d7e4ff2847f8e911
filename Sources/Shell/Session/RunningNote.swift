import Basics
import Platform
import Rendering
import Synchronization

/// Says on a terminal that a statement is still at work, from a second on, until its rows come.
///
/// What is typed meanwhile is not echoed: it would push the line up, where nothing takes it away. The next prompt shows
/// it.
///
/// `@unchecked Sendable`: its thread and its owner share only the descriptors, which never change, and the state, which
/// has a lock.
final class RunningNote: @unchecked Sendable {
    private struct State {
        var started: ContinuousClock.Instant?
        var isShown = false
        /// Whether what was typed was not echoed when the newest statement ended.
        var wasSilent = false
        /// Whether the thread waits for the next statement.
        var isIdle = true
    }

    private static let patience = Duration.seconds(1)

    private let screen: Screen
    private let state = Mutex(State())
    /// What wakes the thread.
    private var ends: [Int32] = [-1, -1]
    private var isStarted = false

    /// Says nothing where nobody looks on, or where a line cannot be taken back.
    init(isWanted: Bool) {
        screen = isWanted ? Screen.detect(descriptor: STDERR_FILENO) : Screen()
    }

    deinit {
        // The thread ends with it.
        if ends[1] >= 0 { close(ends[1]) }
    }

    /// Does something that may take long, and takes the line away at its end.
    func during<Result>(_ work: () throws -> Result) rethrows -> Result {
        begin()
        defer { end() }
        return try work()
    }

    /// Something that may take long begins.
    func begin() {
        guard screen.hasCursorControl, startThread() else { return }
        let wasIdle = state.withLock { state in
            state.started = .now
            defer { state.isIdle = false }
            return state.isIdle
        }
        var byte: UInt8 = 1
        if wasIdle { _ = write(ends[1], &byte, 1) }
    }

    /// It is over, or has something to show.
    func end() {
        state.withLock { state in
            state.started = nil
            Self.wipe(&state)
        }
    }

    /// Whether a Ctrl-C that ended the newest statement was not echoed.
    var wasSilent: Bool { state.withLock { $0.wasSilent } }

    /// Takes the line away for a text that comes in between.
    func makeRoom() {
        state.withLock { Self.wipe(&$0) }
    }

    private static func wipe(_ state: inout State) {
        if state.isShown { _ = writeAll("\r\u{1B}[K", to: STDERR_FILENO) }
        state.isShown = false
        state.wasSilent = TerminalEcho.turnOn()
    }

    private func startThread() -> Bool {
        guard !isStarted else { return ends[0] >= 0 }
        isStarted = true
        guard pipe(&ends) == 0 else { return false }
        for end in ends { _ = fcntl(end, F_SETFD, FD_CLOEXEC) }
        let input = ends[0]
        guard BackgroundThread({ [weak self] in Self.wait(input) { self?.tick() } }) != nil else {
            for end in ends { close(end) }
            ends = [-1, -1]
            return false
        }
        return true
    }

    /// Waits for statements, and a moment again and again while one runs.
    private static func wait(_ input: Int32, _ tick: () -> Bool?) {
        var poller = pollfd(fd: input, events: Int16(POLLIN), revents: 0)
        var byte: UInt8 = 0
        var isIdle = true
        while true {
            let ready = poll(&poller, 1, isIdle ? -1 : 100)
            if ready > 0, read(input, &byte, 1) != 1 { break }
            guard let isWorking = tick() else { break }
            isIdle = !isWorking
        }
        close(input)
    }

    /// Shows how long the statement has run; says whether there is one.
    private func tick() -> Bool {
        state.withLock { state in
            guard let started = state.started else {
                state.isIdle = true
                return false
            }
            let elapsed = ContinuousClock.now - started
            guard elapsed >= Self.patience else { return true }
            let text = TerminalText.of(
                "running \(elapsed.components.seconds) s · Ctrl-C cancels", unicode: screen.unicode)
            let line = DisplayWidth.truncate(text, to: (screen.width ?? 80) - 1, ellipsis: "")
            TerminalEcho.turnOff()
            _ = writeAll("\r\(line)\u{1B}[K", to: STDERR_FILENO)
            state.isShown = true
            return true
        }
    }
}
