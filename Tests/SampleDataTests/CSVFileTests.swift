import Foundation
import Testing

@testable import SampleData

@Suite struct CSVFileTests {
    @Test func quotesOnlyWhatNeedsIt() throws {
        let written = try write { file in
            for text: StaticString? in [
                "plain", "", nil, "a,b", "say \"hi\"", "\"", "two\nlines", "a\r\nb", " blank ", "日本語 😊",
                "=1+1",
            ] {
                file.text(text)
            }
        }
        #expect(
            written
                == "plain,,,\"a,b\",\"say \"\"hi\"\"\",\"\"\"\",\"two\nlines\",\"a\r\nb\", blank ,日本語 😊,=1+1\n"
        )
    }

    @Test func writesNumbersAndMoney() throws {
        let written = try write { file in
            for number in [0, 7, 10, 99, 100, -5, 1_234_567, nil] { file.number(number) }
            for tenths in [0, 5, 10, 1234] { file.tenths(tenths) }
            for cents in [0, 5, 99, 100, 123_456, -5, -12_050, nil] { file.money(cents: cents) }
        }
        #expect(
            written
                == "0,7,10,99,100,-5,1234567,,0,0.5,1,123.4,0.00,0.05,0.99,1.00,1234.56,-0.05,-120.50,\n")
    }

    @Test func writesInstantsOfEveryForm() throws {
        let written = try write { file in
            let instant = Instant(seconds: 1_772_321_405)
            file.instant(instant)
            file.instant(instant, .milliseconds(7))
            file.instant(instant, .ahead(hours: 1))
            file.instant(nil)
            file.date(instant.date)
        }
        #expect(
            written
                == "2026-02-28T23:30:05Z,2026-02-28T23:30:05.007Z,2026-03-01T00:30:05+01:00,,2026-02-28\n")
    }

    @Test func keepsRowsWholeAcrossFlushes() throws {
        let path = temporaryPath()
        defer { unlink(path) }
        var file = try CSVFile(path: path, columns: "number,text")
        for number in 0..<50_000 {
            file.number(number)
            file.text("a \"quoted\" text, with a comma")
            try file.endRow()
        }
        let summary = try file.finish()
        let bytes = [UInt8](try Data(contentsOf: URL(filePath: path)))
        #expect(summary.rows == 50_000)
        #expect(summary.bytes == bytes.count)
        let table = try StrictCSV(bytes)
        #expect(table.rows.map { $0["number"] } == (0..<50_000).map(String.init))
        #expect(Set(table.rows.map { $0["text"] }) == ["a \"quoted\" text, with a comma"])
    }

    @Test func removesAFileThatIsNotFinished() throws {
        let path = temporaryPath()
        try abandonFile(at: path)
        #expect(!FileManager.default.fileExists(atPath: path))
    }

    private func abandonFile(at path: String) throws {
        var file = try CSVFile(path: path, columns: "a")
        #expect(FileManager.default.fileExists(atPath: path))
        file.number(1)
        try file.endRow()
    }

    /// The one row that the body writes.
    private func write(_ body: (inout CSVFile) -> Void) throws -> String {
        let path = temporaryPath()
        defer { unlink(path) }
        var file = try CSVFile(path: path, columns: "header")
        body(&file)
        try file.endRow()
        _ = try file.finish()
        return String(try String(contentsOfFile: path, encoding: .utf8).dropFirst("header\n".count))
    }

    private func temporaryPath() -> String {
        FileManager.default.temporaryDirectory.appending(path: "\(UUID().uuidString).csv").path
    }
}
