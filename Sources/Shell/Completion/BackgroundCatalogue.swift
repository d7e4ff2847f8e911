import Platform
import Synchronization
import Warehouse

/// The names of the database, read on a thread and a connection of their own when first asked for.
final class BackgroundCatalogue: Sendable {
    private struct State {
        /// As they were read last.
        var names: SQLCatalogue?
        /// Whether what was done since makes them wrong.
        var isOutdated = false
        var isReading = false
        /// When they are to be read next.
        var due = ContinuousClock.now
    }

    /// Tables come and go while one works.
    private static let age = Duration.seconds(60)
    /// How long they are not asked for where they could not be read.
    private static let pause = Duration.seconds(10)

    private let state = Mutex(State())
    private let read: @Sendable () throws -> SQLCatalogue

    init(read: @escaping @Sendable () throws -> SQLCatalogue) {
        self.read = read
    }

    /// The names; waited for where there are none yet, or they are known to be wrong, as long as they are being read.
    ///
    /// What is merely old is renewed for the next time, and what is wrong is better than nothing.
    func names(within patience: Duration) -> SQLCatalogue? {
        begin()
        let deadline = ContinuousClock.now + patience
        while true {
            let state = state.withLock { $0 }
            let isEnough = state.names != nil && !state.isOutdated
            guard state.isReading, !isEnough, ContinuousClock.now < deadline else { return state.names }
            usleep(2_000)
        }
    }

    /// Whether the names are just being read.
    var isReading: Bool { state.withLock { $0.isReading } }

    /// Has the names read anew the next time.
    func expire() {
        state.withLock { state in
            state.isOutdated = true
            state.due = .now
        }
    }

    /// Starts reading where it is time to.
    private func begin() {
        let isDue = state.withLock { state in
            guard !state.isReading, state.due <= .now else { return false }
            state.isReading = true
            return true
        }
        guard isDue else { return }
        if BackgroundThread({ self.fill() }) == nil { state.withLock { $0.isReading = false } }
    }

    private func fill() {
        let started = ContinuousClock.now
        let names = try? read()
        state.withLock { state in
            state.isReading = false
            if let names { state.names = names }
            // Whatever changed meanwhile may not be among them.
            guard state.due <= started else { return }
            if names != nil { state.isOutdated = false }
            state.due = .now + (names == nil ? Self.pause : Self.age)
        }
    }
}
