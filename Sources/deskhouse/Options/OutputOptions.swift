import ArgumentParser
import Rendering

/// Where an answer goes and what it looks like there.
struct OutputOptions: ParsableArguments {
    @Option(help: "table, csv, tsv, json, ndjson, md, html or xlsx; else what the file's name says, else table.")
    var format: Format?

    @Option(
        name: [.short, .customLong("output")],
        help: ArgumentHelp("Write to this file, whole or not at all, instead of standard output.", valueName: "file"))
    var path: String?

    /// The format meant, where the query itself may name one.
    func format(orElse named: Format?) -> Format {
        format ?? named ?? path.flatMap { Format(path: $0) } ?? .table
    }

    /// A sink for the answer.
    func sink(_ format: Format, path queryPath: String? = nil) throws -> any RowSink {
        let target = path ?? queryPath
        let output = try target.map { try Output(replacing: $0) } ?? Output(descriptor: 1)
        let screen = target == nil ? Screen.detect(descriptor: 1) : Screen()
        return format.sink(to: output, screen: screen)
    }
}

extension Format: ExpressibleByArgument {}
