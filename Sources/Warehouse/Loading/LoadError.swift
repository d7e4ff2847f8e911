package import Intake

/// Why a load failed; nothing changed, unless the case says otherwise.
package enum LoadError: Error, CustomStringConvertible {
    /// Another load was still running when the waiting time was up.
    case busy(seconds: Int, holder: String?)
    /// A table of the files at hand was still in use when the waiting time was up.
    case tableInUse(String, seconds: Int, holder: String?)
    /// `--strict`: a row was rejected.
    case strict(Reject)
    /// More rows of an entity were rejected than the limit allows: most likely the wrong file.
    case tooManyRejects(entity: String, rejected: Int64, read: Int64, first: [Reject])
    /// No mapping of that name is built in, and no such folder exists.
    case unknownMapping(name: String, builtIn: [String])
    /// A folder given as mapping is none.
    case badMapping(path: String, problem: String)
    /// A mapping's SQL failed.
    case mappingFailed(file: String, problem: String)
    /// No time zone of that name.
    case unknownTimezone(String)
    /// The rejects could not be kept on disk until they are written to the database.
    case spoolFailed(action: String, reason: String)
    /// The load could be tried again, but its input was a pipe, which is used up.
    case notRepeatable(problem: String)
    /// The connection was lost during the commit, and nobody could be asked whether it was done.
    case outcomeUnknown(problem: String)
    /// `--entity` names nothing that can be loaded.
    case unknownEntity(name: String, known: [String])

    package var description: String {
        switch self {
        case .busy(seconds: 0, let holder):
            "another load is running\(Self.by(holder)); try again, or wait for its end with --wait SECONDS"
        case .busy(let seconds, let holder):
            "another load is still running after \(seconds) s\(Self.by(holder)); try again, or wait longer with --wait"
        case .tableInUse(let table, seconds: 0, let holder):
            "\(table) is in use\(Self.by(holder)); try again, or wait with --wait SECONDS"
        case .tableInUse(let table, let seconds, let holder):
            "\(table) is still in use after \(seconds) s\(Self.by(holder)); try again, or wait longer with --wait"
        case .strict(let reject):
            "--strict: \(reject.place): \(reject.reason)"
        case .tooManyRejects(let entity, let rejected, let read, let first):
            """
            \(rejected) of \(read) rows of \(entity) \(rejected == 1 ? "does" : "do") not meet the contract; \
            nothing was loaded. \
            Is it the right file? Otherwise allow more with --max-rejects. The first ones:
            \(first.map { "  \($0.place): \($0.reason)" }.joined(separator: "\n"))
            """
        case .unknownMapping(let name, let builtIn):
            """
            no source "\(name)": built in are \(builtIn.joined(separator: ", ")); \
            a folder of your own is given by its path, such as ./\(name)
            """
        case .badMapping(let path, let problem): "source \(path): \(problem)"
        case .mappingFailed(let file, let problem): "\(file): \(problem)"
        case .unknownTimezone(let name): "\"\(name)\" is no time zone PostgreSQL knows; try Europe/Berlin"
        case .spoolFailed(let action, let reason):
            "cannot \(action) a temporary file for the rejected rows: \(reason); make room where TMPDIR points"
        case .notRepeatable(let problem):
            "\(problem)\nthe input was a pipe, which cannot be read a second time: run the load again"
        case .outcomeUnknown(let problem):
            """
            \(problem)
            the connection was lost while the load was being committed: it may be in, whole, or not at all. \
            Run it again: where it is in, that changes nothing
            """
        case .unknownEntity(let name, let known):
            "--entity \(name) is none of \(known.joined(separator: ", "))"
        }
    }

    private static func by(_ holder: String?) -> String { holder.map { ", held by \($0)" } ?? "" }
}

extension Reject {
    /// File, line and column.
    package var place: String {
        "\(file), line \(line)" + (column.map { ", column \($0)" } ?? "")
    }
}
