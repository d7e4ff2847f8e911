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
        let result = KeptResult(isKept: isKept)
        var run = StatementRun(
            sql: filled.sql, text: filled.typed,
            dataAsOf: try withServer { warehouse.dataAsOf() })
        run.handingOn = handingOn(mayCancel: !isInTransaction)
        var outcome = StatementRun.Outcome()
        var isShown = false
        let answer = { (connection: inout Connection, makeSink: () throws -> any RowSink) in
            outcome = try run.run(on: &connection, streams: sql.isQuestion) { columns in
                KeepingSink(try makeSink(), in: result, types: columns.map(\.temporaryType))
            }
        }
        let makeSink = {
            isShown = true
            self.running.end()
            return try self.sink(place)
        }
        let mayRepeat = { sql.isQuestion && !isShown && sql.resultNames.isEmpty }
        running.begin()
        defer { running.end() }
        try untilLeft(result) {
            try withServer(mayRepeat: mayRepeat) {
                if isInTransaction || surroundings.mayWrite {
                    try answer(&warehouse.connection, makeSink)
                } else if sql.beginsTransaction {
                    try answer(&warehouse.connection) { SilentSink() }
                    // From the first statement on there is no way back to writing.
                    try warehouse.connection.execute("set transaction read only")
                    try warehouse.connection.execute("select 1")
                } else {
                    try warehouse.connection.transaction(access: .readOnly) { connection in
                        try answer(&connection, makeSink)
                    }
                }
            }
            // With all rows there, the transaction is over: somebody may read them in the pager for long.
            try outcome.finish()
        }
        elapsed = outcome.elapsed
        if isShown || outcome.sink != nil {
            if isKept { keep(result, of: .sql(filled.typed)) }
        } else if !outcome.doing.isEmpty {
            tell("\(outcome.doing) · \(elapsed.wholeMilliseconds) ms")
        }
    }

    /// Hands a row on until nobody wants another; the statement is then cancelled where it may be.
    ///
    /// That would fail a transaction that is not the shell's own.
    private func handingOn(mayCancel: Bool) -> (() throws -> Void) throws -> Void {
        { [interruption] handOn in
            if interruption.isRequested { throw Interrupted() }
            if interruption.hasLeft { throw OutputError.closedPipe }
            do {
                try handOn()
            } catch OutputError.closedPipe {
                if mayCancel, !interruption.hasLeft { interruption.leave() }
                throw OutputError.closedPipe
            }
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
    func placeResults(named names: [String]) throws {
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

extension PostgresClient.Column {
    fileprivate var temporaryType: TemporaryType { .numbered(typeID, modifier: typeModifier) }
}
