import Platform
import Testing

@testable import Rendering

@Suite struct WorkbookCheckTests {
    @Test(arguments: [
        ("<?xml version=\"1.0\"?>\n<a x=\"1/2\"><b/><row r=\"1\">t</row></a>", true, 1),
        ("<root/>", true, 0), ("<a><b></a></b>", false, 0), ("<a><b", false, 0), ("<a>", false, 0),
        ("", false, 0),
        ("<a><b<c/></a>", false, 0), ("<a>></a>", false, 0), ("<rows><row/><rowx/></rows>", true, 1),
        ("</a>", false, 0),
    ])
    func knowsWhetherTagsNest(xml: String, isWhole: Bool, rowCount: Int) {
        // In one piece and byte by byte: where a piece ends must not matter.
        for size in [xml.utf8.count + 1, 1] {
            var scan = XMLScan()
            let bytes = Array(xml.utf8)
            for start in stride(from: 0, to: bytes.count, by: size) {
                bytes[start..<min(start + size, bytes.count)].withUnsafeBufferPointer { scan.read($0) }
            }
            #expect(scan.isWhole == isWhole)
            if isWhole { #expect(scan.rowCount == rowCount) }
        }
    }

    @Test func refusesAWorkbookThatIsNotWhole() throws {
        try withFolder { folder in
            let path = folder + "/answer.xlsx"
            let answer = SampleAnswer.numbers(100)
            try answer.render(as: .xlsx, to: Output(replacing: path))
            // A heading and 100 rows, as many again for the chart, four lines about the answer.
            let rowCount = 101 + 101 + 4
            let whole = open(path, O_RDWR)
            defer { close(whole) }
            try WorkbookCheck.check(whole, rowCount: rowCount)
            #expect(throws: OutputError.self) { try WorkbookCheck.check(whole, rowCount: rowCount + 1) }
            let size = lseek(whole, 0, SEEK_END)
            ftruncate(whole, size - 1)
            #expect(throws: OutputError.self) { try WorkbookCheck.check(whole, rowCount: rowCount) }
        }
    }
}
