import CLibPQ
import Synchronization

/// Cancels the statement in progress on its connection, from any thread.
///
/// It stays valid when the connection is closed (and then does nothing), and becomes stale when it is reset.
package final class CancelHandle: Sendable {
    /// `@unchecked Sendable`: only reached through the lock.
    private struct Canceller: @unchecked Sendable {
        let pointer: OpaquePointer
    }

    private let canceller: Mutex<Canceller>

    init?(connection: OpaquePointer) {
        guard let pointer = clibpq_canceller_create(connection) else { return nil }
        canceller = Mutex(Canceller(pointer: pointer))
    }

    deinit {
        canceller.withLock { clibpq_canceller_destroy($0.pointer) }
    }

    /// Asks the server to cancel, and returns when it has taken the request.
    ///
    /// The statement then fails with `SQLState.queryCanceled`, unless it was done before. That nothing was in
    /// progress is no error. Two threads take turns. It takes a lock and opens a socket: a process catches Ctrl-C
    /// by a thread in `sigwait` that calls this, not in a signal handler.
    /// The corresponding C function is `PQcancelBlocking`, before libpq 17 `PQcancel`.
    package func cancel() throws(PostgresError) {
        let failure = canceller.withLock { canceller -> String? in
            withUnsafeTemporaryAllocation(of: CChar.self, capacity: 256) { message in
                message.initialize(repeating: 0)
                guard
                    clibpq_canceller_send(canceller.pointer, message.baseAddress, Int32(message.count)) != 1
                else { return nil }
                return message.baseAddress.map { String(cString: $0).droppingLastLineBreak() }
                    ?? "unknown reason"
            }
        }
        if let failure { throw .connectionFailed("the cancel request was not delivered: \(failure)") }
    }
}
