import Platform
import TestSupport
import Testing

@testable import PostgresServer

@Suite struct ServerHomeTests {
    @Test(arguments: [
        (["DESKHOUSE_HOME": "/data/desk", "HOME": "/home/me"], false, "/data/desk"),
        (["DESKHOUSE_HOME": "/data/desk"], true, "/data/desk"),
        (["XDG_DATA_HOME": "/data", "HOME": "/home/me"], false, "/data/deskhouse"),
        (["XDG_DATA_HOME": "relative", "HOME": "/home/me"], false, "/home/me/.local/share/deskhouse"),
        (["XDG_DATA_HOME": "", "HOME": "/home/me"], false, "/home/me/.local/share/deskhouse"),
        (["HOME": "/root", "XDG_DATA_HOME": "/data"], true, "/var/lib/deskhouse"),
    ])
    func followsTheEnvironment(variables: [String: String], isRoot: Bool, path: String) throws {
        #expect(try ServerHome.standardPath(ServerEnvironment(variables), isRoot: isRoot) == path)
    }

    @Test func pathIsAbsoluteAndWithoutSlashAtTheEnd() throws {
        let account = try ServerAccount.forServer()
        #expect(ServerHome(path: "/data/desk//", account: account).path == "/data/desk")
        let relative = ServerHome(path: "desk", account: account).path
        #expect(relative.hasPrefix("/") && relative.hasSuffix("/desk"))
    }

    @Test func isMadeForItsUserAlone() throws {
        let account = try ServerAccount.forServer()
        let home = ServerHome(path: try TestRun.path("made/below/home"), account: account)
        try home.prepare()
        try home.prepare()
        let entry = try #require(Folder.entry(at: home.path))
        #expect(entry.st_uid == account.userID)
        #expect(entry.st_mode & 0o777 == 0o700)
    }

    @Test func folderOfSomebodyElseIsRefused() throws {
        // Belongs to root, who runs no server; and is full of other things.
        let home = ServerHome(path: "/usr", account: try ServerAccount.forServer())
        let error = #expect(throws: ServerError.self) { try home.prepare() }
        #expect(error?.description.contains("it does not belong to the user") == true)
        #expect(error?.description.contains("DESKHOUSE_HOME") == true)
    }

    @Test func folderOfOtherThingsIsRefused() throws {
        let account = try ServerAccount.forServer()
        let home = ServerHome(path: try TestRun.path("photos"), account: account)
        try home.prepare()
        _ = try Program("/bin/sh", ["-c", "echo x >\"$1/photo.jpg\"", "sh", home.path], as: account).run()
        #expect(throws: ServerError.homeUnsuitable(home: home.path, reason: "it holds other files")) {
            try home.prepare()
        }
    }

    @Test func fileInItsPlaceIsRefused() throws {
        let home = ServerHome(path: try TestRun.path("file"), account: try ServerAccount.forServer())
        _ = try Program("/bin/sh", ["-c", "echo x >\"$1\"", "sh", home.path]).run()
        #expect(throws: ServerError.homeUnsuitable(home: home.path, reason: "it is not a folder")) {
            try home.prepare()
        }
    }

    @Test(.enabled(if: isRoot, "only root runs the server as another user"))
    func folderThatTheServersUserCannotEnterIsRefused() throws {
        let account = try ServerAccount.forServer()
        let closed = try TestRun.path("closed")
        _ = try Program("/bin/mkdir", ["-m", "700", closed]).run()
        let home = ServerHome(path: "\(closed)/home", account: account)
        let error = #expect(throws: ServerError.homeNotEnterable(home: home.path, account: account.name)) {
            try home.prepare()
        }
        #expect(error?.description.contains("/var/lib/deskhouse") == true)
    }
}
