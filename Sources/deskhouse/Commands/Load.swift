import ArgumentParser
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

    @Option(help: "canonical, servicenow, or a folder of SQL of your own.")
    var source = "canonical"

    @Option(name: .customLong("as"), help: "The name of the source in every key; else the source's own.")
    var name: String?

    @Option(help: "What the files hold where their names do not say it, such as tickets; for standard input (-).")
    var entity: String?

    @Option(help: ArgumentHelp("Time zone of instants without offset, IANA; kept for the source.", valueName: "zone"))
    var sourceTimezone: String?

    @Option(help: "The character between CSV fields; found out among , ; and tab unless given.")
    var delimiter: String?

    @Flag(help: "Fail at the first row that does not meet the contract.")
    var strict = false

    @Option(help: "How many rows of an entity may be rejected, N or N%; else the greater of 100 and 5%.")
    var maxRejects: String?

    @Option(help: "How many seconds to wait for another load; else until it is done.")
    var wait: Int?

    @Argument(help: "Files, folders, archives, or - for standard input.")
    var paths: [String]

    func validate() throws {
        if let maxRejects, RejectLimit(maxRejects) == nil {
            throw ValidationError("--max-rejects \(maxRejects): write a number of rows (500) or a share (2%)")
        }
        if let delimiter, LoadRequest.delimiterByte(delimiter) == nil {
            throw ValidationError("--delimiter \(delimiter): write one character, or tab")
        }
    }

    func run() throws {
        try Failure.reporting {
            var request = LoadRequest(paths: paths, mapping: source, name: name)
            request.entity = entity
            request.timezone = sourceTimezone
            request.delimiter = delimiter.flatMap { LoadRequest.delimiterByte($0) }
            request.isStrict = strict
            request.rejectLimit = maxRejects.flatMap { RejectLimit($0) } ?? .standard
            request.waitSeconds = wait
            var warehouse = try database.openWarehouse()
            let report = try warehouse.load(request) { event in
                if case .waitingForOtherLoad = event { StandardError.print("waiting for another load to finish …") }
            }
            StandardError.write(LoadReportText(report).text)
            if report.rejected > 0 { throw ExitCode(2) }
        }
    }
}
