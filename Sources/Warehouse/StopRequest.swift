package import PostgresClient
import Synchronization

/// A wish to stop, made on another thread: by Ctrl-C or SIGTERM.
///
/// Cancels what the watched sessions are doing, and ends work that is between two statements at its next `check`. Once
/// a load is about to commit it is too late: the load is finished instead.
package final class StopRequest: Sendable {
    private struct State {
        var isRequested = false
        var isTooLate = false
        var sessions: [Session: CancelHandle] = [:]
        var lastNumber = 0
    }

    private let state = Mutex(State())

    /// A wish that has not been made.
    package init() {}

    /// Whether the wish was made, and came in time.
    package var isRequested: Bool { state.withLock { $0.isRequested && !$0.isTooLate } }

    /// Whether work is being committed, which nothing stops any more.
    package var isTooLate: Bool { state.withLock { $0.isTooLate } }

    /// A session that is watched.
    package struct Session: Hashable, Sendable {
        fileprivate let number: Int
    }

    /// From now on, a request cancels what this session is doing.
    @discardableResult
    package func watch(_ connection: borrowing Connection) throws(PostgresError) -> Session {
        let handle = try connection.makeCancelHandle()
        return state.withLock { state in
            state.lastNumber += 1
            let session = Session(number: state.lastNumber)
            state.sessions[session] = handle
            return session
        }
    }

    /// Forgets a session that is about to be closed.
    func forget(_ session: Session) {
        state.withLock { $0.sessions[session] = nil }
    }

    /// Forgets the sessions watched so far, which are closed.
    func forgetSessions() {
        state.withLock { $0.sessions = [:] }
    }

    /// Makes the wish; may be repeated, since a cancel request that arrives between two statements has no effect.
    ///
    /// Returns false where no session is watched: there is nothing that would have to be undone.
    @discardableResult
    package func request() -> Bool {
        let handles = state.withLock { state -> [CancelHandle] in
            state.isRequested = true
            return state.isTooLate ? [] : Array(state.sessions.values)
        }
        // A session that is gone has nothing to cancel.
        for handle in handles { try? handle.cancel() }
        return state.withLock { !$0.sessions.isEmpty }
    }

    /// Throws `StopRequest.Interrupted` where the wish was made.
    func check() throws {
        if isRequested { throw Interrupted() }
    }

    /// Throws `StopRequest.Interrupted` where the wish was made, be it too late for what was done before.
    func checkMade() throws {
        if state.withLock({ $0.isRequested }) { throw Interrupted() }
    }

    /// The last moment for `check`: what follows is done to its end.
    func close() throws {
        let isRequested = state.withLock { state in
            state.isTooLate = !state.isRequested
            return state.isRequested
        }
        if isRequested { throw Interrupted() }
    }

    /// What was committed is over; the next piece of work can be stopped again.
    func reopen() {
        state.withLock { $0.isTooLate = false }
    }

    /// That work was stopped by request; nothing of it stays.
    package struct Interrupted: Error, CustomStringConvertible {
        package let description = "interrupted"
    }
}
