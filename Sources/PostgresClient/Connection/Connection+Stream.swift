import CLibPQ

extension Connection {
    /// How many rows are taken from the server at a time, where libpq can (17 and later; before that, one).
    private static var rowsPerPiece: Int32 { 1_000 }

    /// Runs one statement and lends its rows one by one, without holding more than a few of them.
    ///
    /// Returns the number of rows. An error may come after rows were lent. When the body throws, the rest is dropped,
    /// the error is passed on, and the connection can be used. The statement is cancelled for that; within a
    /// transaction, which that would fail, only with `failsTransaction`: else its rest is read. At the end `complete`
    /// is told what the server calls done, `UPDATE 3`. The corresponding C function is `PQsendQueryParams`.
    @discardableResult
    package mutating func stream(
        _ statement: Statement, failsTransaction: Bool = false,
        describe: ([Column]) throws -> Void = { _ in },
        complete: (_ commandTag: String) -> Void = { _ in },
        _ body: (borrowing Row) throws -> Void
    ) throws -> Int {
        try statement.checkSendable()
        let isWithinTransaction = transactionStatus != .idle
        let sent = CStringList(statement.parameters).withPointers { parameters in
            PQsendQueryParams(
                handle, statement.sql, Int32(statement.parameters.count), nil, parameters, nil, nil, 0)
        }
        guard sent == 1 else { throw error(nil, statement: statement.sql) }
        guard clibpq_deliver_in_pieces(handle, Self.rowsPerPiece) == 1 else {
            drain()
            throw PostgresError.misused(lastMessage)
        }
        do {
            return try lendRows(of: statement, describe, complete, body)
        } catch {
            abandon(cancels: !isWithinTransaction || failsTransaction)
            throw error
        }
    }

    /// Lends the rows of the pieces that come, up to the end of the results.
    private func lendRows(
        of statement: Statement, _ describe: ([Column]) throws -> Void, _ complete: (String) -> Void,
        _ body: (borrowing Row) throws -> Void
    ) throws -> Int {
        var count = 0
        var isDescribed = false
        while let next = PQgetResult(handle) {
            let piece = ResultSet(owning: next)
            let status = PQresultStatus(next)
            if clibpq_is_piece(next) == 1 || status == PGRES_TUPLES_OK {
                if !isDescribed {
                    try describe(piece.columns)
                    isDescribed = true
                }
                try piece.forEach(body)
                count += piece.rowCount
            } else if status == PGRES_COPY_IN || status == PGRES_COPY_OUT {
                // Not to be cancelled: that and the end of a copy would each have the server say that it is ready.
                drain()
                throw PostgresError.misused(
                    "copy to stdout and from stdin are not for here: ask with select, and load files with deskhouse load"
                )
            } else if status != PGRES_COMMAND_OK && status != PGRES_EMPTY_QUERY {
                let failure = error(next, statement: statement.sql)
                drain()
                throw failure
            }
            if clibpq_is_piece(next) == 0 { complete(piece.commandTag) }
        }
        return count
    }
}
