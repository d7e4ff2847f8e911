import PostgresClient
import TestSupport
import Testing

@Suite struct StatementTests {
    @Test func interpolationKeepsValuesOutOfTheText() {
        let name = "O'Hara"
        let statement: Statement = "select * from agent where name = \(name) and age > \(41)"
        #expect(
            statement
                == Statement(
                    trusted: "select * from agent where name = $1 and age > $2", parameters: ["O'Hara", "41"])
        )
    }

    @Test func missingOptionalIsNull() {
        let team: String? = nil
        let age: Int? = 7
        let statement: Statement = "values (\(team), \(age))"
        #expect(statement == Statement(trusted: "values ($1, $2)", parameters: [nil, "7"]))
    }

    @Test func identifiersAreQuotedAndJoined() {
        let statement: Statement = "select * from \(identifier: "core", "odd\"name")"
        #expect(statement == Statement(trusted: #"select * from "core"."odd""name""#))
    }

    @Test func trustedTextIsPartOfTheStatement() {
        let statement: Statement = "select 1 \(trusted: "order by 1 desc") limit \(3)"
        #expect(statement == Statement(trusted: "select 1 order by 1 desc limit $1", parameters: ["3"]))
    }

    @Test func statementsWithinStatementsNumberTheirParametersAnew() {
        let team: Statement = "team = \("night")"
        let period: Statement = "day between \(1) and \(2)"
        let filter = Statement.joined([team, "true", period], separator: " and ")
        let statement: Statement = "select \(0) where \(filter) limit \(3)"
        #expect(
            statement
                == Statement(
                    trusted: "select $1 where team = $2 and true and day between $3 and $4 limit $5",
                    parameters: ["0", "night", "1", "2", "3"]))
        #expect(Statement.joined([], separator: ", ") == "")
    }

    @Test func equalStatementsHaveEqualHashes() {
        let built: Statement = "select \(1)"
        let given = Statement(trusted: "select $1", parameters: ["1"])
        #expect(Set([built, given]).count == 1)
        #expect(built != "select $1")
    }

    @Test(arguments: [
        ([String?](), "{}"),
        (["a", nil, ""], #"{"a",NULL,""}"#),
        (
            [#"quo"te"#, #"back\slash"#, "com,ma", "{brace}", "NULL"],
            #"{"quo\"te","back\\slash","com,ma","{brace}","NULL"}"#
        ),
    ])
    func arraysBecomeLiterals(elements: [String?], literal: String) {
        let statement: Statement = "select \(elements)"
        #expect(statement.parameters == [literal])
    }

    @Test func arraysOfArraysAreDimensions() {
        let statement: Statement = "select \([[1, 2], [3, 4]])"
        #expect(statement.parameters == [#"{{"1","2"},{"3","4"}}"#])
    }

    @Test(arguments: [
        ("plain", "'plain'"),
        ("O'Hara", "'O''Hara'"),
        (#"C:\new"#, #" E'C:\\new'"#),
        ("'\u{301}x", "'''\u{301}x'"),
    ])
    func literalsAreQuoted(text: String, literal: String) {
        let statement: Statement = "select \(literal: text)"
        #expect(statement == Statement(trusted: "select \(literal)"))
    }
}

@Suite(.scratchDatabase) struct StatementRoundTripTests {
    private static let oddTexts = [
        "", " ", "plain", "O'Hara", "\"", "\\", "\\N", "$1", "a\tb\nc\rd", "naïve 日本 👩‍👩‍👧", "'\u{301}", "{}",
        "NULL", ";--",
    ]

    @Test(arguments: oddTexts)
    func serverSeesTheTextThatWasGiven(text: String) throws {
        var connection = try ScratchDatabase.connect()
        let (bound, literal) = try connection.execute("select \(text)::text, \(literal: text)::text")
            .map { (try $0.decode(String.self, at: 0), try $0.decode(String.self, at: 1)) }[0]
        #expect(bound == text)
        #expect(literal == text)
        let element = try connection.execute("select (\([text, nil] as [String?])::text[])[1]").value(
            String.self)
        #expect(element == text)
    }

    @Test(arguments: ["plain", "with \"quotes\"", "select", "Größe", "a.b", "'\\", "x\"; drop table y; --"])
    func quotedIdentifierMeansExactlyThisName(name: String) throws {
        var connection = try ScratchDatabase.connect()
        try connection.execute("create temp table \(identifier: name) (\(identifier: name) int)")
        let names = try connection.execute(
            "select relname from pg_class where relnamespace = pg_my_temp_schema() and relkind = 'r'"
        ).values(String.self)
        #expect(names == [name])
        #expect(
            try connection.execute("select * from pg_temp.\(identifier: name)").columns.map(\.name) == [name])
    }

    @Test func numbersAndTruthValuesArriveAsSuch() throws {
        var connection = try ScratchDatabase.connect()
        let result = try connection.execute(
            "select \(Int.min)::bigint, \(0.1 + 0.2)::float8, \(true)::boolean, \(Double.infinity)::float8, \("x"[...])::text"
        )
        try result.forEach { row throws in
            #expect(try row.decode(Int.self, at: 0) == Int.min)
            #expect(try row.decode(Double.self, at: 1) == 0.1 + 0.2)
            #expect(try row.decode(Bool.self, at: 2))
            #expect(try row.decode(Double.self, at: 3) == .infinity)
            #expect(try row.decode(String.self, at: 4) == "x")
        }
    }

    @Test func nulCharactersAreRefusedBeforeSending() throws {
        var connection = try ScratchDatabase.connect()
        #expect(
            throws: PostgresError.unsendable(
                "parameter $2 contains a NUL character, which PostgreSQL's text cannot hold")
        ) {
            try connection.execute("select \("fine")::text, \("a\0b")::text")
        }
        #expect(throws: PostgresError.unsendable("the statement contains a NUL character")) {
            try connection.execute(Statement(trusted: "select 1 \0; drop table x"))
        }
        #expect(throws: PostgresError.unsendable("the statement contains a NUL character")) {
            try connection.executeScript("select 1 \0; drop table x")
        }
        #expect(try connection.execute("select 1").value(Int.self) == 1)
    }

    @Test func secondStatementInATextIsRefused() throws {
        var connection = try ScratchDatabase.connect()
        let error = #expect(throws: PostgresError.self) { try connection.execute("select 1; select 2") }
        #expect(error?.sqlState == .syntaxError)
    }
}
