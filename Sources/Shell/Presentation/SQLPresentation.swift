import KPIQuery
import PostgresClient
package import Rendering
package import Warehouse

/// The result of an SQL statement, streamed to any format.
package struct SQLPresentation {
    private let statement: String
    private let mayWrite: Bool

    /// A statement; unless it may write, it runs in a read-only transaction.
    package init(statement: String, mayWrite: Bool) {
        self.statement = statement
        self.mayWrite = mayWrite
    }

    /// Runs the statement and writes its rows as they come.
    package func run(on warehouse: inout Warehouse, into sink: any RowSink) throws {
        try refuseQuestion(on: &warehouse)
        try warehouse.writeIntervalsForPeople()
        if !mayWrite { try SQLText(statement).refuseWritingOnServer() }
        let run = StatementRun(sql: statement, text: statement, dataAsOf: warehouse.dataAsOf())
        let started = ContinuousClock.now
        var sink = sink
        var doing = ""
        try warehouse.connection.transaction(access: mayWrite ? .readWrite : .readOnly) { connection in
            let outcome = try run.run(on: &connection, streams: true, failsTransaction: true) { _ in sink }
            doing = outcome.doing
            if let begun = outcome.sink {
                sink = begun
            } else {
                // A statement without a result (set, update …) has no columns to begin with.
                try sink.begin([], provenance: Provenance(query: statement))
            }
        }
        try sink.finish(
            Closing(
                footer: doing.isEmpty ? [] : [doing],
                milliseconds: started.duration(to: .now).wholeMilliseconds))
    }

    /// Refuses a KPI question, of which the server would only say that it is no SQL.
    private func refuseQuestion(on warehouse: inout Warehouse) throws {
        // By its first word alone: no name is looked up for what is SQL.
        let noNames = QueryLanguage(Vocabulary(kpis: [], dimensions: []))
        guard noNames.kind(of: statement) == .query else { return }
        let words = statement.split { $0.isWhitespace }
        let language = QueryLanguage(try warehouse.vocabularyWithSavedQueries())
        guard let word = words.first,
            (try? language.line(statement)) != nil
                || language.vocabulary.kpi(named: String(word)) != nil
        else { return }
        let start = statement.prefix { $0.isWhitespace }.count
        throw ParseFailure(
            span: SourceSpan(start, start + word.count),
            message: "this is a KPI question: deskhouse query '…'")
    }
}

extension PostgresClient.Column {
    /// What the values of a result column mean, by PostgreSQL's type numbers (`pg_type`).
    var valueKind: ValueKind {
        switch typeID {
        case 16: .boolean
        case 20, 21, 23, 26: .integer
        case 1700: .decimal
        case 700, 701: .float
        case 1082: .date
        case 1114, 1184: .timestamp
        case 114, 3802: .json
        case 1186: .interval
        case 1187: .intervals
        // money, time, timetz: what they say is numbers and units, whoever wrote them.
        case 790, 1083, 1266: .literal
        default: .text
        }
    }
}

extension [PostgresClient.Column] {
    /// The zone that instants are written in, the session's; nil where no column has any.
    ///
    /// Text says it by its offset, a cell of a workbook by nothing.
    func timeZone(_ zone: String?) -> String? {
        contains { $0.typeID == 1184 } ? zone : nil
    }
}
