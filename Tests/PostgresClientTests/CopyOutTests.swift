import PostgresClient
import TestSupport
import Testing

@Suite(.scratchDatabase) struct CopyOutTests {
    private struct Enough: Error {}

    private static func copy(_ query: Statement, as format: CopyFormat) throws -> (
        rows: Int, chunks: [[UInt8]]
    ) {
        var connection = try ScratchDatabase.connect()
        var chunks: [[UInt8]] = []
        let rows = try connection.copyOut(query, as: format) { span in
            chunks.append(span.withUnsafeBytes { Array($0) })
        }
        return (rows, chunks)
    }

    @Test(arguments: [
        (CopyFormat.text, ["1\ta\\tb\n", "2\t\\N\n"]),
        (.csv(header: false), ["1,a\tb\n", "2,\n"]),
        (.csv(header: true), ["id,name\n", "1,a\tb\n", "2,\n"]),
    ])
    func lendsEachRow(format: CopyFormat, chunks: [String]) throws {
        let copied = try Self.copy(
            "select * from (values (1, e'a\\tb'), (2, null)) as item (id, name)", as: format)
        #expect(copied.rows == 2)
        #expect(copied.chunks.map { String(decoding: $0, as: UTF8.self) } == chunks)
    }

    @Test func binaryHasHeaderAndTrailer() throws {
        let bytes = try Self.copy("select 5::int", as: .binary).chunks.flatMap { $0 }
        #expect(bytes.starts(with: Array("PGCOPY\n".utf8) + [0xFF, 0x0D, 0x0A, 0x00]))
        #expect(bytes.suffix(12) == [0, 1, 0, 0, 0, 4, 0, 0, 0, 5, 0xFF, 0xFF])
    }

    @Test func whatIsCopiedOutCopiesIn() throws {
        var connection = try ScratchDatabase.connect()
        try connection.execute(
            "create temp table item as select n as id, md5(n::text) as name from generate_series(1, 3000) as n"
        )
        try connection.execute("create temp table again (like item)")
        var tuples: [UInt8] = []
        try connection.copyOut("select * from item", as: .binary) { span in
            span.withUnsafeBytes { tuples.append(contentsOf: $0) }
        }
        let target = CopyTarget(schema: "pg_temp", table: "again", columns: ["id", "name"])
        let copied = try connection.copyInBinary(target) { writer in
            try tuples.dropFirst(19).dropLast(2).withUnsafeBytes { try writer.write($0) }
        }
        #expect(copied == 3_000)
        #expect(
            try connection.execute("select count(*) from (table item except table again) as lost").value(
                Int.self) == 0)
    }

    @Test func queryMayEndInAComment() throws {
        #expect(try Self.copy("select 1 -- one", as: .text).rows == 1)
    }

    @Test func parametersAreRefusedLiteralsAreNot() throws {
        #expect(throws: PostgresError.self) { try Self.copy("select \(1)", as: .text) }
        #expect(try Self.copy("select \(literal: "it's")", as: .text).chunks == [Array("it's\n".utf8)])
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
