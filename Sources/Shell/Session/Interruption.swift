import Platform
import PostgresClient
import Rendering
import Synchronization

/// Ctrl-C: cancels the statement in progress and keeps the process.
///
/// There is one for the process, as signals are the process's. The handler only wakes a thread, which may take a lock
/// and open a socket as a cancel request has to.
package final class Interruption: Sendable {
    package static let shared = Interruption()

    private let isRaised = Atomic(false)
    private let isEnough = Atomic(false)
    private let target = Mutex<CancelHandle?>(nil)
    /// Whether Ctrl-C ends the process where nothing can be cancelled: in a script nobody is there to go on.
    private let endsProcess = Atomic(false)
    private nonisolated(unsafe) static let wakeDescriptors: UnsafeMutablePointer<Int32> = {
        let ends = UnsafeMutablePointer<Int32>.allocate(capacity: 2)
        ends.initialize(repeating: -1, count: 2)
        return ends
    }()

    private init() {}

    /// From now on Ctrl-C comes here, and SIGTERM too where that is to end the process.
    ///
    /// - Parameter endsProcess: whether it ends the process, with status 130, where no statement is in progress.
    package func install(endsProcess: Bool) {
        self.endsProcess.store(endsProcess, ordering: .relaxed)
        let ends = Self.wakeDescriptors
        guard ends[0] < 0, pipe(ends) == 0 else { return }
        _ = fcntl(ends[0], F_SETFD, FD_CLOEXEC)
        _ = fcntl(ends[1], F_SETFD, FD_CLOEXEC)
        _ = fcntl(ends[1], F_SETFL, O_NONBLOCK)
        Self.startThread()
        var action = sigaction { _ in
            let code = errno
            var byte: UInt8 = 1
            _ = write(Interruption.wakeDescriptors[1], &byte, 1)
            errno = code
        }
        // No SA_RESTART: who waits for a line of a plain terminal is to notice.
        action.sa_flags = 0
        sigemptyset(&action.sa_mask)
        sigaction(SIGINT, &action, nil)
        if endsProcess { sigaction(SIGTERM, &action, nil) }
    }

    /// Whether Ctrl-C came since the last `forget`.
    package var isRequested: Bool { isRaised.load(ordering: .acquiring) }

    /// Whether somebody has seen enough of an answer since the last `forget`.
    var hasLeft: Bool { isEnough.load(ordering: .acquiring) }

    /// Takes a Ctrl-C, or that somebody has seen enough, as dealt with.
    package func forget() {
        isRaised.store(false, ordering: .releasing)
        forgetLeaving()
    }

    /// Takes that somebody has seen enough as dealt with, and no Ctrl-C.
    func forgetLeaving() {
        isEnough.store(false, ordering: .releasing)
    }

    /// Cancels the statement in progress: nobody looks at its answer any more.
    func leave() {
        target.withLock { handle in
            isEnough.store(true, ordering: .releasing)
            try? handle?.cancel()
        }
    }

    /// Does something that Ctrl-C is to end by cancelling the statement of a session.
    func during<Result>(_ handle: CancelHandle?, _ work: () throws -> Result) throws -> Result {
        target.withLock { $0 = handle }
        defer { target.withLock { $0 = nil } }
        if isRequested { throw Interrupted() }
        return try work()
    }

    /// Waits for a time; says whether Ctrl-C came before it was over.
    func sleep(_ time: Duration) -> Bool {
        let deadline = ContinuousClock.now + time
        while !isRequested {
            let rest = deadline - ContinuousClock.now
            guard rest > .zero else { return false }
            usleep(UInt32(min(rest, .milliseconds(50)) / .microseconds(1)) + 1)
        }
        return true
    }

    private static func startThread() {
        if BackgroundThread({ shared.wait() }) == nil { preconditionFailure("no thread to be had") }
    }

    private func wait() {
        var byte: UInt8 = 0
        while true {
            guard read(Self.wakeDescriptors[0], &byte, 1) == 1 else {
                guard errno == EINTR else { return }
                continue
            }
            isRaised.store(true, ordering: .releasing)
            // Under the lock: a request on its way must not meet the session's next statement.
            let isTaken = target.withLock { handle in
                // That the server is gone shows where its answer is awaited.
                try? handle?.cancel()
                return handle != nil
            }
            if !isTaken, endsProcess.load(ordering: .relaxed) { TemporaryPaths.exit(130) }
        }
    }
}

/// That Ctrl-C came while the shell itself was at work.
struct Interrupted: Error, CustomStringConvertible {
    var description: String { "cancelled" }
}
