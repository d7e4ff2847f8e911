import ArgumentParser
import KPIQuery
import PostgresClient
import Rendering
import SampleData
import Warehouse

/// Turns whatever a command threw into a message on standard error and an exit code.
enum Failure {
    /// Failed; nothing changed.
    static let failed = ExitCode(1)
    /// A check failed.
    static let checkFailed = ExitCode(3)
    /// Used wrongly: also a query that does not parse.
    static let usage = ExitCode(64)
    /// Stopped by Ctrl-C or SIGTERM.
    static let interrupted = ExitCode(130)

    /// Runs a command's work.
    ///
    /// - Parameters:
    ///   - query: The question that a `ParseFailure` is about.
    ///   - endsOnSignals: Whether Ctrl-C and SIGTERM end it; otherwise the command sees to them itself.
    ///   - work: What it does.
    /// - Throws: The exit code, after saying what is to be said.
    static func reporting(query: String? = nil, endsOnSignals: Bool = true, _ work: () throws -> Void) throws
    {
        if endsOnSignals { ProcessSignals.watch() }
        do {
            try work()
        } catch {
            let (message, code) = outcome(of: error, query: query)
            if let message {
                let text = error is ParseFailure ? message : "deskhouse: \(message)"
                let screen = StandardError.screen
                StandardError.print(WrappedText.of(text, width: screen.width, unicode: screen.unicode))
            }
            throw code
        }
    }

    /// What somebody whose statement took too long is told.
    private static let timeLimit = """
        HINT: the role or the database has a statement_timeout; a connection of one's own may have another: \
        --database "… options='-c statement_timeout=10min'"
        """

    /// What a role that lacks rights is told.
    private static let whoMay = """
        HINT: connect as the role that loads, which owns the warehouse, or have it granted to this one \
        (--database, DATABASE_URL or PGUSER); what deskhouse grant gives is for BI tools, on the schema kpi
        """

    /// What to say of an error, and the exit code it means; nothing where all is said already.
    ///
    /// - Parameters:
    ///   - error: What was thrown.
    ///   - query: The question that a `ParseFailure` is about.
    ///   - isStopped: Whether Ctrl-C or SIGTERM came.
    /// - Returns: The message and the code.
    static func outcome(
        of error: any Error, query: String? = nil, isStopped: Bool = ProcessSignals.stopRequest.isRequested
    ) -> (message: String?, code: ExitCode) {
        switch error {
        case let exit as ExitCode: (nil, exit)
        // `… | head` has seen enough.
        case OutputError.closedPipe: (nil, .success)
        // Any other error is another matter, even then: a load may be in whose report could not be written.
        case _ where isStopped && isEndOfWork(error): ("interrupted; nothing changed", interrupted)
        case let failure as ParseFailure: (failure.caretText(in: query ?? ""), usage)
        case is TimeRangeError, is SettingError, is AsOfError: ("\(error)", usage)
        case is Format.NotShown: ("\(error)", usage)
        case let error as Format.UnknownEnding: ("\(error), or add --format", usage)
        case let error as PostgresError where error.sqlState == .insufficientPrivilege:
            ("\(error)\n\(Self.whoMay)", failed)
        case let error as PostgresError where error.isStatementTimeout:
            ("\(error)\n\(Self.timeLimit)", failed)
        case let error as PostgresError where error.sqlState == .readOnlyTransaction:
            ("\(error)\nHINT: --write may change data", failed)
        case LoadError.unknownEntity: ("\(error)", usage)
        case SampleError.outOfRange(let problem): (problem, usage)
        default: ("\(error)", failed)
        }
    }
    /// Whether an error is how work ends that is stopped: undone.
    private static func isEndOfWork(_ error: any Error) -> Bool {
        error is StopRequest.Interrupted || (error as? PostgresError)?.sqlState == .queryCanceled
    }
}
