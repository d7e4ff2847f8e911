import Dispatch
import Platform
package import PostgresClient
import Synchronization

/// Another session that looks on while something is done, and acts once, when it sees its moment.
package enum Bystander {
    private final class State: Sendable {
        let isOver = Mutex(false)
        let hasActed = Mutex(false)
    }

    /// Does something while another session looks again and again, until that returns true or all is done.
    ///
    /// - Parameters:
    ///   - conninfo: The database that it looks into.
    ///   - look: Looks, and acts; returns whether it has.
    ///   - work: What is done meanwhile.
    /// - Returns: Whether it has acted, and what the work gave.
    /// - Throws: What the work throws.
    package static func looking<Value>(
        into conninfo: String, _ look: @escaping @Sendable (inout Connection) throws -> Bool,
        during work: () throws -> Value
    ) throws -> (hasActed: Bool, value: Value) {
        let state = State()
        let group = DispatchGroup()
        DispatchQueue.global().async(group: group) {
            guard var connection = try? Connection(ConnectionSettings(conninfo)) else { return }
            while !state.isOver.withLock({ $0 }) {
                if (try? look(&connection)) == true {
                    state.hasActed.withLock { $0 = true }
                    return
                }
                usleep(10_000)
            }
        }
        defer { group.wait() }
        defer { state.isOver.withLock { $0 = true } }
        let value = try work()
        state.isOver.withLock { $0 = true }
        group.wait()
        return (state.hasActed.withLock { $0 }, value)
    }
}
