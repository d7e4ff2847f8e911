import ArgumentParser
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
        if let maxAge, AgeText.seconds(maxAge) == nil {
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
            if let limit = maxAge.flatMap({ AgeText.seconds($0) }), status.age ?? .infinity > limit {
                StandardError.print(
                    status.age == nil
                        ? "deskhouse: nothing is loaded yet"
                        : "deskhouse: the newest load is older than \(maxAge ?? "")")
                throw Failure.checkFailed
            }
        }
    }
}

/// An age as a user writes it.
enum AgeText {
    /// Seconds of `90m`, `2h`, `1d`; nil for anything else.
    static func seconds(_ text: String) -> Double? {
        guard let unit = text.last, let count = Int(text.dropLast()), count > 0 else { return nil }
        switch unit {
        case "s": return Double(count)
        case "m": return Double(count) * 60
        case "h": return Double(count) * 3_600
        case "d": return Double(count) * 86_400
        default: return nil
        }
    }
}
