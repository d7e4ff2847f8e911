import ArgumentParser
import KPIQuery
import Rendering
import SampleData
import Warehouse

/// Turns whatever a command threw into a message on standard error and an exit code.
enum Failure {
    /// Failed; nothing changed.
    static let failed = ExitCode(1)
    /// Used wrongly: also a query that does not parse.
    static let usage = ExitCode(64)
    /// Stopped by Ctrl-C or SIGTERM.
    static let interrupted = ExitCode(130)

    /// Runs a command's work.
    static func reporting(query: String? = nil, _ work: () throws -> Void) throws {
        do {
            try work()
        } catch let exit as ExitCode {
            throw exit
        } catch OutputError.closedPipe {
            // `… | head` has seen enough.
            throw ExitCode.success
        } catch _ where ProcessSignals.interruption.isRequested {
            StandardError.print("deskhouse: interrupted; nothing changed")
            throw interrupted
        } catch let failure as ParseFailure {
            StandardError.print(failure.caretText(in: query ?? ""))
            throw usage
        } catch let error as TimeRangeError {
            StandardError.print("deskhouse: \(error)")
            throw usage
        } catch let error as SettingError {
            StandardError.print("deskhouse: \(error)")
            throw usage
        } catch SampleError.outOfRange(let problem) {
            StandardError.print("deskhouse: \(problem)")
            throw usage
        } catch {
            StandardError.print("deskhouse: \(error)")
            throw failed
        }
    }
}
