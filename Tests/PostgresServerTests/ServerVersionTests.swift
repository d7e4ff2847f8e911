import PostgresServer
import Testing

@Suite struct ServerVersionTests {
    @Test(arguments: [
        ("postgres (PostgreSQL) 15.18 (Debian 15.18-0+deb12u1)\n", ServerVersion(major: 15, minor: 18)),
        ("postgres (PostgreSQL) 17.2 (Homebrew)\n", ServerVersion(major: 17, minor: 2)),
        ("postgres (PostgreSQL) 18beta1\n", ServerVersion(major: 18, minor: 0)),
        ("postgres (PostgreSQL) 9.6.24\n", ServerVersion(major: 9, minor: 6)),
        ("postgres (Something) 15.1\n", nil),
        ("postgres (PostgreSQL) devel\n", nil),
        ("", nil),
    ])
    func readsWhatTheProgramPrints(output: String, version: ServerVersion?) {
        #expect(ServerVersion(programOutput: output) == version)
    }

    @Test func newerIsGreater() {
        #expect(ServerVersion(major: 15, minor: 18) < ServerVersion(major: 16, minor: 1))
        #expect(ServerVersion(major: 15, minor: 9) < ServerVersion(major: 15, minor: 18))
    }
}
