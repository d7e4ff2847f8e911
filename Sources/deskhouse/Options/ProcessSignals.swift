import Platform
import Rendering
import Shell
import Synchronization
import Warehouse

/// Ctrl-C and SIGTERM: what the command is doing is cancelled and rolled back, and it ends with 130.
enum ProcessSignals {
    /// What the commands' work is stopped by.
    static let stopRequest = StopRequest()

    /// Tells of an end that the work itself does not come to; nil: in a plain line.
    private static let lastWord = Mutex<(@Sendable () -> Void)?>(nil)

    /// Sets how an end is told of that the work itself does not come to, on another thread than the work's.
    static func sayLast(_ say: @escaping @Sendable () -> Void) {
        lastWord.withLock { $0 = say }
    }

    /// How long the work may take to end by itself, tenths of a second.
    ///
    /// Then the process ends without it, which is as safe: the server rolls back what lost its client.
    private static let patience = 30

    /// Blocks the signals and has a thread of its own wait for them; to be called before any other thread is there.
    static func watch() {
        // A reader that went away is an error of the write, not the end of the process.
        signal(SIGPIPE, SIG_IGN)
        var signals = endingSignals
        pthread_sigmask(SIG_BLOCK, &signals, nil)
        // With no thread to take them they end the process, as safely: the server rolls back what lost its client.
        if BackgroundThread({ wait() }) == nil { pthread_sigmask(SIG_UNBLOCK, &signals, nil) }
    }

    /// Gives the signals back, for a program that takes this one's place.
    static func restore() {
        signal(SIGPIPE, SIG_DFL)
        var signals = endingSignals
        pthread_sigmask(SIG_UNBLOCK, &signals, nil)
    }

    private static var endingSignals: sigset_t {
        var signals = sigset_t()
        sigemptyset(&signals)
        sigaddset(&signals, SIGINT)
        sigaddset(&signals, SIGTERM)
        return signals
    }

    private static func wait() {
        var signals = endingSignals
        var received: Int32 = 0
        while true {
            sigwait(&signals, &received)
            // Nothing that would have to be undone: Ctrl-C ends the program as it always did.
            guard stopRequest.request() else {
                lastWord.withLock { $0 }?()
                TemporaryPaths.exit(130)
            }
            for _ in 0..<patience {
                usleep(100_000)
                var pending = sigset_t()
                sigpending(&pending)
                if sigismember(&pending, SIGINT) == 1 || sigismember(&pending, SIGTERM) == 1 { break }
                // A request that came between two statements had no effect.
                stopRequest.request()
            }
            // A commit is waited for: nobody could say whether it was done.
            if !stopRequest.isTooLate {
                let say = lastWord.withLock { $0 }
                if let say { say() } else { StandardError.print("deskhouse: interrupted; nothing changed") }
                TemporaryPaths.exit(130)
            }
        }
    }
}
