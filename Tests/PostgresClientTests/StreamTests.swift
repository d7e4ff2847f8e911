import PostgresClient
import TestSupport
import Testing

@Suite(.scratchDatabase) struct StreamTests {
    private struct Enough: Error {}

    @Test(arguments: [0, 1, 999, 1_000, 2_500])
    func lendsEveryRowInOrder(count: Int) throws {
        var connection = try ScratchDatabase.connect()
        var rows: [Int] = []
        let streamed = try connection.stream("select n from generate_series(1, \(count)::int) as n") { row in
            rows.append(try row.decode(Int.self, at: 0))
        }
        #expect(streamed == count)
        #expect(rows == Array(1..<(count + 1)))
        #expect(connection.transactionStatus == .idle)
    }

    @Test func statementWithoutRowsGivesNone() throws {
        var connection = try ScratchDatabase.connect()
        #expect(try connection.stream("create temp table item (id int)") { _ in } == 0)
        #expect(try connection.execute("select count(*) from item").value(Int.self) == 0)
    }

    @Test(arguments: [
        ("create temp table item as select 1 as id", "SELECT 1"),
        ("update pg_temp.made set id = 2", "UPDATE 3"),
        ("delete from pg_temp.made returning id", "DELETE 3"),
        ("select * from pg_temp.made limit 0", "SELECT 0"),
    ])
    func whatTheServerCallsDoneIsTold(sql: String, expected: String) throws {
        var connection = try ScratchDatabase.connect()
        try connection.execute("create temp table made as select generate_series(1, 3) as id")
        var tags: [String] = []
        try connection.stream(Statement(trusted: sql), complete: { tags.append($0) }) { _ in }
        #expect(tags == [expected])
    }

    @Test func errorOfTheBodyEndsAnEndlessStatement() throws {
        var connection = try ScratchDatabase.connect()
        var seen = 0
        #expect(throws: Enough.self) {
            try connection.stream("select generate_series(1, 1000000000000)") { _ in
                seen += 1
                if seen == 3 { throw Enough() }
            }
        }
        #expect(seen == 3)
        #expect(connection.transactionStatus == .idle)
        #expect(try connection.execute("select 1").value(Int.self) == 1)
    }

    @Test func errorOfTheBodyLeavesATransactionUsable() throws {
        var connection = try ScratchDatabase.connect()
        let count = try connection.transaction { connection in
            try connection.execute("create temp table item as select generate_series(1, 5000) as id")
            #expect(throws: Enough.self) {
                try connection.stream("select id from item") { _ in throw Enough() }
            }
            #expect(connection.transactionStatus == .inTransaction)
            return try connection.execute("select count(*) from item").value(Int.self)
        }
        #expect(count == 5_000)
    }

    /// Read to its end it would take minutes.
    @Test(.timeLimit(.minutes(1))) func aStatementThatMayFailItsTransactionIsCancelled() throws {
        var connection = try ScratchDatabase.connect()
        #expect(throws: Enough.self) {
            try connection.transaction { connection in
                try connection.stream("select generate_series(1, 2000000000)", failsTransaction: true) { _ in
                    throw Enough()
                }
            }
        }
        #expect(connection.transactionStatus == .idle)
        #expect(try connection.execute("select 1").value(Int.self) == 1)
    }

    @Test func errorOfTheServerMayComeAfterRows() throws {
        var connection = try ScratchDatabase.connect()
        var seen = 0
        let error = #expect(throws: PostgresError.self) {
            try connection.stream("select 1 / (5 - n) from generate_series(1, 10) as n") { _ in seen += 1 }
        }
        #expect(error?.sqlState == SQLState(rawValue: "22012"))
        // Before libpq 17 rows come one by one; a chunk that is not full is lost with the error.
        #expect(seen <= 4)
        #expect(try connection.execute("select 1").value(Int.self) == 1)
    }

    @Test func errorBeforeTheFirstRowIsTheServers() throws {
        var connection = try ScratchDatabase.connect()
        let error = #expect(throws: PostgresError.self) {
            try connection.stream("select * from nowhere") { _ in }
        }
        #expect(error?.sqlState == .undefinedTable)
        #expect(connection.transactionStatus == .idle)
    }

    @Test(arguments: ["copy (select 1) to stdout", "copy pg_temp.item from stdin"])
    func copyingIsRefusedAndHarmless(statement: String) throws {
        var connection = try ScratchDatabase.connect()
        try connection.execute("create temp table item (id int)")
        // Again and again: the session must not be out of step with the server, by a message that comes too late.
        for _ in 1...50 {
            #expect(throws: PostgresError.self) {
                try connection.stream(Statement(trusted: statement)) { _ in }
            }
            #expect(throws: PostgresError.self) { try connection.execute(Statement(trusted: statement)) }
            #expect(throws: PostgresError.self) { try connection.executeScript(statement) }
            #expect(connection.transactionStatus == .idle)
        }
        #expect(try connection.execute("select count(*) from item").value(Int.self) == 0)
    }
}
