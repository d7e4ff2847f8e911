import ArgumentParser
import Basics
import Rendering
import Shell
import Warehouse

/// `deskhouse status`: what is loaded.
struct Status: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Loads, row counts, rejects, how fresh the data is, sizes.")

    @OptionGroup var database: DatabaseOptions

    @Option(help: "table or json.")
    var format: ReportFormat = .table

    @Option(
        parsing: .unconditional,
        help: ArgumentHelp("Exit with 3 when the newest load is older, such as 2h or 90m.", valueName: "age"))
    var maxAge: String?

    func validate() throws {
        if let maxAge, DurationLiteral(maxAge).map({ $0.count > 0 }) != true {
            throw ValidationError("--max-age \(maxAge): write a number and s, m, h or d, such as 2h")
        }
    }

    func run() throws {
        try Failure.reporting {
            var warehouse = try database.openWarehouse()
            let status = try warehouse.status()
            let output = Output(descriptor: 1)
            let presentation = StatusPresentation(status)
            if format == .json {
                presentation.writeJSON(to: output)
            } else {
                try presentation.writeTables(to: output, screen: Screen.detect(descriptor: 1))
            }
            try output.commit()
            if let limit = maxAge.flatMap({ DurationLiteral($0)?.seconds }),
                status.age ?? .infinity > Double(limit)
            {
                StandardError.print(
                    status.age == nil
                        ? "deskhouse: nothing is loaded yet"
                        : "deskhouse: the newest load is older than \(maxAge ?? "")")
                throw Failure.checkFailed
            }
        }
    }
}
