import CLibPQ

/// One row, lent for the length of a closure: not copyable and only borrowed, so it cannot escape.
package struct Row: ~Copyable {
    private let result: OpaquePointer
    private let index: Int32

    init(result: OpaquePointer, index: Int32) {
        self.result = result
        self.index = index
    }

    /// How many columns it has.
    package var columnCount: Int { Int(PQnfields(result)) }

    /// The value as the server writes it; nil for null.
    package func text(at column: Int) -> String? {
        withBytes(at: column) { $0.map { String(decoding: $0, as: UTF8.self) } }
    }

    /// Lends the value's UTF-8 bytes, without a copy; nil for null.
    package func withBytes<Result, Failure: Error>(
        at column: Int, _ body: (UnsafeBufferPointer<UInt8>?) throws(Failure) -> Result
    ) throws(Failure) -> Result {
        check(column)
        guard PQgetisnull(result, index, Int32(column)) == 0,
            let value = PQgetvalue(result, index, Int32(column))
        else { return try body(nil) }
        let count = Int(PQgetlength(result, index, Int32(column)))
        let bytes = UnsafeRawBufferPointer(start: value, count: count)
        return try body(bytes.assumingMemoryBound(to: UInt8.self))
    }

    /// The value read as a Swift type; an optional one takes null.
    package func decode<Value: PostgresDecodable>(
        _ type: Value.Type = Value.self, at column: Int
    ) throws(PostgresError) -> Value {
        let text = text(at: column)
        guard let value = Value(postgresText: text) else {
            throw undecodable("\(Value.self)", text, at: column)
        }
        return value
    }

    /// A whole number: as `decode` reads it, but not generic, so quicker where there are many rows.
    package func integer(at column: Int) throws(PostgresError) -> Int {
        let text = text(at: column)
        guard let text, let value = Int(text) else { throw undecodable("Int", text, at: column) }
        return value
    }

    /// A number or null: as `decode` reads it, but not generic, so quicker where there are many rows.
    package func number(at column: Int) throws(PostgresError) -> Double? {
        guard let text = text(at: column) else { return nil }
        guard let value = Double(text) else { throw undecodable("Double", text, at: column) }
        return value
    }

    private func undecodable(_ type: String, _ text: String?, at column: Int) -> PostgresError {
        .undecodable(column: String(cString: PQfname(result, Int32(column))), type: type, text: text)
    }

    private func check(_ column: Int) {
        precondition(column >= 0 && column < columnCount, "the result has no column \(column)")
    }
}
