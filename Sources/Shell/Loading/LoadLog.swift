import Intake
package import Rendering
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
    ///   - screen: What can be shown there; progress only where a line can be replaced.
    ///   - write: Writes text as it is.
    /// - Returns: The log.
    package func log(on screen: Screen, write: @escaping (String) -> Void) -> any LoadLog {
        switch self {
        case .text: TextLoadLog(on: screen, write: write)
        case .json: JSONLoadLog(write: write)
        }
    }
}
