import CLibPQ

/// A complete result, which owns its `PGresult`.
package struct ResultSet: ~Copyable {
    private let result: OpaquePointer

    init(owning result: OpaquePointer) {
        self.result = result
    }

    deinit {
        PQclear(result)
    }

    /// The columns, none for a statement that gives no rows.
    package var columns: [Column] {
        (0..<PQnfields(result)).map { index in
            Column(
                name: String(cString: PQfname(result, index)),
                typeID: PQftype(result, index),
                typeModifier: PQfmod(result, index))
        }
    }

    /// How many rows it holds.
    package var rowCount: Int { Int(PQntuples(result)) }

    /// How many rows the statement inserted, updated, deleted, copied, or gave; 0 for others.
    package var affectedRows: Int { Int(String(cString: PQcmdTuples(result))) ?? 0 }

    /// What the server calls done: `INSERT 0 5`, `COMMIT`.
    package var commandTag: String { String(cString: PQcmdStatus(result)) }

    /// Lends the rows one after the other.
    package func forEach<Failure: Error>(
        _ body: (borrowing Row) throws(Failure) -> Void
    ) throws(Failure) {
        for index in 0..<PQntuples(result) {
            try body(Row(result: result, index: index))
        }
    }

    /// What the body makes of each row.
    package func map<Value, Failure: Error>(
        _ body: (borrowing Row) throws(Failure) -> Value
    ) throws(Failure) -> [Value] {
        var values: [Value] = []
        values.reserveCapacity(rowCount)
        for index in 0..<PQntuples(result) {
            values.append(try body(Row(result: result, index: index)))
        }
        return values
    }

    /// The first column of all rows.
    package func values<Value: PostgresDecodable>(
        _ type: Value.Type = Value.self
    ) throws(PostgresError) -> [Value] {
        try map { row throws(PostgresError) in try row.decode(type, at: 0) }
    }

    /// The first column of the only row; an error if there is not exactly one.
    package func value<Value: PostgresDecodable>(
        _ type: Value.Type = Value.self
    ) throws(PostgresError) -> Value {
        guard rowCount == 1 else { throw .misused("one row was expected, and there are \(rowCount)") }
        return try Row(result: result, index: 0).decode(type, at: 0)
    }
}
