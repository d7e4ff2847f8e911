import ArgumentParser
import KPIQuery
import Rendering
import Shell
import Warehouse

/// `deskhouse query`: one KPI question.
struct Query: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Answer a KPI question.",
        discussion: """
            Metrics first, then in any order: by dimensions, a grain, a range, where.

              deskhouse query 'frt by channel weekly since 2026-01-01 where priority = high'
              deskhouse query 'volume, csat monthly in 2026' --format json
            """)

    @OptionGroup var database: DatabaseOptions
    @OptionGroup var output: OutputOptions

    @Option(help: ArgumentHelp("The instant that counts as now, ISO 8601.", valueName: "instant"))
    var asOf: String?

    @Flag(help: "Answer from the facts, never from an approximation.")
    var exact = false

    @Argument(help: "The question.")
    var query: String

    func run() throws {
        try Failure.reporting(query: query) {
            let started = ContinuousClock.now
            var warehouse = try database.openWarehouse()
            let answer = try warehouse.answer(query, asOf: asOf)
            let milliseconds = started.duration(to: .now).wholeMilliseconds

            let asked = answer.query.output?.value
            let format = output.format(orElse: asked.flatMap { Format(rawValue: $0.format.rawValue) })
            let presentation = AnswerPresentation(answer, for: format)
            if format != .table { StandardError.print(presentation.headline(milliseconds: milliseconds)) }
            try presentation.write(
                to: output.sink(format, path: asked?.path?.value), milliseconds: milliseconds)
            if let hint = try warehouse.hintForEmpty(answer) { StandardError.print(hint) }
        }
    }
}

extension Duration {
    /// Rounded down.
    var wholeMilliseconds: Int {
        Int(components.seconds) * 1_000 + Int(components.attoseconds / 1_000_000_000_000_000)
    }
}
