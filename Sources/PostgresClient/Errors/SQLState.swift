/// A five-character SQLSTATE code: which kind of error or notice the server reports.
///
/// The list is appendix A of the PostgreSQL manual; only the codes that this product acts on have names here.
package struct SQLState: RawRepresentable, Hashable, Sendable {
    /// The code's five characters, such as `23505`.
    package let rawValue: String

    /// Wraps a code as the server sent it.
    package init(rawValue: String) {
        self.rawValue = rawValue
    }

    /// The first two characters: the class of conditions that the code belongs to.
    package var classCode: Substring { rawValue.prefix(2) }
}

extension SQLState {
    /// The statement was cancelled, by request or by a timeout.
    package static let queryCanceled = SQLState(rawValue: "57014")
    /// An administrator ended the session.
    package static let adminShutdown = SQLState(rawValue: "57P01")
    /// Another process of the server crashed, and the server ended all sessions.
    package static let crashShutdown = SQLState(rawValue: "57P02")
    /// The server is starting, stopping or recovering.
    package static let cannotConnectNow = SQLState(rawValue: "57P03")
    /// The transaction could not be put in a serial order with others; it may succeed when repeated.
    package static let serializationFailure = SQLState(rawValue: "40001")
    /// The transaction was the victim of a deadlock; it may succeed when repeated.
    package static let deadlockDetected = SQLState(rawValue: "40P01")
    /// A lock was not available at once, or within `lock_timeout`.
    package static let lockNotAvailable = SQLState(rawValue: "55P03")
    /// The transaction failed earlier, and runs nothing until it is rolled back.
    package static let inFailedTransaction = SQLState(rawValue: "25P02")
    /// A row with this key exists.
    package static let uniqueViolation = SQLState(rawValue: "23505")
    /// The role lacks the privilege.
    package static let insufficientPrivilege = SQLState(rawValue: "42501")
    /// A change in a transaction that only reads.
    package static let readOnlyTransaction = SQLState(rawValue: "25006")
    /// The statement cannot be parsed.
    package static let syntaxError = SQLState(rawValue: "42601")
    /// No column of this name exists.
    package static let undefinedColumn = SQLState(rawValue: "42703")
    /// No relation of this name exists.
    package static let undefinedTable = SQLState(rawValue: "42P01")
    /// Other objects depend on what should be dropped.
    package static let dependentObjectsStillExist = SQLState(rawValue: "2BP01")
}
