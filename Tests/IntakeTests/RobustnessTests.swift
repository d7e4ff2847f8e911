import Testing

@testable import Intake

/// Small, repeatable randomness.
struct SplitMix: RandomNumberGenerator {
    var state: UInt64

    mutating func next() -> UInt64 {
        state &+= 0x9e37_79b9_7f4a_7c15
        var mixed = state
        mixed = (mixed ^ (mixed >> 30)) &* 0xbf58_476d_1ce4_e5b9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94d0_49bb_1331_11eb
        return mixed ^ (mixed >> 31)
    }
}

@Suite struct RobustnessTests {
    private static let csvParts = [
        "1", "a", "ä", "\"", "\"\"", ",", ",", ";", "\n", "\n", "\r\n", "\r", "\"x,y\"", "\"a\nb\"",
        "\"c\"\"d\"", "\0",
        "2026-01-01T00:00:00Z", " ", "\u{feff}",
    ]
    private static let jsonParts = [
        "{", "}", "[", "]", ":", ",", "\n", "\"agent_id\":", "\"x\":", "\"a\"", "1", "-", ".5", "e9", "true",
        "null",
        "\\", "\\u00e4", "\\ud800", "\"", "ä", "\0", " ", "{\"agent_id\":\"1\"}\n",
    ]

    private func text(_ parts: [String], _ count: Int, _ random: inout SplitMix) -> String {
        (0..<count).map { _ in parts[Int.random(in: parts.indices, using: &random)] }.joined()
    }

    @Test(arguments: UInt64(0)..<40) func readChunksOfAnySizeGiveTheSame(_ seed: UInt64) throws {
        var random = SplitMix(state: seed)
        let isCSV = seed % 2 == 0
        let body =
            isCSV
            ? "agent_id,name,x\n" + text(Self.csvParts, 400, &random)
            : "{}\n" + text(Self.jsonParts, 400, &random)
        let name = isCSV ? "agents.csv" : "agents.ndjson"
        let whole = try Reading.of("agents", body, name: name)
        for size in [1, 2, 3, 7, 16, 61, 250] {
            var options = ReadOptions()
            options.windowBytes = size
            options.batchBytes = size * 10
            let reading = try Reading.of("agents", body, name: name, options: options, chunkSize: size)
            #expect(reading == whole)
        }
        var reader = EntityReader(entity: Contract.agents)
        var fed = Reading()
        reader.begin(name, fileNumber: 7)
        var rest = Array(body.utf8)[...]
        while !rest.isEmpty {
            let count = Int.random(in: 1...50, using: &random)
            try rest.prefix(count).withUnsafeBytes { try reader.feed($0) { fed.add($0, Contract.agents) } }
            rest = rest.dropFirst(count)
        }
        try reader.finish { fed.add($0, Contract.agents) }
        #expect(fed == whole)
    }

    @Test(arguments: UInt64(100)..<160) func recordsAreTheReferences(_ seed: UInt64) throws {
        var random = SplitMix(state: seed)
        let parts = Self.csvParts.filter { $0 != "\u{feff}" && $0 != "\0" }
        let body = text(parts + ["\n7,x\n", "\n\"8\",\"\"\"y\"\r\n"], 400, &random)
        let bytes = Array(("agent_id,name\n" + body).utf8)
        let reading = try Reading.of("agents", bytes)
        var rows: [String] = []
        var rejects: [String] = []
        for record in ReferenceCSV.records(bytes).dropFirst() {
            if let fields = record.fields, fields.count == 2, !fields[0].isEmpty {
                let values = fields.map { String(decoding: $0, as: UTF8.self) }
                rows.append("\(record.line) \(values[0])|\(values[1])")
            } else {
                rejects.append("\(record.line) " + String(decoding: record.raw, as: UTF8.self))
            }
        }
        #expect(
            reading.rows.map { "\($0["line"] ?? "") \($0["agent_id"] ?? "")|\($0["name"] ?? "")" } == rows)
        #expect(reading.rejects.map { "\($0.line) " + String(decoding: $0.raw, as: UTF8.self) } == rejects)
        #expect(rows.count > 0 && rejects.count > 0)
    }

    @Test(arguments: Contract.entities.map(\.name)) func randomBytesNeverTrap(_ entity: String) throws {
        guard let entity = Contract.entity(named: entity) else { return }
        var random = SplitMix(state: 4711)
        for round in 0..<60 {
            let header = entity.columns.map(\.name).joined(separator: ",") + ",extra\n"
            var bytes = Array((round % 2 == 0 ? header : "{}\n").utf8)
            for _ in 0..<40 {
                for column in 0..<entity.columns.count {
                    let length = Int.random(in: 0...24, using: &random)
                    switch Int.random(in: 0...3, using: &random) {
                    case 0: bytes += (0..<length).map { _ in UInt8.random(in: 0...255, using: &random) }
                    case 1: bytes += Array("2026-01-0\(length % 10)T10:00:00Z".utf8)
                    case 2: bytes += Array("\(length)".utf8)
                    default: bytes += Array("\"\(entity.columns[column].name)\":\"\(length)\"".utf8)
                    }
                    bytes.append(round % 2 == 0 ? UInt8(ascii: ",") : UInt8(ascii: " "))
                }
                bytes.append(10)
            }
            let reading = try Reading.of(entity.name, bytes, name: "x.ndjson")
            #expect(reading.rows.count + reading.rejects.count > 0)
        }
    }

    @Test func randomFilesNeverTrap() {
        var random = SplitMix(state: 99)
        for _ in 0..<500 {
            let bytes = (0..<Int.random(in: 0...200, using: &random)).map { _ in
                UInt8.random(in: 0...255, using: &random)
            }
            // An error is as good as an answer here; a trap is not.
            let reading = try? Reading.of("holidays", bytes)
            #expect(reading?.rows.isEmpty ?? true)
        }
    }
}
