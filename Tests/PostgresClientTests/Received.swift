import PostgresClient
import Synchronization

/// Collects notices.
final class Received: Sendable {
    private let diagnostics = Mutex<[Diagnostic]>([])

    var all: [Diagnostic] { diagnostics.withLock { $0 } }

    func append(_ diagnostic: Diagnostic) {
        diagnostics.withLock { $0.append(diagnostic) }
    }
}
