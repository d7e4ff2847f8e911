import ArgumentParser
import Rendering
import Shell

/// Where an answer goes and what it looks like there.
struct OutputOptions: ParsableArguments {
    @Option(
        help:
            "table, chart, csv, tsv, json, ndjson, md, html or xlsx; else the ending of the file's name says it; else table."
    )
    var format: Format?

    @Option(
        name: [.customShort("o"), .customLong("output")],
        help: ArgumentHelp(
            "Write to this file, whole or not at all, instead of standard output.", valueName: "file"))
    var path: String?

    /// Where the answer goes: to the file of the options, else to the one that the question names, else to standard
    /// output.
    func place(_ format: Format, path queryPath: String?) throws -> QuestionRun.Place {
        let target = path ?? queryPath
        if target == nil, format.isBinary, Screen.isTerminal(1) { throw Format.NotShown(format) }
        if let remark = target.flatMap(format.remark) { StandardError.print(remark) }
        let output = try target.map { try Output(replacing: $0) } ?? Output(descriptor: 1)
        var screen = target == nil ? Screen.detect(descriptor: 1) : Screen()
        screen.hiddenHint = "-o FILE keeps all"
        return QuestionRun.Place(output: output, screen: screen)
    }

    /// The format of what is no question.
    func formatOrTable() throws -> Format {
        try format ?? path.map { try Format(endingOf: $0) } ?? .table
    }

    /// A sink for what is no question.
    func sink() throws -> any RowSink {
        let format = try formatOrTable()
        let place = try place(format, path: nil)
        return format.sink(to: place.output, screen: place.screen)
    }
}

extension Format: ExpressibleByArgument {}
