import CLibPQ

extension Connection {
    /// Runs one statement and waits for its complete result.
    ///
    /// A statement that gives no rows, or changes none, is no error. Several statements in one text are refused by
    /// the server: see `executeScript`. The corresponding C function is `PQexecParams`.
    @discardableResult
    package mutating func execute(_ statement: Statement) throws(PostgresError) -> ResultSet {
        try statement.checkSendable()
        let result = CStringList(statement.parameters).withPointers { parameters in
            PQexecParams(
                handle, statement.sql, Int32(statement.parameters.count), nil, parameters, nil, nil, 0)
        }
        let finished = try finish(result, statement: statement.sql)
        return ResultSet(owning: finished)
    }

    /// The columns that a statement would give, without running it; none where it gives no rows.
    ///
    /// The corresponding C functions are `PQprepare` and `PQdescribePrepared`.
    package mutating func describe(_ statement: Statement) throws(PostgresError) -> [Column] {
        try statement.checkSendable()
        let prepared = try finish(
            PQprepare(handle, "", statement.sql, 0, nil), statement: statement.sql)
        PQclear(prepared)
        let described = try finish(PQdescribePrepared(handle, ""), statement: statement.sql)
        return ResultSet(owning: described).columns
    }

    /// Runs a text of any number of statements, and drops their rows.
    ///
    /// They are one transaction, unless the text itself begins and commits: an error undoes those before it.
    /// The corresponding C function is `PQexec`.
    package mutating func executeScript(_ sql: String) throws(PostgresError) {
        try Statement(trusted: sql).checkSendable()
        let finished = try finish(PQexec(handle, sql), statement: sql)
        PQclear(finished)
    }

    /// A result if it is a success; else frees it and throws what it means.
    private func finish(_ result: OpaquePointer?, statement: String) throws(PostgresError) -> OpaquePointer {
        guard let result else { throw error(nil, statement: statement) }
        switch PQresultStatus(result) {
        case PGRES_TUPLES_OK, PGRES_COMMAND_OK, PGRES_EMPTY_QUERY:
            return result
        case PGRES_COPY_IN:
            PQclear(result)
            PQputCopyEnd(handle, "no data")
            drain()
            throw .misused("COPY … FROM STDIN needs data: use copyIn")
        case PGRES_COPY_OUT:
            PQclear(result)
            drain()
            throw .misused("COPY … TO STDOUT gives data: use copyOut")
        default:
            let error = error(result, statement: statement)
            PQclear(result)
            throw error
        }
    }
}
