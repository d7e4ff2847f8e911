import PostgresClient
import Rendering
import Warehouse

extension ShellSession {
    /// Runs a statement: in a transaction that only reads, unless changes are allowed.
    func answerSQL(_ text: String, to target: OutputTarget, isKept: Bool) throws {
        let filled = FilledSQL(text, with: variables)
        let sql = SQLText(filled.sql)
        guard !sql.isEmpty else { return }
        if sql.copiesOut {
            throw ShellError("rows go out with: \\export FILE after a query, or \\copy (query) to FILE")
        }
        if sql.copiesIn { throw ShellError("data comes in with: deskhouse load FILE …") }
        if !surroundings.mayWrite { try sql.refuseWritingOnServer() }
        if let danger = sql.danger, surroundings.mayWrite, surroundings.isInteractive {
            guard interruption.confirms("\(danger). Run it? [y/N] ") else { throw ShellError("not run") }
        }
        try placeResults(named: sql.resultNames)
        do { try runStatement(sql, filled, to: target, isKept: isKept) } catch let error as PostgresError {
            throw filled.typed(error)
        }
        note(sql)
    }

    private func runStatement(_ sql: SQLText, _ filled: FilledSQL, to target: OutputTarget, isKept: Bool)
        throws
    {
        let place = try place(of: target)
        let run = StatementRun(
            statement: Statement(trusted: filled.sql), text: filled.typed, streams: sql.isQuestion,
            dataAsOf: place.format == .table ? nil : try withServer { warehouse.dataAsOf() },
            result: KeptResult(isKept: isKept), interruption: interruption, mayCancel: !isInTransaction)
        var outcome = StatementRun.Outcome()
        var isShown = false
        let makeSink = {
            isShown = true
            return try self.sink(place)
        }
        let mayRepeat = { sql.isQuestion && !isShown && sql.resultNames.isEmpty }
        try untilLeft(run.result) {
            try withServer(mayRepeat: mayRepeat) {
                if isInTransaction || surroundings.mayWrite {
                    outcome = try run.run(on: &warehouse.connection, makeSink)
                } else if sql.beginsTransaction {
                    outcome = try run.run(on: &warehouse.connection) { SilentSink() }
                    // From the first statement on there is no way back to writing.
                    try warehouse.connection.execute("set transaction read only")
                    try warehouse.connection.execute("select 1")
                } else {
                    outcome = try warehouse.connection.transaction(access: .readOnly) { connection in
                        try run.run(on: &connection, makeSink)
                    }
                }
            }
        }
        elapsed = outcome.elapsed
        if isShown || outcome.hasRows {
            if isKept { keep(run.result, of: .sql(filled.typed)) }
        } else if !outcome.doing.isEmpty {
            tell("\(outcome.doing) · \(elapsed.wholeMilliseconds) ms")
        }
    }

    /// Makes what was typed so far a table: `select * from _history`.
    private func placeEntries() throws {
        guard !isInTransaction || surroundings.mayWrite else {
            throw ShellError("_history cannot be made a table while a transaction is open: rollback first")
        }
        let rows = history().enumerated().map { number, text -> [String?] in ["\(number + 1)", text] }
        try withServer {
            try warehouse.putTemporaryTable(
                ResultHistory.entriesName,
                columns: [("number", .named("integer")), ("entry", .named("text"))],
                rows: rows)
        }
    }

    /// Makes the answers that a statement names tables of the session (`select * from _`).
    private func placeResults(named names: [String]) throws {
        // A lost connection shows here, and with it that the tables are gone.
        if !names.isEmpty { try withServer {} }
        for name in names {
            if name == ResultHistory.entriesName {
                try placeEntries()
                continue
            }
            switch results.result(named: name) {
            case nil: continue
            case .missing: throw ShellError("there is no answer \(name) yet")
            case .result(let result):
                guard !results.isPlaced(result, as: name) else { continue }
                guard result.isWhole else {
                    throw ShellError(
                        "not every row of \(name) was kept: put its question into the statement")
                }
                guard !isInTransaction || surroundings.mayWrite else {
                    throw ShellError(
                        "\(name) cannot be made a table while a transaction is open: rollback first")
                }
                try withServer {
                    try warehouse.putTemporaryTable(name, columns: result.columns, rows: result.rows)
                }
                results.notePlaced(result, as: name)
            }
        }
    }
}

/// One statement on its way: rows as they come, or what it did.
struct StatementRun {
    /// What came of it.
    struct Outcome {
        /// Whether there were rows to give, if only none.
        var hasRows = false
        /// What was done, where there were none: `3 rows inserted`.
        var doing = ""
        /// Up to the last row; not what showing it took.
        var elapsed = Duration.zero
    }

    let statement: Statement
    let text: String
    let streams: Bool
    /// How fresh the data is, where the answer's form says so.
    let dataAsOf: String?
    /// Keeps the rows.
    let result: KeptResult
    let interruption: Interruption
    /// Whether it is cancelled when nobody reads on; that would fail a transaction that is not the shell's own.
    let mayCancel: Bool

    /// Runs it; the sink is only made where there are rows.
    func run(on connection: inout Connection, _ makeSink: () throws -> any RowSink) throws -> Outcome {
        let started = ContinuousClock.now
        var outcome = Outcome()
        if streams {
            try stream(on: &connection, makeSink, started, into: &outcome)
        } else {
            try execute(on: &connection, makeSink, started, into: &outcome)
        }
        if outcome.elapsed == .zero { outcome.elapsed = started.duration(to: .now) }
        return outcome
    }

    private func stream(
        on connection: inout Connection, _ makeSink: () throws -> any RowSink,
        _ started: ContinuousClock.Instant, into outcome: inout Outcome
    ) throws {
        var sink: (any RowSink)?
        var kinds: [ValueKind] = []
        let zone = connection.parameterStatus("TimeZone")
        try connection.stream(statement) { columns in
            kinds = columns.map(\.valueKind)
            var begun: any RowSink = KeepingSink(
                try makeSink(), in: result, types: columns.map(\.temporaryType))
            try begun.begin(columns.rendered(kinds), provenance: provenance(columns, zone))
            sink = begun
        } _: { row in
            if interruption.isRequested { throw Interrupted() }
            if interruption.hasLeft { throw OutputError.closedPipe }
            do {
                try sink?.row(kinds.indices.map { SQLPresentation.cell(row, $0, kinds[$0]) })
            } catch OutputError.closedPipe {
                if mayCancel, !interruption.hasLeft { interruption.leave() }
                throw OutputError.closedPipe
            }
        }
        outcome.elapsed = started.duration(to: .now)
        outcome.hasRows = sink != nil
        try sink?.finish(Closing(milliseconds: outcome.elapsed.wholeMilliseconds))
    }

    private func provenance(_ columns: [PostgresClient.Column], _ zone: String?) -> Provenance {
        var provenance = Provenance(query: text, timeZone: columns.timeZone(zone))
        provenance.dataAsOf = dataAsOf
        return provenance
    }

    private func execute(
        on connection: inout Connection, _ makeSink: () throws -> any RowSink,
        _ started: ContinuousClock.Instant, into outcome: inout Outcome
    ) throws {
        let rows = try connection.execute(statement)
        outcome.elapsed = started.duration(to: .now)
        let columns = rows.columns
        guard !columns.isEmpty else {
            outcome.doing = CommandTag(rows.commandTag).textWithoutRows
            return
        }
        let kinds = columns.map(\.valueKind)
        outcome.hasRows = true
        var sink: any RowSink = KeepingSink(try makeSink(), in: result, types: columns.map(\.temporaryType))
        try sink.begin(
            columns.rendered(kinds), provenance: provenance(columns, connection.parameterStatus("TimeZone")))
        try rows.forEach { row throws(OutputError) in
            try sink.row(kinds.indices.map { SQLPresentation.cell(row, $0, kinds[$0]) })
        }
        try sink.finish(
            Closing(
                footer: [CommandTag(rows.commandTag).text].filter { !$0.isEmpty },
                milliseconds: outcome.elapsed.wholeMilliseconds))
    }
}

extension PostgresClient.Column {
    fileprivate var temporaryType: TemporaryType { .numbered(typeID, modifier: typeModifier) }
}

extension [PostgresClient.Column] {
    fileprivate func rendered(_ kinds: [ValueKind]) -> [Rendering.Column] {
        zip(self, kinds).map { column, kind in
            Rendering.Column(column.name, kind: kind, type: column.typeName)
        }
    }
}
