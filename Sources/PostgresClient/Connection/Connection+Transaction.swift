/// How far a transaction is kept apart from others that run at the same time.
package enum TransactionIsolation: String, Sendable {
    /// Each statement sees what was committed before it.
    case readCommitted = "read committed"
    /// All statements see what was committed before the first.
    case repeatableRead = "repeatable read"
}

/// What a transaction may do.
package enum TransactionAccess: String, Sendable {
    /// Read and change.
    case readWrite = "read write"
    /// Read only; the server refuses changes.
    case readOnly = "read only"
}

extension Connection {
    /// Runs the body in a transaction: commits when it returns, rolls back when it throws.
    ///
    /// An error of the body is passed on, also when the connection is lost meanwhile. If the body ignores an error
    /// of a statement, the server cannot commit: that is `PostgresError.rolledBack`. Not for use within another
    /// transaction: see `savepoint`.
    package mutating func transaction<Value>(
        isolation: TransactionIsolation = .readCommitted,
        access: TransactionAccess = .readWrite,
        _ body: (inout Connection) throws -> Value
    ) throws -> Value {
        guard transactionStatus == .idle || transactionStatus == .unknown else {
            throw PostgresError.misused("a transaction is open already: use savepoint within it")
        }
        try execute(
            Statement(trusted: "begin isolation level \(isolation.rawValue), \(access.rawValue)"))
        let value: Value
        do {
            value = try body(&self)
        } catch {
            // Where the rollback fails the session is gone, and the server rolls back by itself.
            _ = try? execute("rollback")
            throw error
        }
        // The server answers the commit of a failed transaction with ROLLBACK, and calls it a success.
        guard try execute("commit").commandTag == "COMMIT" else { throw PostgresError.rolledBack }
        return value
    }

    /// Runs the body within the open transaction, so that its changes alone are undone when it throws.
    package mutating func savepoint<Value>(_ body: (inout Connection) throws -> Value) throws -> Value {
        try execute("savepoint deskhouse")
        do {
            let value = try body(&self)
            try execute("release savepoint deskhouse")
            return value
        } catch {
            _ = try? executeScript("rollback to savepoint deskhouse; release savepoint deskhouse")
            throw error
        }
    }
}
