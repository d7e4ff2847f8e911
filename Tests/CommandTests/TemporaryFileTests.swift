import Platform
import TestSupport
import Testing

/// What is made on the way is gone when Ctrl-C ends the program in the midst of an answer.
@Suite struct TemporaryFileTests {
    @Test(.scratchDatabase, arguments: ["csv", "xlsx"])
    func goesWithTheProcess(format: String) throws {
        let folder = ScratchFolder()
        let rows = "select number from generate_series(1, 100000000) as number"
        let process = try DeskhouseProcess([
            "sql", "--database", ScratchDatabase.conninfo, "-o", folder.path("answer.\(format)"), rows,
        ])
        let isBegun = { folder.names.contains { $0.hasPrefix(".answer.\(format).") } }
        for _ in 0..<600 where !isBegun() { usleep(50_000) }
        #expect(isBegun())
        process.signal(SIGINT)
        #expect(process.wait().code == 130)
        #expect(folder.names == [])
    }
}
