import Testing

@testable import Intake

@Suite struct RawReaderTests {
    private struct Raw: Equatable {
        var columns: [String] = []
        var rows: [[String?]] = []
        var rejects: [Reject] = []
    }

    private func read(
        _ text: String, name: String = "x.csv", stem: String = "x", window: Int = 1 << 18
    ) throws -> Raw {
        var options = ReadOptions()
        options.windowBytes = window
        var reader = RawReader(options: options)
        var raw = Raw()
        let columns = try reader.open(
            MemorySource(Array(text.utf8), chunkSize: window), named: name, stem: stem)
        raw.columns = columns.map { "\($0.name) \($0.postgresType)" }
        try reader.readRest { batch in
            raw.rows += BinaryRows.decode(Array(batch.bytes), types: columns.map(\.postgresType))
            raw.rejects += batch.rejects
        }
        return raw
    }

    @Test(arguments: [4, 64, 1 << 18]) func everyColumnIsText(_ window: Int) throws {
        let raw = try read("number;Ö x\nI1;\"a\n\"\"b\"\n\nI2;\nI3\n\"I4\"x;\nI5;5\n", window: window)
        #expect(raw.columns == ["number text", "Ö x text", "_file text", "_line bigint"])
        #expect(
            raw.rows == [
                ["I1", "a\n\"b", "x.csv", "2"], ["I2", nil, "x.csv", "5"], ["I5", "5", "x.csv", "8"],
            ])
        #expect(raw.rejects.map(\.line) == [6, 7])
        #expect(raw.rejects.map(\.raw) == [Array("I3".utf8), Array("\"I4\"x;".utf8)])
    }

    @Test(arguments: [4, 64, 1 << 18]) func everyObjectIsARecord(_ window: Int) throws {
        let raw = try read(
            " {\"a\":[1e3, null]} \n{\"b\":\n{\"c\":\"\\u0000\"}\n{}", name: "x.json", window: window)
        #expect(raw.columns == ["record jsonb", "_file text", "_line bigint"])
        #expect(
            raw.rows
                == [[" {\"a\":[1e3, null]} ", "x.json", "1"], ["{}", "x.json", "4"]].map { $0.map { $0 } })
        #expect(raw.rejects.map(\.line) == [2, 3])
    }

    private static let objects = [
        #"{"id":1,"tags":["a,]","}\""]}"#, #"{"id":2,"x":{"ä":[]}}"#, "{}",
    ]

    @Test(
        arguments: [
            "[%,%,%]", " [\n%,\n%\n, %\n]\n", "{\"x\":[%,%,%]}",
            #"{"after":"a,\"]b","n":-1.5,"users":[{"x":[{}]}], "x" : [%,%], "end":true}{"x":[%],"n":null}"#,
            "[]\n[%,%]\n[%]", "{\"n\":{\"x\":[]},\"x\":[]}{\"x\":[%,%,%]}",
        ], [16, 17, 23, 64, 1 << 18])
    func everyObjectOfAnArrayIsARecord(_ form: String, _ window: Int) throws {
        var text = form
        for object in Self.objects {
            if let place = text.firstRange(of: "%") { text.replaceSubrange(place, with: object) }
        }
        let raw = try read(text, name: "x-1.json", window: window)
        #expect(raw.columns == ["record jsonb", "_file text", "_line bigint"])
        #expect(raw.rows.map(\.first) == Self.objects)
        #expect(raw.rejects.isEmpty)
    }

    @Test func theObjectsOfAnArrayStandOnLines() throws {
        let raw = try read("{\n\"a\": [\n\n],\n\"x\": [\n{\n},\n\n{}]}\n\n{\"x\":[{}]}")
        #expect(raw.rows.map(\.last) == ["6", "9", "11"])
    }

    @Test func aPagesArrayMayBeCalledByTheEndOfTheFilesName() throws {
        let page = try read(#"{"audits":[{"id":1}]}"#, stem: "ticket_audits")
        #expect(page.rows.map(\.first) == [#"{"id":1}"#])
        let record = try read(#"{"dits":[{"id":1}]}"#, stem: "ticket_audits")
        #expect(record.rows.map(\.first) == [#"{"dits":[{"id":1}]}"#])
    }

    @Test(arguments: [16, 1 << 18]) func whatIsBrokenInAnArrayIsOneReject(_ window: Int) throws {
        let raw = try read("[{\"a\":1},\n{\"b\":[1},\n7,{\"c\":tru},\n{\"d\":4}]", window: window)
        #expect(raw.rows.map(\.first) == ["{\"a\":1}", "{\"d\":4}"])
        #expect(raw.rejects.map(\.line) == [2, 3, 3])
    }

    @Test(arguments: [
        #"[{"a":1},{"a":"#, #"{"x":[{"a":1},"#, #"{"x":[{"a":1}]"#, #"{"x":[{"a":1}],"n":"ab"#,
    ])
    func anArrayThatIsCutOffIsToldSo(_ text: String) throws {
        let raw = try read(text, name: "x.json", window: 16)
        #expect(raw.rows.map(\.first) == ["{\"a\":1}"])
        #expect(raw.rejects.map(\.reason) == [RecordFault.cutOff.reason])
    }

    /// A file that holds rejects after their fix gives the same rows as if they had been right at first.
    @Test(arguments: [
        ("a,_reject_id,b\n1,7,x\n2,,y\n", "x.csv", [["1", "x"], ["2", "y"]]),
        ("{\"a\":1,\"_reject_id\":7}\n{\"a\":2}\n", "x.ndjson", [["{\"a\":1}"], ["{\"a\":2}"]]),
    ])
    func theNumberOfARejectIsNoColumn(text: String, name: String, rows: [[String]]) throws {
        var reader = RawReader()
        let columns = try reader.open(MemorySource(Array(text.utf8)), named: name, stem: "x")
        #expect(!columns.map(\.name).contains("_reject_id"))
        var read: [[String?]] = []
        var fixed: [Int64] = []
        try reader.readRest { batch in
            read += BinaryRows.decode(Array(batch.bytes), types: columns.map(\.postgresType))
            fixed += batch.fixedRejectIDs
        }
        #expect(read.map { $0.dropLast(2).map { $0 ?? "" } } == rows)
        #expect(fixed == [7])
    }

    @Test(arguments: [
        ("_reject_id,a\n7,1,2\n", "x.csv", "1,2"), ("a,_reject_id\n\"\u{0}\",7\n", "x.csv", "\"\u{0}\""),
        ("{\"_reject_id\": 7, \"a\": }\n", "x.ndjson", "{\"a\": }"),
    ])
    func whatIsRejectedAgainKeepsItsNumber(text: String, name: String, raw: String) throws {
        let read = try read(text, name: name)
        #expect(read.rejects.map(\.rejectID) == [7])
        #expect(read.rejects.map { String(decoding: $0.raw, as: UTF8.self) } == [raw])
    }

    @Test func anEmptyFileHasNoColumns() throws {
        #expect(try read("\n") == Raw())
    }

    @Test(arguments: [
        "a,_file\n", "_line\n", "a,a\n",
        Array(repeating: "c", count: 1501).enumerated()
            .map { "\($0.element)\($0.offset)" }.joined(separator: ","),
    ])
    func refusesHeadersThatMakeNoTable(_ header: String) {
        #expect(throws: InputError.self) { try read(header) }
    }

    @Test func fieldsAreBounded() throws {
        let big = String(repeating: "x", count: (1 << 20) + 1)
        let raw = try read("a,b\n1,\(big)\n2,b\n")
        #expect(raw.rows.map(\.first) == ["2"])
        #expect(raw.rejects.map(\.column) == ["b"])
        #expect(try read("{\"b\":\"\(big)\"}").rejects.map(\.column) == ["b"])
    }
}
