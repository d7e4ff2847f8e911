import CLibPQ

extension Connection {
    /// Lends what `COPY (query) TO STDOUT` gives as CSV, one row's bytes at a time; returns the number of rows.
    ///
    /// Fields are in quotes where they need them, and empty for null; a header is a chunk of its own. The query takes
    /// no parameters, since COPY takes none: write `\(literal: …)`. When the body throws, the rest is dropped, and the
    /// connection can be used; outside of a transaction the statement is cancelled for that. The corresponding C
    /// function is `PQgetCopyData`.
    @discardableResult
    package mutating func copyOut(
        _ query: Statement, header: Bool = false, _ body: (borrowing RawSpan) throws -> Void
    ) throws -> Int {
        try copyOut(query, format: "csv, header \(header)", body)
    }

    /// Lends what `COPY (query) TO STDOUT` gives in PostgreSQL's binary format, one row's bytes at a time; returns the
    /// number of rows.
    ///
    /// `BinaryFields` reads a row. Otherwise it is as `copyOut`.
    @discardableResult
    package mutating func copyOutBinary(
        _ query: Statement, _ body: (borrowing RawSpan) throws -> Void
    ) throws -> Int {
        var isFirst = true
        return try copyOut(query, format: "binary") { message in
            var start = 0
            if isFirst {
                // The stream's header comes with its first row: a signature, flags, and the length of what else.
                let further = message.unsafeLoadUnaligned(
                    fromByteOffset: BinaryCopyWriter.header.count - 4, as: Int32.self)
                start = BinaryCopyWriter.header.count + Int(Int32(bigEndian: further))
                isFirst = false
            }
            // In place of a row's number of fields, -1 is the end.
            guard
                message.byteCount - start >= 2,
                message.unsafeLoadUnaligned(fromByteOffset: start, as: Int16.self) != -1
            else { return }
            try message.withUnsafeBytes { try body(UnsafeRawBufferPointer(rebasing: $0[start...]).bytes) }
        }
    }

    private mutating func copyOut(
        _ query: Statement, format: String, _ body: (borrowing RawSpan) throws -> Void
    ) throws -> Int {
        try query.checkSendable()
        guard query.parameters.isEmpty else {
            throw PostgresError.misused(#"COPY takes no parameters: write \(literal: …) in the query"#)
        }
        let isWithinTransaction = transactionStatus != .idle
        // The line break ends a comment at the query's end.
        let statement = "copy (\(query.sql)\n) to stdout (format \(format))"
        let begun = PQexec(handle, statement)
        defer { PQclear(begun) }
        guard PQresultStatus(begun) == PGRES_COPY_OUT else {
            let error = error(begun, statement: statement)
            drain()
            throw error
        }
        do {
            try lendCopyData(body)
        } catch {
            abandon(cancels: !isWithinTransaction)
            throw error
        }
        let ended = PQgetResult(handle)
        defer { PQclear(ended) }
        let refusal =
            PQresultStatus(ended) == PGRES_COMMAND_OK ? nil : error(ended, statement: statement)
        drain()
        if let refusal { throw refusal }
        return Int(String(cString: PQcmdTuples(ended))) ?? 0
    }

    /// Lends each message of the copy, up to its end.
    private func lendCopyData(_ body: (borrowing RawSpan) throws -> Void) throws {
        while true {
            var buffer: UnsafeMutablePointer<CChar>?
            let count = PQgetCopyData(handle, &buffer, 0)
            defer { PQfreemem(buffer) }
            // -1 is the end; -2 a failure, which the result that follows describes.
            guard count > 0 else { return }
            try body(UnsafeRawBufferPointer(start: buffer, count: Int(count)).bytes)
        }
    }
}
