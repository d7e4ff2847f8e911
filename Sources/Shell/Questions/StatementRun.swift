import PostgresClient
import Rendering

/// One statement of SQL on its way: rows as they come, or what it did.
struct StatementRun {
    /// What came of it.
    struct Outcome {
        /// Has the rows and is not ended; nil where the statement has none to give.
        var sink: (any RowSink)?
        /// What was done, in words: `3 rows inserted`; empty where there were only rows.
        var doing = ""
        /// Up to the last row; not what showing it took.
        var elapsed = Duration.zero

        /// Ends the sink.
        mutating func finish() throws(OutputError) {
            try sink?.finish(
                Closing(footer: doing.isEmpty ? [] : [doing], milliseconds: elapsed.wholeMilliseconds))
        }
    }

    /// As it is sent.
    let sql: String
    /// As it was typed.
    let text: String
    /// How fresh the data is, where the answer's form says so.
    let dataAsOf: String?
    /// Does what hands a row on as it comes; throws where nobody wants another.
    var handingOn: (() throws -> Void) throws -> Void = { try $0() }

    /// Runs it; the sink is only made where there are columns, if no rows.
    ///
    /// - Parameters:
    ///   - connection: Where it runs.
    ///   - streams: Whether rows are taken as they come.
    ///   - failsTransaction: Whether it is cancelled where a row cannot be handed on, which fails its transaction.
    ///   - makeSink: Makes a sink for the columns.
    /// - Returns: What came of it.
    /// - Throws: The error of the server, of the sink, or of what hands rows on.
    func run(
        on connection: inout Connection, streams: Bool, failsTransaction: Bool = false,
        _ makeSink: ([PostgresClient.Column]) throws -> any RowSink
    ) throws -> Outcome {
        let started = ContinuousClock.now
        let statement = Statement(trusted: sql)
        let zone = connection.parameterStatus("TimeZone")
        var outcome = Outcome()
        var kinds: [ValueKind] = []
        func begin(_ columns: [PostgresClient.Column]) throws {
            kinds = columns.map(\.valueKind)
            var sink = try makeSink(columns)
            var provenance = Provenance(query: text, timeZone: columns.timeZone(zone))
            provenance.dataAsOf = dataAsOf
            try sink.begin(columns.rendered(kinds), provenance: provenance)
            outcome.sink = sink
        }
        if streams {
            var tag = CommandTag("")
            try connection.stream(
                statement, failsTransaction: failsTransaction, describe: begin,
                complete: { tag = CommandTag($0) }
            ) { row in
                try handingOn { try outcome.sink?.row(row.cells(kinds)) }
            }
            outcome.doing = outcome.sink == nil ? tag.textWithoutRows : tag.textOfChange
            outcome.elapsed = started.duration(to: .now)
        } else {
            let rows = try connection.execute(statement)
            outcome.elapsed = started.duration(to: .now)
            let tag = CommandTag(rows.commandTag)
            outcome.doing = rows.columns.isEmpty ? tag.textWithoutRows : tag.text
            if !rows.columns.isEmpty { try begin(rows.columns) }
            try rows.forEach { row throws in try outcome.sink?.row(row.cells(kinds)) }
        }
        return outcome
    }
}

extension Row {
    /// The values as an answer has them.
    func cells(_ kinds: [ValueKind]) -> [Rendering.Cell] {
        kinds.enumerated().map { column, kind in
            guard let text = text(at: column) else { return .null }
            return switch kind {
            case .integer: Int(text).map { .integer($0) } ?? .text(text)
            case .decimal, .float: .decimal(text)
            case .boolean: .boolean(text == "t")
            case .interval: Interval(text).map { .interval($0) } ?? .text(text)
            case .intervals: IntervalArray(text).map { .intervals($0) } ?? .text(text)
            case .json: .json(text)
            default: .text(text)
            }
        }
    }
}

extension [PostgresClient.Column] {
    /// The columns as an answer has them.
    fileprivate func rendered(_ kinds: [ValueKind]) -> [Rendering.Column] {
        zip(self, kinds).map { column, kind in
            Rendering.Column(column.name, kind: kind, type: column.typeName)
        }
    }
}
