import Platform
import Testing

@testable import Rendering

@Suite struct TemporaryPathsTests {
    @Test func goWithTheProcess() async throws {
        var template = Array("/tmp/rendering.XXXXXX".utf8CString)
        try #require(mkdtemp(&template) != nil)
        let folder = String(decoding: template.dropLast().map { UInt8(bitPattern: $0) }, as: UTF8.self)
        defer { rmdir(folder) }
        await #expect(processExitsWith: .exitCode(130)) { [folder = folder as String] in
            setenv("TMPDIR", folder, 1)
            let output = try Output(replacing: folder + "/answer.xlsx")
            let workbook = try Workbook(isStreamed: true)
            guard try names(in: folder).count == 2 else { return }
            withExtendedLifetime((output, workbook)) { TemporaryPaths.exit(130) }
        }
        #expect(try names(in: folder) == [])
    }
}
