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
        help: ArgumentHelp(
            "Say only how fresh the data is; exit with 3 when the newest load is older, such as 2h or 90m.",
            valueName: "age"))
    var maxAge: String?

    @Option(
        help: ArgumentHelp(
            "With --max-age: judge the newest load of this source (may be repeated).", valueName: "name"))
    var source: [String] = []

    func validate() throws {
        if let maxAge, DurationLiteral(maxAge).map({ $0.count > 0 }) != true {
            throw ValidationError("--max-age \(maxAge): write a number and s, m, h or d, such as 2h")
        }
        if maxAge == nil, !source.isEmpty {
            throw ValidationError("--source says whose loads --max-age judges; write --max-age AGE too")
        }
    }

    func run() throws {
        try Failure.reporting {
            var warehouse = try database.openWarehouse()
            let output = Output(descriptor: 1)
            guard let maxAge, let limit = DurationLiteral(maxAge)?.seconds else {
                let presentation = StatusPresentation(try warehouse.status())
                if format == .json {
                    presentation.writeJSON(to: output)
                } else {
                    try presentation.writeTables(to: output, screen: Screen.detect(descriptor: 1))
                }
                return try output.commit()
            }
            // A monitor asks every few minutes: nothing is counted for it.
            let freshness = try warehouse.freshness()
            let presentation = FreshnessPresentation(freshness)
            if format == .json {
                presentation.writeJSON(to: output)
            } else {
                presentation.writeLines(to: output)
            }
            try output.commit()
            try judge(freshness, limit: limit, as: maxAge)
        }
    }

    /// Fails where the newest load, or that of a source that was named, is older than the limit.
    private func judge(_ freshness: Freshness, limit: Int, as maxAge: String) throws {
        var problems: [String] = []
        for name in source {
            guard let found = freshness.sources.first(where: { ExactText($0.name) == ExactText(name) }) else {
                let meant = NearestName.meant(by: name, among: freshness.sources.map(\.name))
                problems.append("nothing is loaded as \(name)\(meant.map { "; did you mean \($0)?" } ?? "")")
                continue
            }
            if found.age > Double(limit) {
                problems.append("the newest load of \(name) is older than \(maxAge)")
            }
        }
        if source.isEmpty, freshness.age ?? .infinity > Double(limit) {
            problems.append(
                freshness.age == nil ? "nothing is loaded yet" : "the newest load is older than \(maxAge)")
        }
        guard problems.isEmpty else {
            for problem in problems { StandardError.print("deskhouse: \(problem)") }
            throw Failure.checkFailed
        }
    }
}
