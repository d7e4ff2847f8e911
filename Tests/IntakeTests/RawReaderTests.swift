import Testing

@testable import Intake

@Suite struct RawReaderTests {
    private struct Raw: Equatable {
        var columns: [String] = []
        var rows: [[String?]] = []
        var rejects: [Reject] = []
    }

    private func read(_ text: String, name: String = "x.csv", window: Int = 1 << 18) throws -> Raw {
        var options = ReadOptions()
        options.windowBytes = window
        var reader = RawReader(options: options)
        var raw = Raw()
        let columns = try reader.open(MemorySource(Array(text.utf8), chunkSize: window), named: name)
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
