import PostgresClient
import TestSupport
import Testing

/// Rows in PostgreSQL's binary format, written and read.
@Suite(.scratchDatabase) struct BinaryRowTests {
    @Test func rowsThatWerePutTogetherArriveAsTheyWere() throws {
        var connection = try ScratchDatabase.connect()
        try connection.execute(
            """
            create temp table item (
                name text, day date, total bigint, names text[], sizes smallint[], counts integer[]
            )
            """)
        let columns = ["name", "day", "total", "names", "sizes", "counts"]
        let target = CopyTarget(schema: "pg_temp", table: "item", columns: columns)
        let copied = try connection.copyInBinary(target) { writer in
            var rows = BinaryRowBuffer()
            rows.beginRow(fieldCount: columns.count)
            rows.append(text: "naïve 🙂")
            rows.append(date: -1)
            rows.append(bigint: .max)
            rows.append(texts: ["a", nil, ""])
            rows.append(smallints: [.min, -1, .max])
            rows.append(integers: [.min, 1, .max])
            #expect(rows.count > 0)
            try rows.flush(to: &writer)
            #expect(rows.count == 0)
            rows.beginRow(fieldCount: columns.count)
            rows.append(text: nil)
            rows.append(date: 0)
            rows.append(bigint: 0)
            rows.append(texts: [])
            rows.append(smallints: [])
            rows.append(integers: [])
            try rows.flush(to: &writer)
        }
        #expect(copied == 2)
        let rows = try connection.execute(
            """
            select coalesce(name, 'null') || ' ' || day || ' ' || total || ' ' || names::text || ' '
                || sizes::text || ' ' || counts::text
            from item
            order by day
            """
        ).values(String.self)
        #expect(
            rows == [
                "naïve 🙂 1999-12-31 9223372036854775807 {a,NULL,\"\"} {-32768,-1,32767} {-2147483648,1,2147483647}",
                "null 2000-01-01 0 {} {} {}",
            ])
        // What an array holds is told by its type alone.
        #expect(
            try connection.execute("select count(*) from item where names = '{}' and sizes = '{}'").value(
                Int.self) == 1)
    }

    private struct Enough: Error {}

    @Test func anErrorEndsIt() throws {
        var connection = try ScratchDatabase.connect()
        #expect(throws: Enough.self) {
            try connection.copyOutBinary("select generate_series(1, 1000000000000)") { _ in throw Enough() }
        }
        try connection.transaction { connection in
            #expect(throws: Enough.self) {
                try connection.copyOutBinary("select generate_series(1, 5000)") { _ in throw Enough() }
            }
            #expect(connection.transactionStatus == .inTransaction)
        }
        var rows = 0
        let error = #expect(throws: PostgresError.self) {
            try connection.copyOutBinary("select 1 / (3 - n) from generate_series(1, 9) as n") { _ in
                rows += 1
            }
        }
        #expect(error?.sqlState == SQLState(rawValue: "22012"))
        #expect(rows == 2)
        #expect(connection.transactionStatus == .idle)
    }

    @Test(arguments: [0, 1, 3, 5_000]) func fieldsAreReadInTheirOrder(count: Int) throws {
        var connection = try ScratchDatabase.connect()
        var read: [String] = []
        let copied = try connection.copyOutBinary(
            """
            select date '2000-01-01' + number, nullif(number, 2)::smallint, nullif('n' || number, 'n3')
            from generate_series(1, \(literal: "\(count)")::integer) as made (number)
            """
        ) { row in
            var fields = BinaryFields()
            let day = fields.int32(of: row)
            let number = fields.int16(of: row)
            let name = fields.bytes(of: row).map { range in
                row.withUnsafeBytes { String(decoding: $0[range], as: UTF8.self) }
            }
            read.append("\(day ?? 0) \(number ?? 0) \(name ?? "none")")
        }
        #expect(copied == count)
        #expect(
            read
                == (0..<count).map { $0 + 1 }.map {
                    "\($0) \($0 == 2 ? 0 : $0) \($0 == 3 ? "none" : "n\($0)")"
                })
        #expect(try connection.execute("select 1").value(Int.self) == 1)
    }
}
