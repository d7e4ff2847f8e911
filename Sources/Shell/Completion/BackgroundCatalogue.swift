import Synchronization
import Warehouse

#if canImport(Darwin)
    import Darwin
#elseif canImport(Musl)
    import Musl
#else
    import Glibc
#endif

/// The names of the database, read on a thread and a connection of their own when first asked for.
final class BackgroundCatalogue: Sendable {
    private enum State {
        case idle
        case reading
        case ready(SQLCatalogue, at: ContinuousClock.Instant)
    }

    /// Tables come and go while one works.
    private static let age = Duration.seconds(60)

    private let state = Mutex(State.idle)
    private let read: @Sendable () throws -> SQLCatalogue

    init(read: @escaping @Sendable () throws -> SQLCatalogue) {
        self.read = read
    }

    /// The names, if they are there within the time; an old list is better than none, and is renewed for the next time.
    func names(within patience: Duration) -> SQLCatalogue? {
        begin()
        let deadline = ContinuousClock.now + patience
        while true {
            if case .ready(let names, _) = state.withLock({ $0 }) { return names }
            guard ContinuousClock.now < deadline else { return last }
            usleep(2_000)
        }
    }

    /// Has the names read anew the next time.
    func expire() {
        state.withLock { state in
            if case .ready(let names, _) = state { state = .ready(names, at: .now - Self.age) }
        }
    }

    private let kept = Mutex<SQLCatalogue?>(nil)
    private var last: SQLCatalogue? { kept.withLock { $0 } }

    /// Starts reading where there is nothing, or it is old.
    private func begin() {
        let isDue = state.withLock { state in
            switch state {
            case .reading: return false
            case .idle:
                state = .reading
                return true
            case .ready(_, let instant):
                guard instant + Self.age < .now else { return false }
                state = .reading
                return true
            }
        }
        guard isDue else { return }
        #if canImport(Darwin)
            var thread: pthread_t?
        #else
            var thread = pthread_t()
        #endif
        let context = Unmanaged.passRetained(self).toOpaque()
        let code = pthread_create(
            &thread, nil,
            { context in
                let pointer: UnsafeMutableRawPointer? = context
                guard let pointer else { return nil }
                Unmanaged<BackgroundCatalogue>.fromOpaque(pointer).takeRetainedValue().fill()
                return nil
            }, context)
        guard code == 0 else {
            Unmanaged<BackgroundCatalogue>.fromOpaque(context).release()
            return state.withLock { $0 = .idle }
        }
        pthread_detach(thread)
    }

    private func fill() {
        // Signals are the main thread's.
        var signals = sigset_t()
        sigfillset(&signals)
        pthread_sigmask(SIG_BLOCK, &signals, nil)
        let names = try? read()
        if let names { kept.withLock { $0 = names } }
        state.withLock { $0 = names.map { .ready($0, at: .now) } ?? .idle }
    }
}
