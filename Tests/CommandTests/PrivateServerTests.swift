import Platform
import PostgresServer
import TestSupport
import Testing

/// The program alone in a folder, with nothing told about a database.
@Suite struct PrivateServerTests {
    /// The next command comes before the killed server's socket is closed.
    @Test func aKilledServerIsStartedAgainByTheNextCommand() throws {
        let account = try ServerAccount.forServer()
        let server = PrivateServer(home: ServerHome(path: try TestRun.path("killed"), account: account))
        try server.start()
        for _ in 0..<5 {
            guard case .running(_, let process, _) = server.status() else {
                Issue.record("it does not run: \(server.status())")
                return
            }
            kill(pid_t(process), SIGKILL)
            let outcome = try DeskhouseProcess.run(["status"], home: server.home.path)
            #expect(outcome.code == 0, "\(outcome.errors)")
        }
        try server.stop()
    }

    @Test func theMovedProgramBringsItsOwnServer() throws {
        let folder = ScratchFolder()
        var deskhouse = Deskhouse(nil)
        let moved = folder.path("deskhouse")
        // Copied by a process of its own: were it open for writing in this one, a program that another test starts at
        // that moment would hold it open, too, and a file that is open for writing does not run ("text file busy").
        let copy = try Program("/bin/cp", [deskhouse.program, moved]).run()
        try #require(copy.isSuccess, "\(copy.output)")
        deskhouse.program = moved
        deskhouse.folder = folder.path
        deskhouse.environment = ["DESKHOUSE_HOME": try TestRun.path("moved")]
        folder.write("tickets.csv", "ticket_id,created_at\n1,2026-03-01T08:00:00Z\n")

        let absent = try deskhouse.run("server", "status")
        #expect(absent.status == 0)
        #expect(absent.output.contains("not made yet"))
        let load = try deskhouse.run("load", "tickets.csv")
        #expect(load.status == 0, "\(load.error)")
        let answer = try deskhouse.run("query", "volume in 2026-03", "--format", "csv")
        #expect(answer.lines.last == "1,1,true")
        let sql = try deskhouse.run("server", "psql", "-c", "select count(*) from core.ticket", "-At")
        #expect(sql.output == "1\n")
        #expect(sql.error == "")
        deskhouse.environment["PGHOST"] = "db.example.com"
        let other = try deskhouse.run("server", "psql", "-c", "select count(*) from core.ticket", "-At")
        #expect(other.output == "1\n")
        #expect(other.error.hasPrefix("deskhouse: this is the private server"))
        deskhouse.environment["PGHOST"] = nil

        #expect(try deskhouse.run("server", "stop").status == 0)
        #expect(try deskhouse.run("server", "status").output.contains("stopped"))
        // The next command starts it again, and what was loaded is there.
        let again = try deskhouse.run("query", "volume in 2026-03", "--format", "csv")
        #expect(again.output == answer.output)
        #expect(try deskhouse.run("server", "stop").status == 0)
    }
}
