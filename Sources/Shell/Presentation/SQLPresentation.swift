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
        if !mayWrite { try SQLText(statement).refuseWritingOnServer() }
        var sink = sink
        let dataAsOf = warehouse.dataAsOf()
        let started = ContinuousClock.now
        try warehouse.connection.transaction(access: mayWrite ? .readWrite : .readOnly) { connection in
            var kinds: [ValueKind] = []
            let zone = connection.parameterStatus("TimeZone")
            try connection.stream(Statement(trusted: statement), failsTransaction: true) { columns in
                kinds = columns.map(\.valueKind)
                var provenance = Provenance(query: statement, timeZone: columns.timeZone(zone))
                provenance.dataAsOf = dataAsOf
                try sink.begin(
                    zip(columns, kinds).map { column, kind in Rendering.Column(column.name, kind: kind) },
                    provenance: provenance)
            } _: { row in
                try sink.row(kinds.indices.map { Self.cell(row, $0, kinds[$0]) })
            }
            // A statement without a result (set, update …) has no columns to begin with.
            if kinds.isEmpty { try sink.begin([], provenance: Provenance(query: statement)) }
        }
        try sink.finish(Closing(milliseconds: started.duration(to: .now).wholeMilliseconds))
    }

    /// A value of a row as an answer has it.
    static func cell(_ row: borrowing Row, _ column: Int, _ kind: ValueKind) -> Rendering.Cell {
        guard let text = row.text(at: column) else { return .null }
        return switch kind {
        case .integer: Int(text).map { .integer($0) } ?? .text(text)
        case .decimal, .float: .decimal(text)
        case .boolean: .boolean(text == "t")
        case .json: .json(text)
        default: .text(text)
        }
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
        // money, time, interval, timetz: what they say is numbers and units, whoever wrote them.
        case 790, 1083, 1186, 1266: .literal
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
