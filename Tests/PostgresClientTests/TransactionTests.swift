import PostgresClient
import TestSupport
import Testing

@Suite(.scratchDatabase) struct TransactionTests {
    private struct Failed: Error {}

    private static func connectWithTable() throws -> Connection {
        var connection = try ScratchDatabase.connect()
        try connection.execute("create temp table item (id int primary key)")
        return connection
    }

    private static func ids(_ connection: inout Connection) throws -> [Int] {
        try connection.execute("select id from item order by id").values(Int.self)
    }

    @Test func commitsAndPassesTheValueOn() throws {
        var connection = try Self.connectWithTable()
        let rows = try connection.transaction { connection in
            #expect(connection.transactionStatus == .inTransaction)
            return try connection.execute("insert into item values (1), (2)").affectedRows
        }
        #expect(rows == 2)
        #expect(connection.transactionStatus == .idle)
        #expect(try Self.ids(&connection) == [1, 2])
    }

    @Test func rollsBackWhenTheBodyThrows() throws {
        var connection = try Self.connectWithTable()
        #expect(throws: Failed.self) {
            try connection.transaction { connection in
                try connection.execute("insert into item values (1)")
                throw Failed()
            }
        }
        #expect(connection.transactionStatus == .idle)
        #expect(try Self.ids(&connection) == [])
    }

    @Test func rollsBackAfterAnErrorOfTheServer() throws {
        var connection = try Self.connectWithTable()
        let error = #expect(throws: PostgresError.self) {
            try connection.transaction { connection in
                try connection.execute("insert into item values (1), (1)")
            }
        }
        #expect(error?.sqlState == .uniqueViolation)
        #expect(connection.transactionStatus == .idle)
    }

    @Test func ignoredErrorIsNotTakenForACommit() throws {
        var connection = try Self.connectWithTable()
        #expect(throws: PostgresError.rolledBack) {
            try connection.transaction { connection in
                try connection.execute("insert into item values (1)")
                _ = try? connection.execute("select 1 / 0")
            }
        }
        #expect(try Self.ids(&connection) == [])
    }

    @Test func errorAtCommitIsPassedOn() throws {
        var connection = try Self.connectWithTable()
        try connection.execute(
            "create temp table part (id int references item deferrable initially deferred)")
        let error = #expect(throws: PostgresError.self) {
            try connection.transaction { try $0.execute("insert into part values (9)") }
        }
        #expect(error?.sqlState == SQLState(rawValue: "23503"))
        #expect(connection.transactionStatus == .idle)
    }

    @Test func savepointUndoesOnlyItsOwn() throws {
        var connection = try Self.connectWithTable()
        try connection.transaction { connection in
            try connection.execute("insert into item values (1)")
            #expect(throws: PostgresError.self) {
                try connection.savepoint { connection in
                    try connection.execute("insert into item values (2)")
                    try connection.execute("insert into item values (1)")
                }
            }
            try connection.savepoint { connection in
                try connection.execute("insert into item values (3)")
                _ = try? connection.savepoint { connection in
                    try connection.execute("insert into item values (4)")
                    throw Failed()
                }
            }
        }
        #expect(try Self.ids(&connection) == [1, 3])
    }

    @Test func transactionWithinATransactionIsRefused() throws {
        var connection = try Self.connectWithTable()
        #expect(throws: PostgresError.misused("a transaction is open already: use savepoint within it")) {
            try connection.transaction { try $0.transaction { _ in } }
        }
    }

    @Test func readOnlyTransactionRefusesChanges() throws {
        var connection = try ScratchDatabase.connect()
        let error = #expect(throws: PostgresError.self) {
            try connection.transaction(isolation: .repeatableRead, access: .readOnly) { connection in
                #expect(
                    try connection.execute("show transaction_isolation").value(String.self)
                        == "repeatable read")
                try connection.execute("create table item (id int)")
            }
        }
        #expect(error?.sqlState == .readOnlyTransaction)
    }

    @Test func scriptIsOneTransaction() throws {
        var connection = try Self.connectWithTable()
        try connection.executeScript("insert into item values (1); insert into item values (2);")
        #expect(throws: PostgresError.self) {
            try connection.executeScript("insert into item values (3); insert into item values (1);")
        }
        #expect(try Self.ids(&connection) == [1, 2])
    }

    @Test func transientErrorsAreThoseThatARepetitionMayHeal() throws {
        var first = try ScratchDatabase.connect()
        var second = try ScratchDatabase.connect()
        try first.execute("create table account (id int primary key, amount int)")
        try first.execute("insert into account values (1, 0)")
        let error = #expect(throws: PostgresError.self) {
            try first.transaction(isolation: .repeatableRead) { first in
                _ = try first.execute("select amount from account").value(Int.self)
                try second.execute("update account set amount = 1")
                try first.execute("update account set amount = 2")
            }
        }
        #expect(error?.sqlState == .serializationFailure)
        #expect(error?.isTransient == true)
        #expect(PostgresError.connectionLost("").isTransient)
        #expect(!PostgresError.rolledBack.isTransient)
        let syntax = #expect(throws: PostgresError.self) { try first.execute("selekt") }
        #expect(syntax?.isTransient == false)
    }
}
