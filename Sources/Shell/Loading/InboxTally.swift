import Synchronization

/// How many files of an inbox were loaded so far; may be asked on another thread.
package final class InboxTally: Sendable {
    private let loaded = Mutex(0)

    /// None yet.
    package init() {}

    /// One more.
    func count() {
        loaded.withLock { $0 += 1 }
    }

    /// What is true of a run that is interrupted now.
    package var interruption: String {
        switch loaded.withLock({ $0 }) {
        case 0: "interrupted; no file was loaded, and those not moved stay in the inbox"
        case 1: "interrupted; 1 file was loaded, and those not moved stay in the inbox"
        case let count: "interrupted; \(count) files were loaded, and those not moved stay in the inbox"
        }
    }
}
