import ArgumentParser
import Basics
import Platform
import SampleData

/// `deskhouse sample`: a made-up source to try things on.
struct Sample: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract:
            "Write a made-up shop's support data, one CSV file an entity. The same arguments give the same bytes."
    )

    @Option(help: "How many tickets; everything else follows.")
    var tickets = 20_000

    @Option(help: "Length of the span they are created in, days.")
    var days = 365

    @Option(help: "Another seed, another sample.")
    var seed: UInt64 = 1

    @Option(
        help: ArgumentHelp("The first day after the span, YYYY-MM-DD; today unless given.", valueName: "date")
    )
    var until: String?

    @Flag(help: "Replace what CSV files the folder holds under the same names.")
    var replace = false

    @Argument(help: "The folder to write to; made if it is missing.")
    var directory: String

    func validate() throws {
        if let until, CivilDate(until) == nil {
            throw ValidationError("--until \(until) is no day; write it as 2026-03-31")
        }
        if !replace, holdsFiles {
            throw ValidationError(
                "\(directory) holds CSV files already: name a new or an empty folder, or add --replace")
        }
    }

    private var holdsFiles: Bool {
        var found = glob_t()
        defer { globfree(&found) }
        return glob(directory + "/*.csv", 0, nil, &found) == 0
    }

    func run() throws {
        try Failure.reporting {
            let end = until.flatMap { CivilDate($0) } ?? CivilDate(dayNumber: time(nil) / 86_400)
            let summary = try SampleSource(tickets: tickets, days: days, seed: seed, until: end)
                .write(to: directory)
            for file in summary.files {
                StandardError.print("\(directory)/\(file.name)  \(file.rows) rows")
            }
        }
    }
}
