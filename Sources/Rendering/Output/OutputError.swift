import Platform

/// Why an output could not be written.
package enum OutputError: Error, Sendable, Hashable {
    /// The reader of a pipe went away: `… | head`. No failure worth a message.
    case closedPipe
    /// A call of the system failed. `action` reads after "cannot".
    case system(action: String, path: String?, code: Int32)
    /// Nobody wants the file any more; nothing has taken its place.
    case cancelled
    /// The workbook library refused.
    case workbook(String)
}

extension OutputError: CustomStringConvertible {
    /// One line for a person.
    package var description: String {
        switch self {
        case .closedPipe: "the reader of the output went away"
        case .system(let action, let path, let code):
            "cannot \(action)\(path.map { " \($0)" } ?? ""): \(String(cString: strerror(code)))"
        case .cancelled: "cancelled"
        case .workbook(let message): "cannot write the workbook: \(message)"
        }
    }
}
