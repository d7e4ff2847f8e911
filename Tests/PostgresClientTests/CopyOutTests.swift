import PostgresClient
import TestSupport
import Testing

@Suite(.scratchDatabase) struct CopyOutTests {
    private struct Enough: Error {}

    private static func copy(_ query: Statement, header: Bool = false) throws -> (
        rows: Int, chunks: [[UInt8]]
    ) {
        var connection = try ScratchDatabase.connect()
        var chunks: [[UInt8]] = []
        let rows = try connection.copyOut(query, header: header) { span in
            chunks.append(span.withUnsafeBytes { Array($0) })
        }
        return (rows, chunks)
    }

    @Test(arguments: [
        (false, ["1,a\tb\n", "2,\n"]), (true, ["id,name\n", "1,a\tb\n", "2,\n"]),
    ])
    func lendsEachRow(header: Bool, chunks: [String]) throws {
        let copied = try Self.copy(
            "select * from (values (1, e'a\\tb'), (2, null)) as item (id, name)", header: header)
        #expect(copied.rows == 2)
        #expect(copied.chunks.map { String(decoding: $0, as: UTF8.self) } == chunks)
    }

    @Test func queryMayEndInAComment() throws {
        #expect(try Self.copy("select 1 -- one").rows == 1)
    }

    @Test func parametersAreRefusedLiteralsAreNot() throws {
        #expect(throws: PostgresError.self) { try Self.copy("select \(1)") }
        #expect(try Self.copy("select \(literal: "it's")").chunks == [Array("it's\n".utf8)])
    }

    @Test func errorOfTheBodyEndsIt() throws {
        var connection = try ScratchDatabase.connect()
        #expect(throws: Enough.self) {
            try connection.copyOut("select generate_series(1, 1000000000000)") { _ in throw Enough() }
        }
        #expect(try connection.execute("select 1").value(Int.self) == 1)
        try connection.transaction { connection in
            #expect(throws: Enough.self) {
                try connection.copyOut("select generate_series(1, 5000)") { _ in throw Enough() }
            }
            #expect(connection.transactionStatus == .inTransaction)
        }
    }

    @Test func errorOfTheServerMayComeAfterRows() throws {
        var connection = try ScratchDatabase.connect()
        var rows = 0
        let error = #expect(throws: PostgresError.self) {
            try connection.copyOut("select 1 / (3 - n) from generate_series(1, 9) as n") { _ in rows += 1 }
        }
        #expect(error?.sqlState == SQLState(rawValue: "22012"))
        #expect(rows == 2)
        #expect(connection.transactionStatus == .idle)
    }
}
