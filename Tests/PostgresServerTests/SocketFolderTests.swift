import Platform
import TestSupport
import Testing

@testable import PostgresServer

@Suite struct SocketFolderTests {
    @Test(arguments: [
        ("/home/me/.local/share/deskhouse/socket", true),
        ("/" + String(repeating: "x", count: 200), false),
        ("/home/a,b/socket", false),
        ("/home/a\"b/socket", false),
        ("@abstract", false),
        ("/home/me and you/socket", true),
    ])
    func pathMustFitAndBeReadAsOne(folder: String, suits: Bool) {
        #expect(SocketFolder.suits(folder, port: 5_432) == suits)
    }

    @Test func longestPathIsTheSystems() {
        #if canImport(Darwin)
            #expect(LiveSocket.longestPath == 103)
        #else
            #expect(LiveSocket.longestPath == 107)
        #endif
    }

    @Test func folderThatOthersCouldReachIsRefused() throws {
        let account = try ServerAccount.forServer()
        let home = ServerHome(path: try TestRun.path(String(repeating: "long", count: 40)), account: account)
        let folder = try SocketFolder.prepare(for: home, port: 5_432, environment: ServerEnvironment([:]))
        defer { _ = try? Program("/bin/rm", ["-rf", folder]).run() }
        #expect(folder.hasPrefix("/tmp/deskhouse-"))
        let entry = try #require(Folder.entry(at: folder))
        #expect(entry.st_uid == account.userID)
        #expect(entry.st_mode & 0o777 == 0o700)
        // The same again is fine; the same open to others, or a link, is somebody's trap.
        #expect(
            try SocketFolder.prepare(for: home, port: 5_432, environment: ServerEnvironment([:])) == folder)
        for trap in ["chmod 755 \"$1\"", "rmdir \"$1\" && ln -s / \"$1\""] {
            _ = try Program("/bin/sh", ["-c", trap, "sh", folder]).run()
            #expect(throws: ServerError.socketFolderUnsafe(folder: folder)) {
                try SocketFolder.prepare(for: home, port: 5_432, environment: ServerEnvironment([:]))
            }
        }
    }
}
