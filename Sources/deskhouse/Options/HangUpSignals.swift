import LineEditor
import Platform
import Rendering
import Shell

/// SIGTERM and SIGHUP of a shell that a person types at: it ends at once, and leaves nothing of its own behind, neither
/// files nor a terminal that is not as it was.
///
/// Ctrl-C is `Interruption`'s business.
enum HangUpSignals {
    /// Blocks the signals and has a thread of its own wait for them; to be called before any other thread is there.
    static func watch() {
        var signals = sigset_t()
        sigemptyset(&signals)
        // What is ignored stays ignored (nohup).
        for number in [SIGTERM, SIGHUP] where !isIgnored(number) { sigaddset(&signals, number) }
        pthread_sigmask(SIG_BLOCK, &signals, nil)
        let awaited = signals
        // With no thread to take them they end the process as ever.
        if BackgroundThread({ wait(for: awaited) }) == nil { pthread_sigmask(SIG_UNBLOCK, &signals, nil) }
    }

    private static func wait(for signals: sigset_t) {
        var signals = signals
        var received: Int32 = 0
        guard sigwait(&signals, &received) == 0 else { return }
        Terminal.giveBack()
        TerminalEcho.turnOn()
        // As a shell tells of a program that a signal ended.
        TemporaryPaths.exit(128 + received)
    }

    private static func isIgnored(_ number: Int32) -> Bool {
        var action = sigaction()
        sigaction(number, nil, &action)
        return action.isIgnored
    }
}
