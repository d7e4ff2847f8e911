import KPIQuery
import PostgresClient

extension Warehouse {
    /// Where a query without a range found no case: a line that says when the data ends and what to ask for.
    package mutating func hintForEmpty(_ answer: Answer) throws -> String? {
        let hasCase = answer.rows.contains { row in row.cells.contains { $0.n > 0 } }
        guard answer.query.range == nil, !hasCase else { return nil }
        let last = try connection.execute(
            """
            select to_char(max(ticket.created_at) at time zone \(answer.timezone), 'YYYY-MM-DD')
            from fact.ticket
            """
        ).value(String?.self)
        guard let last else { return "nothing is loaded yet: deskhouse load FILE …" }
        return "the data ends on \(last); ask for example: \(answer.text) in \(last.prefix(7))"
    }
}
