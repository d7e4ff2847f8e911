import Testing

@testable import Intake

@Suite struct NDJSONReadingTests {
    private func read(_ text: String) throws -> Reading {
        try Reading.of("agents", text, name: "agents.ndjson")
    }

    /// A JSON value of `name`, and what is stored; nil = the row is rejected.
    @Test(
        arguments: [
            (#""a""#, "a"), (#""""#, "null"), ("null", "null"), ("12.50", "12.50"), ("-1e5", "-1e5"),
            ("true", "true"),
            (#""\u00e4\n\t\"\\\/\b\f\r""#, "ä\n\t\"\\/\u{8}\u{c}\r"), (#""\ud83d\ude00""#, "😀"),
            (#""ä😀""#, "ä😀"),
            (#""\ud83d""#, nil), (#""\ude00""#, nil), (#""\ud83dx""#, nil), (#""\ud83d\u0041""#, nil),
            (#""\u0000""#, nil), (#""\u00g0""#, nil), (#""\x41""#, nil), (#""\u12"#, nil), ("\"a\tb\"", nil),
            ("[1]", nil), ("{}", nil), ("01", nil), ("+1", nil), (".5", nil), ("1.", nil), ("1e", nil),
            ("NaN", nil),
            ("tru", nil), ("nul", nil), ("'a'", nil), ("", nil), ("\"a", nil), ("\"a\\\"", nil),
        ] as [(String, String?)])
    func readsJSONValues(_ json: String, _ expected: String?) throws {
        let reading = try read("{\"agent_id\": 1, \"name\":\(json)}\n{\"agent_id\":2}\n")
        if let expected {
            #expect(reading.rejects.map(\.reason) == [])
            #expect(reading.rows.map { $0["name"] } == [expected == "null" ? nil : expected, nil])
        } else {
            #expect(reading.rejects.map(\.line) == [1])
            #expect(reading.rows.map { $0["agent_id"] } == ["2"])
        }
    }

    /// A whole line, and where it breaks (byte, from 1); nil = it is a row.
    @Test(
        arguments: [
            (#"  { "agent_id" : "1" , "x" : [ ] }  "#, nil), (#"{"agent_id":"1"}x"#, 17),
            (#"{"agent_id":"1"} {}"#, 18),
            (#"{"agent_id":"1",}"#, 17), (#"{"agent_id":"1""#, 16), (#"{"agent_id" "1"}"#, 13), ("[1]", 1),
            ("1", 1),
            (#"{agent_id:1}"#, 2), (#"{"agent_id":"1" "b":2}"#, 17), (#"{"agent_id":"1","b":[1,]}"#, 24),
            (#"{"agent_id":"1","b":{"c"}}"#, 25), (#"{"agent_id":"1","b":[1}"#, 23),
        ] as [(String, Int?)])
    func tellsWhereALineBreaks(_ line: String, _ byte: Int?) throws {
        let reading = try read("{\"agent_id\":0}\r\n\(line)\r\n \t\r\n\r\n{\"agent_id\":9}")
        if let byte {
            #expect(reading.rejects.map(\.line) == [2])
            #expect(reading.rejects.first?.raw == Array(line.utf8))
            #expect(
                reading.rejects.first?.reason.hasPrefix("no valid JSON at byte \(byte) of the record: ")
                    == true
            )
            #expect(reading.rows.map { $0["line"] } == ["1", "5"])
        } else {
            #expect(reading.rejects.map(\.reason) == [])
            #expect(reading.rows.map { $0["line"] } == ["1", "2", "5"])
        }
    }

    @Test func theLastOfSeveralEqualNamesWins() throws {
        let reading = try read(
            #"{"agent_id":1,"name":"a","name":"b","x":1,"x":2,"y":1,"y":null,"agent_id":"2","n\u0061me":"c"}"#
        )
        #expect(reading.rows.map { $0["agent_id"] } == ["2"])
        #expect(reading.rows.map { $0["name"] } == ["c"])
        #expect(reading.rows.map { $0["attributes"] } == [#"{"x":"1","x":"2"}"#])
    }

    @Test func keepsOtherMembersAsTheyAre() throws {
        let reading = try read(
            #"{"agent_id":1,"n":1.50,"t":true,"s":"ä\u00e4\"","o":{"a":[1,"\u00e4",null]},"z":null,"e":"","k\"":1}"#
        )
        #expect(
            reading.rows.map { $0["attributes"] }
                == [#"{"n":"1.50","t":"true","s":"ä\u00e4\"","o":{"a":[1,"\u00e4",null]},"k\"":"1"}"#])
    }

    /// A value that PostgreSQL would refuse as jsonb, and with it the whole COPY.
    @Test(arguments: [
        String(repeating: "[", count: 200) + String(repeating: "]", count: 200), "[1e999999]", "[1e-999999]",
        "[1e99999999999999999999]", "[" + String(repeating: "9", count: 5000) + "]", #"["\u0000"]"#,
        #"["\ud800"]"#, #"{"\u0000":1}"#, "[\"\u{1}\"]", "[01]", "[nulll]", #"{"a":}"#, "[\"\\",
    ])
    func rejectsWhatNoDatabaseTakes(_ json: String) throws {
        let reading = try read("{\"agent_id\":1,\"x\":\(json)}\n{\"agent_id\":2,\"x\":[1]}\n")
        #expect(reading.rejects.map(\.line) == [1])
        #expect(reading.rows.map { $0["attributes"] } == [#"{"x":[1]}"#])
    }

    @Test func rejectsBytesThatAreNoText() throws {
        var bytes = Array(#"{"agent_id":"1"#.utf8) + [0xff] + Array("\"}\n{\"agent_id\":\"2".utf8) + [0]
        bytes += Array("\"}\n{\"agent_id\":3}".utf8)
        let reading = try Reading.of("agents", bytes, name: "agents.ndjson")
        #expect(reading.rejects.map(\.line) == [1, 2])
        #expect(reading.rows.map { $0["agent_id"] } == ["3"])
    }

    @Test func bigValuesAreBounded() throws {
        let big = String(repeating: "x", count: 1 << 20)
        let text = ["name", "x"].map {
            "{\"agent_id\":1,\"\($0)\":\"\(big)\"}\n{\"agent_id\":2,\"\($0)\":\"\(big)y\"}\n"
        }
        let reading = try read(text.joined())
        #expect(reading.rows.map { $0["line"] } == ["1", "3"])
        #expect(reading.complaints == ["2 name", "4 x"])
    }

    @Test func theNameDecidesWhereTheFirstLineIsNoClue() throws {
        let broken = "oops\n{\"agent_id\":1}\n"
        #expect(try read(broken).rows.count == 1)
        #expect(throws: InputError.self) { try Reading.of("agents", broken, name: "agents.csv") }
        #expect(try read("agent_id,name\n1,a\n").rows.map { $0["name"] } == ["a"])
        #expect(
            try Reading.of("agents", "\u{feff}\n{\"agent_id\":1}", name: "agents.csv").rows.map { $0["line"] }
                == ["2"])
        let array = #expect(throws: InputError.self) { try read("[{\"agent_id\":1}]") }
        #expect(array?.description.contains("jq") == true)
    }

    @Test func takesTheRejectThatARowReplaces() throws {
        let reading = try read("{\"agent_id\":1,\"_reject_id\":5}\n{\"_reject_id\":\"6\"}\n")
        #expect(reading.rows.map { $0["reject_id"] } == ["5"])
        #expect(reading.rejects.map(\.rejectID) == [6])
    }

    @Test func tagsMayBeAnArray() throws {
        let reading = try Reading.of(
            "tickets", #"{"ticket_id":1,"created_at":"2026-01-01T00:00Z","tags":["a","b;c"]}"#)
        #expect(reading.rows.map { $0["tags"] } == ["{a,b;c}"])
    }
}
