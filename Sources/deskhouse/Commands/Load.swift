import ArgumentParser
import Rendering
import Shell
import Warehouse

/// `deskhouse load`: files into the warehouse.
struct Load: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Load files: canonical CSV or NDJSON, or a help desk's own export through a source.",
        discussion: """
            Files are told by their names: tickets.csv, interactions-2026-03.csv.gz, a folder or a zip of them.
            All or nothing: a load that fails changes nothing, and the same load again changes nothing either.
            """)

    @OptionGroup var database: DatabaseOptions

    @Option(help: "canonical, servicenow, zendesk, or a folder of SQL of your own.")
    var source = "canonical"

    @Option(name: .customLong("as"), help: "The name of the source in every key; else the source's own.")
    var name: String?

    @Option(
        help: "What the files hold where their names do not say it, such as tickets; for standard input (-).")
    var entity: String?

    @Option(
        help: ArgumentHelp(
            "Time zone of instants without offset, IANA; kept for the source.", valueName: "zone"))
    var sourceTimezone: String?

    @Option(help: "The character between CSV fields; found out among , ; | and tab unless given.")
    var delimiter: String?

    @Flag(help: "Fail at the first row that does not meet the contract.")
    var strict = false

    // A value may begin with a dash, so that a negative one is refused as such.
    @Option(
        parsing: .unconditional,
        help: "How many rows of an entity may be rejected, N or N%; else the greater of 100 and 5%.")
    var maxRejects: String?

    @Option(
        parsing: .unconditional,
        help:
            "How many seconds to wait for another load, or for who reads a source's raw tables; else until they are done."
    )
    var wait: Int?

    @Option(
        help: ArgumentHelp(
            "Load each file of this folder once, and move it to done/ or failed/ with a report beside it.",
            valueName: "folder"))
    var inbox: String?

    @Option(help: "text, or json: one object an event and line, for schedulers.")
    var logFormat: LogFormat = .text

    @Argument(help: "Files, folders, archives, or - for standard input.")
    var paths: [String] = []

    func validate() throws {
        if paths.isEmpty == (inbox == nil) {
            throw ValidationError("Give files or folders to load, or a folder with --inbox, and not both.")
        }
        if let name, !LoadRequest.isName(name) {
            throw ValidationError(
                "--as \(name.prefix(60)): write a name of 1 to 512 bytes without control characters")
        }
        if let wait, wait < 0 {
            throw ValidationError("--wait \(wait): write a number of seconds, 0 or more")
        }
        if let maxRejects, RejectLimit(maxRejects) == nil {
            throw ValidationError("--max-rejects \(maxRejects): write a number of rows (500) or a share (2%)")
        }
        if let delimiter, LoadRequest.delimiterByte(delimiter) == nil {
            throw ValidationError("--delimiter \(delimiter): write one character, or tab")
        }
    }

    func run() throws {
        let log = logFormat.log(on: StandardError.screen) { StandardError.write($0) }
        let tally = InboxTally()
        let interruption = Self.interruption(isInbox: inbox != nil, tally)
        ProcessSignals.sayLast { [logFormat] in
            // A log of its own: the other one is in use on another thread.
            let screen = Screen(unicode: StandardError.screen.unicode)
            let log = logFormat.log(on: screen) { StandardError.write($0) }
            log.fail(interruption(), exitCode: Failure.interrupted.rawValue)
        }
        ProcessSignals.watch()
        do {
            if let inbox {
                let code = try InboxRun(path: inbox, request: request, log: log, tally: tally).run {
                    try database.openWarehouse { log.remark($0) }
                }
                throw ExitCode(code)
            }
            var warehouse = try database.openWarehouse { log.remark($0) }
            let report = try warehouse.load(request) { log.note($0) }
            let code: Int32 = report.rejected > 0 ? 2 : 0
            log.finish(report, exitCode: code)
            throw ExitCode(code)
        } catch {
            var (message, code) = Failure.outcome(of: error)
            if code == Failure.interrupted { message = interruption() }
            if let message { log.fail(message, exitCode: code.rawValue) }
            throw code
        }
    }

    /// What to say of a run that is interrupted.
    private static func interruption(isInbox: Bool, _ tally: InboxTally) -> @Sendable () -> String {
        { isInbox ? tally.interruption : "interrupted; nothing changed" }
    }

    private var request: LoadRequest {
        var request = LoadRequest(paths: paths, mapping: source, name: name)
        request.entity = entity
        request.timezone = sourceTimezone
        request.delimiter = delimiter.flatMap { LoadRequest.delimiterByte($0) }
        request.isStrict = strict
        request.rejectLimit = maxRejects.flatMap { RejectLimit($0) } ?? .standard
        request.waitSeconds = wait
        return request
    }
}

extension LogFormat: ExpressibleByArgument {}
