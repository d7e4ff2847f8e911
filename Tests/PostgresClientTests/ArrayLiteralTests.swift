import PostgresClient
import TestSupport
import Testing

@testable import struct PostgresClient.ArrayLiteral

@Suite struct ArrayLiteralTests {
    @Test(
        arguments: [
            ("{}", []),
            ("{one}", ["one"]),
            (#"{one,"two, too",NULL,"NULL",""}"#, ["one", "two, too", nil, "NULL", ""]),
            (#"{"quo\"te","back\\slash","{brace}"}"#, [#"quo"te"#, #"back\slash"#, "{brace}"]),
            ("[2:3]={a,b}", ["a", "b"]),
            ("{größer,日本}", ["größer", "日本"]),
        ] as [(String, [String?])])
    func readsElements(literal: String, elements: [String?]) {
        #expect(ArrayLiteral(literal)?.elements == elements)
    }

    @Test(arguments: [
        "", "one", "{", "}", "{one", "{one,}", "{,one}", #"{"one}"#, "{{1,2},{3,4}}", #"{"a"b}"#, "[2:3]",
    ])
    func otherTextsAreNoArrays(literal: String) {
        #expect(ArrayLiteral(literal)?.elements == nil)
    }
}

@Suite(.scratchDatabase) struct ArrayRoundTripTests {
    @Test func arraysComeBackAsTheyWereSent() throws {
        let texts: [String?] = [nil, "", "NULL", "a,b", "\"", "\\", "{}", " blank ", "line\nfeed", "日本 👩‍👩‍👧"]
        var connection = try ScratchDatabase.connect()
        #expect(try connection.execute("select \(texts)::text[]").value([String?].self) == texts)
        #expect(try connection.execute("select \([3, 1, 2])::int[]").value([Int].self) == [3, 1, 2])
        #expect(try connection.execute("select null::text[]").value([String]?.self) == nil)
        #expect(throws: PostgresError.self) {
            try connection.execute("select '{a,NULL}'::text[]").value([String].self)
        }
    }
}
