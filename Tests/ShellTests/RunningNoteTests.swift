import Platform
import PostgresClient
import TerminalSupport
import Testing

/// What is said of a statement that takes long.
@Suite struct RunningNoteTests {
    @Test("A statement that takes long says so on a terminal until its rows come, and in a script nothing")
    func runningNote() throws {
        try ShellFixture.run { shell in
            let terminal = try shell.start()
            terminal.type("select pg_sleep(600);\r")
            #expect(terminal.wait { $0.rows.last?.hasPrefix("running ") == true })
            #expect(terminal.screen.rows.last?.hasSuffix(" s · Ctrl-C cancels") == true)
            terminal.type("\u{03}")
            #expect(!terminal.rows(with: "cancelled").contains { $0.contains("running") })
            var other = try shell.connect()
            try other.execute("select pg_advisory_lock(7)")
            terminal.type("select 'slow' as word, pg_advisory_xact_lock(7);\r")
            #expect(terminal.wait { $0.rows.last?.hasPrefix("running ") == true })
            // What is typed ahead is not written into that row, nor does it push it up.
            terminal.type("select 'next'\ras word;\r")
            try other.execute("select pg_sleep(1.5)")
            try other.execute("select pg_advisory_unlock(7)")
            let rows = terminal.rows(with: " next")
            #expect(!rows.contains { $0.contains("running") }, "\(rows)")
            #expect(rows.filter { $0.contains("as word;") } == ["         > as word;"])
            terminal.type("shown")
            #expect(terminal.wait { $0.rows.last == "deskhouse> shown" })
            terminal.type("\u{15}")
            let run = try shell.script("select pg_sleep(1.3);")
            #expect(run.errors.isEmpty)
        }
    }

    @Test("A shell that is ended while a statement runs leaves a terminal that echoes")
    func ending() throws {
        try ShellFixture.run { shell in
            let terminal = try shell.start()
            terminal.type("select pg_sleep(600);\r")
            #expect(terminal.wait { $0.rows.last?.hasPrefix("running ") == true })
            #expect(!terminal.isCooked)
            terminal.send(signal: SIGTERM)
            #expect(terminal.waitForExit() != nil)
            #expect(terminal.isCooked)
        }
    }
}
