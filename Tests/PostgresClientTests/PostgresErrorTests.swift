import PostgresClient
import TestSupport
import Testing

@Suite(.scratchDatabase) struct PostgresErrorTests {
    private static func error(_ statement: Statement) throws -> PostgresError {
        var connection = try ScratchDatabase.connect()
        do {
            try connection.execute(statement)
        } catch {
            return error
        }
        throw Unexpected()
    }

    private struct Unexpected: Error {}

    @Test func descriptionPointsAtThePlace() throws {
        let error = try Self.error("select 1,\n\tnope\nfrom pg_class")
        #expect(
            error.description == """
                ERROR: column "nope" does not exist (SQLSTATE 42703)
                LINE 2:  nope
                         ^
                """)
    }

    @Test func descriptionHasDetailAndHint() throws {
        let error = try Self.error(
            "do $$ begin raise exception 'no' using detail = 'Details.', hint = 'A hint.'; end $$")
        #expect(
            error.description == """
                ERROR: no (SQLSTATE P0001)
                DETAIL: Details.
                HINT: A hint.
                CONTEXT: PL/pgSQL function inline_code_block line 1 at RAISE
                """)
    }

    @Test func descriptionShowsTheStatementInsideAFunction() throws {
        let error = try Self.error("do $$ begin perform nope from pg_class; end $$")
        #expect(error.description.contains("LINE 1: SELECT nope from pg_class"))
        #expect(error.diagnostic?.internalQuery == "SELECT nope from pg_class")
    }

    @Test func descriptionNeverShowsParameters() throws {
        let secret = "jane.doe@example.com"
        let error = try Self.error("select \(secret)::text, nope")
        #expect(error.diagnostic?.position != nil)
        #expect(!error.description.contains(secret))
        #expect(!"\(error)".contains(secret))
        #expect(!String(reflecting: error).contains(secret))
    }

    @Test func fieldsOfAViolatedConstraintAreThere() throws {
        var connection = try ScratchDatabase.connect()
        try connection.execute("create schema shop")
        try connection.execute("create table shop.item (id int constraint positive check (id > 0))")
        let error = #expect(throws: PostgresError.self) {
            try connection.execute("insert into shop.item values (0)")
        }
        let diagnostic = error?.diagnostic
        #expect(diagnostic?.severity == "ERROR")
        #expect(diagnostic?.sqlState.classCode == "23")
        #expect(diagnostic?.schema == "shop")
        #expect(diagnostic?.table == "item")
        #expect(diagnostic?.constraint == "positive")
        #expect(diagnostic?.detail == "Failing row contains (0).")
        #expect(diagnostic?.origin?.contains("ExecConstraints") == true)
        let type = try Self.error("select 'x'::no_such_type")
        #expect(type.diagnostic?.message == "type \"no_such_type\" does not exist")
    }
}
