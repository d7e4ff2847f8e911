import ArgumentParser
import Rendering
import Shell
import Warehouse

/// `deskhouse query`: one line of the query language.
struct Query: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Answer a KPI question.",
        discussion: """
            Metrics first, then in any order: by dimensions, a grain, a range, where, vs, top, having, with, as.
            A verb may come before: define, explain, tickets, watch.

              deskhouse query 'frt by channel weekly since 2026-01-01 where priority = high vs previous'
              deskhouse query 'volume, csat monthly in 2026' --format json
              deskhouse query 'tickets frt in 2026-W14 top 20'
              deskhouse query 'define fcr'
            """)

    @OptionGroup var database: DatabaseOptions
    @OptionGroup var output: OutputOptions

    @Option(help: ArgumentHelp("The instant that counts as now, ISO 8601.", valueName: "instant"))
    var asOf: String?

    @Flag(help: "Answer from the facts, never from an approximation.")
    var exact = false

    @Flag(help: "With define: print the KPI's SQL too.")
    var sql = false

    @Option(help: .hidden)
    var watchCount: Int?

    @Argument(help: "The question.")
    var query: String

    @Argument(help: .hidden)
    var more: [String] = []

    func validate() throws {
        guard !more.isEmpty else { return }
        throw ValidationError(
            "the question is one argument: put it in quotes, such as deskhouse query 'frt by channel'")
    }

    func run() throws {
        try Failure.reporting(query: query) {
            var warehouse = try database.openWarehouse()
            var run = QuestionRun(
                query.withoutContinuations, asOf: asOf, format: output.format, outputPath: output.path,
                place: output.place,
                tell: { StandardError.print($0) })
            run.isExact = exact
            run.showsSQL = sql
            run.watchCount = watchCount
            try run.run(on: &warehouse)
        }
    }
}

extension String {
    /// A question as one can copy it from the shell, where a backslash at a row's end lets it go on in the next: with a
    /// blank in its place.
    fileprivate var withoutContinuations: String {
        var rows = split(omittingEmptySubsequences: false, whereSeparator: \.isNewline).map(String.init)
        for number in rows.indices.dropLast() {
            guard let end = rows[number].lastIndex(where: { !$0.isWhitespace }), rows[number][end] == "\\"
            else {
                continue
            }
            rows[number].replaceSubrange(end...end, with: " ")
        }
        return rows.joined(separator: "\n")
    }
}
