import Platform

/// A history file that could not be used.
package struct HistoryError: Error, Sendable, Hashable, CustomStringConvertible {
    /// What was tried: "open", "lock", "read", "write", "replace".
    package let action: String
    package let path: String
    /// The system's error number.
    package let code: Int32

    package var description: String {
        "cannot \(action) the history \(path): \(String(cString: strerror(code)))"
    }
}
