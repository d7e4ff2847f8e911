import KPIQuery
import PostgresClient
import Rendering
import Warehouse

extension ShellSession {
    /// `\gdesc`: the names and types of the columns that the last question gives, without running its SQL.
    func describeQuestion() throws {
        guard let question else { throw ShellError("nothing was asked yet") }
        let columns: [(name: String, type: TemporaryType)]
        switch question {
        case .sql(let text): columns = try self.columns(of: text)
        case .kpi(nil, let query, let text):
            let answer = try withServer(mayRepeat: { true }) { try warehouse.answer(query, text: text) }
            columns = KeptResult(answer).columns
        case .kpi: throw ShellError("\\gdesc takes SQL, or a question without a verb")
        }
        guard !columns.isEmpty else { throw ShellError("the statement gives no rows") }
        let rows = try withServer {
            try columns.map { column in
                [Cell.text(column.name), .text(try warehouse.name(of: column.type))]
            }
        }
        try present([Column("column"), Column("type")], rows, query: question.text)
    }

    private func columns(of text: String) throws -> [(name: String, type: TemporaryType)] {
        let filled = FilledSQL(text, with: variables)
        try placeResults(named: SQLText(filled.sql).resultNames)
        do {
            return try withServer {
                try warehouse.connection.describe(Statement(trusted: filled.sql)).map {
                    ($0.name, .numbered($0.typeID, modifier: $0.typeModifier))
                }
            }
        } catch let error as PostgresError {
            throw filled.typed(error)
        }
    }
}

extension Warehouse {
    /// A type's name in SQL.
    fileprivate mutating func name(of type: TemporaryType) throws -> String {
        switch type {
        case .named(let name): name
        case .numbered(let number, let modifier):
            try connection.execute("select format_type(\(Int(number))::oid, \(Int(modifier))::integer)")
                .value(String.self)
        }
    }
}
