import PostgresClient
import TestSupport
import Testing

@Suite(.scratchDatabase) struct RowTests {
    @Test func readsColumnsByPosition() throws {
        var connection = try ScratchDatabase.connect()
        try connection.execute("select 7 as \"Id\", null::text as team, true as active").forEach {
            row throws in
            #expect(row.columnCount == 3)
            #expect(try row.decode(Int64.self, at: 0) == 7)
            #expect(row.text(at: 1) == nil)
            #expect(try row.decode(String?.self, at: 1) == nil)
            #expect(try row.decode(Bool?.self, at: 2) == true)
            #expect(row.withBytes(at: 2) { $0.map { Array($0) } } == Array("t".utf8))
        }
    }

    @Test func missingValueIsAnErrorWhereNoneIsAllowed() throws {
        var connection = try ScratchDatabase.connect()
        let result = try connection.execute("select null as team")
        let error = #expect(throws: PostgresError.self) { try result.value(String.self) }
        #expect(error == .undecodable(column: "team", type: "String", text: nil))
        #expect(error?.description == "column \"team\" is null, and String was asked for")
    }

    @Test(arguments: ["1.5", "x", "", "99999999999999999999"])
    func unreadableNumberIsAnError(text: String) throws {
        var connection = try ScratchDatabase.connect()
        let result = try connection.execute("select \(text)::text as value")
        #expect(throws: PostgresError.undecodable(column: "value", type: "Int", text: text)) {
            try result.value(Int.self)
        }
    }

    @Test(arguments: [
        ("1.5::numeric", 1.5), ("'-Infinity'::float8", -Double.infinity), ("1e300::float8", 1e300),
        ("7::int", 7),
    ])
    func readsNumbersAsDouble(expression: String, number: Double) throws {
        var connection = try ScratchDatabase.connect()
        #expect(try connection.execute("select \(trusted: expression)").value(Double.self) == number)
    }

    @Test func readsNotANumber() throws {
        var connection = try ScratchDatabase.connect()
        #expect(try connection.execute("select 'NaN'::numeric").value(Double.self).isNaN)
    }
}
