import Rendering
import Testing

@Suite struct WorkbookTests {
    @Test func holdsTheAnswerItsTotalItsChartAndWhereItComesFrom() throws {
        let output = Output()
        try SampleAnswer.weekly.render(as: .xlsx, to: output)
        let members = try ZIPDirectory(output.contentBytes).names
        #expect(members.contains("xl/workbook.xml"))
        #expect(members.filter { $0.hasPrefix("xl/worksheets/sheet") }.count == 4)
        #expect(members.filter { $0.hasPrefix("xl/chartsheets/sheet") }.count == 1)
        #expect(members.filter { $0.hasPrefix("xl/charts/chart") }.count == 1)
    }

    @Test func streamsAnAnswerTooLargeToHold() throws {
        let output = Output()
        try SampleAnswer.numbers(20_001).render(as: .xlsx, to: output)
        let members = try ZIPDirectory(output.contentBytes).names
        #expect(members.filter { $0.hasPrefix("xl/worksheets/sheet") }.count == 2)
        #expect(!members.contains { $0.hasPrefix("xl/chartsheets") })
    }

    @Test func leavesTheOldFileAndNothingElseWhereItDoesNotEnd() throws {
        try withFolder { folder in
            let path = folder + "/answer.xlsx"
            try writeFile("old", to: path)
            do {
                var sink = Format.xlsx.sink(to: try Output(replacing: path))
                let answer = SampleAnswer.numbers(20_500)
                try sink.begin(answer.columns, provenance: answer.provenance)
                for row in answer.rows { try sink.row(row) }
            }
            #expect(try readFile(path) == "old")
            #expect(try names(in: folder) == ["answer.xlsx"])
        }
    }
}

/// The central directory of a zip archive.
private struct ZIPDirectory {
    struct Malformed: Error {}

    let names: [String]

    init(_ bytes: [UInt8]) throws {
        func number(at offset: Int, bytes count: Int) -> Int {
            (0..<count).reduce(0) { $0 | Int(bytes[offset + $1]) << (8 * $1) }
        }
        let end: [UInt8] = [0x50, 0x4B, 0x05, 0x06]
        guard bytes.starts(with: [0x50, 0x4B, 0x03, 0x04]), bytes.count > 22,
            Array(bytes.suffix(22).prefix(4)) == end
        else { throw Malformed() }
        let start = bytes.count - 22
        var offset = number(at: start + 16, bytes: 4)
        var names: [String] = []
        for _ in 0..<number(at: start + 10, bytes: 2) {
            let length = number(at: offset + 28, bytes: 2)
            names.append(String(decoding: bytes[(offset + 46)..<(offset + 46 + length)], as: UTF8.self))
            offset += 46 + length + number(at: offset + 30, bytes: 2) + number(at: offset + 32, bytes: 2)
        }
        self.names = names
    }
}
