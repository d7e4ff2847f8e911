import Platform
import Synchronization
import Testing

@testable import Shell

@Suite struct BackgroundThreadTests {
    private final class Seen: Sendable {
        let blocked = Mutex<[Int32]>([])
    }

    private static func blockedSignals() -> [Int32] {
        var mask = sigset_t()
        pthread_sigmask(SIG_BLOCK, nil, &mask)
        return [SIGINT, SIGTERM, SIGWINCH].filter { sigismember(&mask, $0) == 1 }
    }

    @Test func itTakesNoSignalsAndCanBeWaitedFor() {
        let before = Self.blockedSignals()
        let seen = Seen()
        var thread = BackgroundThread {
            usleep(20_000)
            seen.blocked.withLock { $0 = Self.blockedSignals() }
        }
        thread.take()?.join()
        #expect(seen.blocked.withLock { $0 } == [SIGINT, SIGTERM, SIGWINCH])
        #expect(Self.blockedSignals() == before)
    }
}
