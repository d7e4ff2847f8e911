import Intake
package import Warehouse

/// What is told of loads while they run.
package protocol LoadLog: AnyObject {
    /// From now on it is about this file of an inbox.
    func begin(file: String)
    /// Something happened.
    func note(_ event: LoadEvent)
    /// A remark: a file left alone, nothing to do.
    func remark(_ text: String)
    /// The load was committed.
    func finish(_ report: LoadReport, exitCode: Int32)
    /// The load failed, and nothing changed.
    func fail(_ problem: String, exitCode: Int32)
}

/// What `--log-format` names.
package enum LogFormat: String, CaseIterable, Sendable {
    /// Lines for people.
    case text
    /// One JSON object an event and line.
    case json
}

extension LogFormat {
    /// A log that writes through the closure.
    ///
    /// - Parameters:
    ///   - isTerminal: Whether a person looks on, so that progress may be drawn in place.
    ///   - unicode: Whether characters beyond ASCII can be shown there.
    ///   - write: Writes text as it is.
    /// - Returns: The log.
    package func log(isTerminal: Bool, unicode: Bool, write: @escaping (String) -> Void) -> any LoadLog {
        switch self {
        case .text: TextLoadLog(isTerminal: isTerminal, unicode: unicode, write: write)
        case .json: JSONLoadLog(write: write)
        }
    }
}
