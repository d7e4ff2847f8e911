import Platform
import Synchronization
import Warehouse

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
        if BackgroundThread({ self.fill() }) == nil { state.withLock { $0 = .idle } }
    }

    private func fill() {
        let names = try? read()
        if let names { kept.withLock { $0 = names } }
        state.withLock { $0 = names.map { .ready($0, at: .now) } ?? .idle }
    }
}
