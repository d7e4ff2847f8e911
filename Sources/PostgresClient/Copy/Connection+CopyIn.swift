import CLibPQ

extension Connection {
    /// Copies rows that the body writes into a table; returns how many the server took.
    ///
    /// When the body throws, the copy fails, nothing of it stays, and the body's error is passed on. When the server
    /// refuses a row, its error is thrown, after the body is done. Both ways the connection can be used again.
    @discardableResult
    package mutating func copyIn(
        _ target: CopyTarget, _ body: (inout CopyWriter) throws -> Void
    ) throws -> Int {
        try copyIn(target.statement(format: "text")) { channel in
            var writer = CopyWriter(channel)
            try body(&writer)
            try writer.flush()
        }
    }

    /// Copies rows in PostgreSQL's binary format that the body writes into a table; returns how many the server took.
    ///
    /// Ends in the same ways as `copyIn`.
    @discardableResult
    package mutating func copyInBinary(
        _ target: CopyTarget, _ body: (inout BinaryCopyWriter) throws -> Void
    ) throws -> Int {
        try copyIn(target.statement(format: "binary")) { channel in
            var writer = BinaryCopyWriter(channel)
            try BinaryCopyWriter.header.withUnsafeBytes { try writer.write($0) }
            try body(&writer)
            try BinaryCopyWriter.trailer.withUnsafeBytes { try writer.write($0) }
        }
    }

    /// Begins a copy, has it fed, and ends it in one of three ways: done, given up, refused.
    private mutating func copyIn(_ statement: String, feed: (CopyChannel) throws -> Void) throws -> Int {
        try Statement(trusted: statement).checkSendable()
        let begun = PQexec(handle, statement)
        defer { PQclear(begun) }
        guard PQresultStatus(begun) == PGRES_COPY_IN else {
            let error = error(begun, statement: statement)
            drain()
            throw error
        }
        do {
            try feed(CopyChannel(handle: handle))
        } catch {
            PQputCopyEnd(handle, "given up by the client")
            drain()
            throw error
        }
        guard PQputCopyEnd(handle, nil) == 1 else { throw PostgresError.connectionLost(lastMessage) }
        let ended = PQgetResult(handle)
        defer { PQclear(ended) }
        let refusal =
            PQresultStatus(ended) == PGRES_COMMAND_OK ? nil : error(ended, statement: statement)
        drain()
        if let refusal { throw refusal }
        return Int(String(cString: PQcmdTuples(ended))) ?? 0
    }
}
