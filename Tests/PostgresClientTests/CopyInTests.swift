import PostgresClient
import TestSupport
import Testing

/// The three ways in which a copy ends, in text and in binary: done, given up by the client, refused by the server.
@Suite(.scratchDatabase) struct CopyInTests {
    private struct GivenUp: Error {}

    private static let target = CopyTarget(schema: "pg_temp", table: "item", columns: ["id", "name"])

    private static func connectWithTable() throws -> Connection {
        var connection = try ScratchDatabase.connect()
        try connection.execute("create temp table item (id int primary key, name text)")
        return connection
    }

    private static func count(_ connection: inout Connection) throws -> Int {
        try connection.execute("select count(*) from item").value(Int.self)
    }

    /// A row as PostgreSQL's binary format has it.
    private static func tuple(_ id: Int32, _ name: String?) -> [UInt8] {
        func bigEndian(_ number: some FixedWidthInteger) -> [UInt8] {
            withUnsafeBytes(of: number.bigEndian) { Array($0) }
        }
        let first = bigEndian(Int16(2)) + bigEndian(Int32(4)) + bigEndian(id)
        guard let name else { return first + bigEndian(Int32(-1)) }
        return first + bigEndian(Int32(name.utf8.count)) + Array(name.utf8)
    }

    // MARK: Done

    @Test func textsArriveAsTheyWere() throws {
        let texts: [String?] = [
            nil, "", "\\N", "\\.", "\\", "tab\there", "line\nfeed", "carriage\rreturn", "\r\n",
            "\u{8}\u{B}\u{C}",
            "naïve 日本 👩‍👩‍👧", "trailing\\", "\\t", String(repeating: "long ", count: 50_000),
        ]
        var connection = try Self.connectWithTable()
        let copied = try connection.copyIn(Self.target) { writer in
            for (index, text) in texts.enumerated() { try writer.writeRow(["\(index)", text]) }
        }
        #expect(copied == texts.count)
        #expect(try connection.execute("select name from item order by id").values(String?.self) == texts)
    }

    @Test func manyRowsAreSentInChunks() throws {
        var connection = try Self.connectWithTable()
        let copied = try connection.copyIn(Self.target) { writer in
            for id in 1...50_000 { try writer.writeRow(["\(id)", "name of \(id)"]) }
        }
        #expect(copied == 50_000)
        #expect(
            try connection.execute("select sum(id) || name from item where id = 777 group by name").value(
                String.self)
                == "777name of 777")
        #expect(try Self.count(&connection) == 50_000)
    }

    @Test func noRowsAreFine() throws {
        var connection = try Self.connectWithTable()
        #expect(try connection.copyIn(Self.target) { _ in } == 0)
        #expect(try connection.copyInBinary(Self.target) { _ in } == 0)
    }

    @Test(arguments: [1, 7, 4_096, 3 << 20])
    func binaryRowsMayBeSplitAnywhere(chunkSize: Int) throws {
        var connection = try Self.connectWithTable()
        var bytes: [UInt8] = []
        let rows = chunkSize < 4_096 ? 100 : 100_000
        for id in 1...rows { bytes += Self.tuple(Int32(id), id % 10 == 0 ? nil : "name of \(id)") }
        let copied = try connection.copyInBinary(Self.target) { writer in
            try bytes.withUnsafeBytes { bytes in
                var rest = bytes[...]
                while !rest.isEmpty {
                    try writer.write(UnsafeRawBufferPointer(rebasing: rest.prefix(chunkSize)))
                    rest = rest.dropFirst(chunkSize)
                }
            }
        }
        #expect(copied == rows)
        #expect(
            try connection.execute("select name from item where id = 99").value(String.self) == "name of 99")
        #expect(
            try connection.execute("select count(*) from item where name is null").value(Int.self) == rows
                / 10)
    }

    @Test func oddTableAndColumnNamesAreQuoted() throws {
        var connection = try ScratchDatabase.connect()
        try connection.execute(#"create temp table "odd""name" ("a ""b" int, "select" text)"#)
        let target = CopyTarget(schema: "pg_temp", table: "odd\"name", columns: ["select", "a \"b"])
        #expect(try connection.copyIn(target) { try $0.writeRow(["x", "1"]) } == 1)
    }

    // MARK: Given up

    @Test func givingUpLeavesNothingAndAUsableConnection() throws {
        var connection = try Self.connectWithTable()
        #expect(throws: GivenUp.self) {
            try connection.copyIn(Self.target) { writer in
                for id in 1...20_000 { try writer.writeRow(["\(id)", "name"]) }
                throw GivenUp()
            }
        }
        #expect(throws: GivenUp.self) {
            try connection.copyInBinary(Self.target) { writer in
                try Self.tuple(1, "one").withUnsafeBytes { try writer.write($0) }
                throw GivenUp()
            }
        }
        #expect(connection.transactionStatus == .idle)
        #expect(try Self.count(&connection) == 0)
    }

    @Test func nulCharacterGivesUp() throws {
        var connection = try Self.connectWithTable()
        #expect(throws: PostgresError.self) {
            try connection.copyIn(Self.target) { try $0.writeRow(["1", "a\0b"]) }
        }
        #expect(try Self.count(&connection) == 0)
    }

    // MARK: Refused

    @Test func refusedRowNamesItsLineAndLeavesAUsableConnection() throws {
        var connection = try Self.connectWithTable()
        let error = #expect(throws: PostgresError.self) {
            try connection.copyIn(Self.target) { writer in
                try writer.writeRow(["1", "fine"])
                try writer.writeRow(["two", "not a number"])
                // The server's refusal is known at the end only.
                for id in 3...50_000 { try writer.writeRow(["\(id)", "more"]) }
            }
        }
        #expect(error?.diagnostic?.context?.hasPrefix("COPY item, line 2, column id") == true)
        #expect(connection.transactionStatus == .idle)
        #expect(try Self.count(&connection) == 0)
    }

    @Test func refusedKeyIsTheServersError() throws {
        var connection = try Self.connectWithTable()
        let error = #expect(throws: PostgresError.self) {
            try connection.copyInBinary(Self.target) { writer in
                try (Self.tuple(1, "one") + Self.tuple(1, "again")).withUnsafeBytes { try writer.write($0) }
            }
        }
        #expect(error?.sqlState == .uniqueViolation)
        #expect(error?.diagnostic?.constraint == "item_pkey")
        #expect(try Self.count(&connection) == 0)
    }

    @Test func brokenBinaryRowIsRefused() throws {
        var connection = try Self.connectWithTable()
        let error = #expect(throws: PostgresError.self) {
            try connection.copyInBinary(Self.target) { writer in
                try Self.tuple(1, "one").dropLast().withUnsafeBytes { try writer.write($0) }
            }
        }
        #expect(error?.diagnostic != nil)
        #expect(try Self.count(&connection) == 0)
    }

    @Test func copyThatCannotBeginDoesNotAskForRows() throws {
        var connection = try ScratchDatabase.connect()
        let nowhere = CopyTarget(schema: "public", table: "nowhere", columns: ["id"])
        var asked = false
        let error = #expect(throws: PostgresError.self) {
            try connection.copyIn(nowhere) { _ in asked = true }
        }
        #expect(error?.sqlState == .undefinedTable)
        #expect(!asked)
        #expect(try connection.execute("select 1").value(Int.self) == 1)
    }

    @Test func refusalWithinATransactionFailsIt() throws {
        var connection = try Self.connectWithTable()
        #expect(throws: PostgresError.rolledBack) {
            try connection.transaction { connection in
                _ = try? connection.copyIn(Self.target) { try $0.writeRow(["x", nil]) }
                #expect(connection.transactionStatus == .inFailedTransaction)
            }
        }
    }

    @Test func lostConnectionIsToldFromARefusal() throws {
        var connection = try Self.connectWithTable()
        var other = try ScratchDatabase.connect()
        let process = connection.backendProcess
        let error = #expect(throws: PostgresError.self) {
            try connection.copyIn(Self.target) { writer in
                try writer.writeRow(["1", "one"])
                try other.execute("select pg_terminate_backend(\(process)::int)")
                for id in 2...200_000 { try writer.writeRow(["\(id)", "name of \(id)"]) }
            }
        }
        guard case .connectionLost = error else {
            Issue.record("not a lost connection: \(String(describing: error))")
            return
        }
        #expect(connection.isAlive == false)
    }
}
