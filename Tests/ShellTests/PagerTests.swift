import Platform
import PostgresClient
import TerminalSupport
import TestSupport
import Testing
import Warehouse

/// The built shell with a pager in a real terminal: what is shown there, and what ends when it is left.
@Suite struct PagerTests {
    @Test("The pager has what is taller than the screen, whole, and nothing else")
    func pager() throws {
        try ShellFixture.run { shell in
            let terminal = try shell.start(
                environment: ["PAGER": "cat > \(shell.folder.path("paged"))"], height: 24)
            terminal.type("select 1 as short;\r")
            #expect(terminal.rows(with: "1 row").contains("   short"))
            terminal.type("select generate_series(1, 300) as n;\r")
            #expect(terminal.wait { $0.rows.filter { $0.hasPrefix("deskhouse>") }.count == 3 })
            let paged = shell.folder.text("paged")
            #expect(paged.hasPrefix("       n\n integer\n"))
            #expect(paged.contains("\n     300\n300 rows"))
        }
    }

    @Test("Who leaves the pager early has seen enough; the answer is kept all the same")
    func leavingThePager() throws {
        try ShellFixture.run { shell in
            let terminal = try shell.start(environment: ["PAGER": "head -n 2 > /dev/null"])
            terminal.type("select generate_series(1, 2000) as n;\r")
            #expect(terminal.wait { $0.rows.filter { $0.hasPrefix("deskhouse>") }.count == 2 })
            terminal.type("select 'all ' || count(*) as counted from _;\r")
            let rows = terminal.rows(with: " all 2000")
            #expect(!rows.contains { $0.contains("went away") })
        }
    }

    @Test(
        "A statement that goes on when the pager is left is cancelled, and nothing is said of it",
        arguments: [
            "select a.n from generate_series(1, 100000) as a (n), generate_series(1, 100000) as b (n);",
            "select n, pg_sleep(case when n < 2000 then 0 else 5 end) from generate_series(1, 3000) as n;",
        ])
    func leavingAnEndlessAnswer(_ statement: String) throws {
        try ShellFixture.run { shell in
            let terminal = try shell.start(environment: ["PAGER": "head -n 2 > /dev/null"], width: 120)
            terminal.type("\(statement)\r")
            #expect(terminal.wait { $0.rows == ["deskhouse> \(statement)", "deskhouse>"] })
            terminal.type("select count(*) from _;\r")
            _ = terminal.rows(with: "not every row of _ was kept: put its question into the statement")
        }
    }

    @Test("Who leaves the pager of one answer that \\gexec gives is told what fails after it")
    func leavingOneOfMany() throws {
        try ShellFixture.run { shell in
            let terminal = try shell.start(environment: ["PAGER": "head -n 2 > /dev/null"], width: 120)
            let endless =
                "select a.n from generate_series(1, 100000) as a (n), generate_series(1, 100000)"
            terminal.type(
                "select unnest(array['\(endless)', 'select nothing', 'select 3 as three']) \\gexec\r")
            #expect(
                !terminal.rows(with: "column \"nothing\" does not exist").contains {
                    $0.filter { $0 != " " } == "three"
                })
        }
    }

    @Test("Ctrl-C in the pager of a session that the server has ended is said in words")
    func cancellingALostAnswer() throws {
        try ShellFixture.run { shell in
            let terminal = try shell.start(environment: ["PAGER": "trap '' INT; sleep 2"], width: 120)
            terminal.type("select 1 from generate_series(1, 9999999) as a, generate_series(1, 99) as b;\r")
            try shell.waitForStatement(
                "select 1 from generate_series(1, 9999999) as a, generate_series(1, 99) as b")
            usleep(500_000)
            var other = try shell.connect()
            try other.execute(
                """
                select pg_terminate_backend(pid) from pg_stat_activity
                where datname = current_database() and query like 'select 1 from generate_series%'
                """)
            terminal.type("\u{03}")
            let rows = terminal.rows(with: "connected again")
            let said = rows.dropLast().last ?? ""
            #expect(said == "cancelled" || said.hasPrefix("the connection to PostgreSQL was lost"))
        }
    }

    @Test("An answer that is left within somebody's own transaction does not fail it")
    func leavingWithinATransaction() throws {
        try ShellFixture.run { shell in
            let terminal = try shell.start(environment: ["PAGER": "head -n 2 > /dev/null"], width: 120)
            terminal.type("begin;\r")
            #expect(terminal.rows(with: "begin ·").last == "deskhouse*>")
            terminal.type("select generate_series(1, 100000) as n;\r")
            #expect(terminal.wait { $0.rows.last == "deskhouse*>" && $0.rows.count == 4 })
            terminal.type(
                "select a.n from generate_series(1, 100000) as a (n), generate_series(1, 100000);\r")
            usleep(1_500_000)
            terminal.type("\u{03}")
            #expect(terminal.rows(with: "cancelled").last == "deskhouse!>")
        }
    }
}
