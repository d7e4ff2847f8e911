import PostgresClient
import TerminalSupport
import TestSupport
import Testing
import Warehouse

/// The built shell in a real terminal: questions and statements, compared by what is on the screen.
@Suite struct TerminalTests {
    @Test("A KPI line is answered at Enter, with a header line and the number of rows")
    func kpiLine() throws {
        try ShellFixture.run { shell in
            let terminal = try shell.start(width: 120)
            terminal.type("frt by channel in 2025-03\r")
            let rows = terminal.rows(with: "2 rows")
            #expect(rows[0] == "deskhouse> frt by channel in 2025-03")
            #expect(rows[1].hasPrefix("2025-03-01 to 2025-03-31 · UTC · "))
            #expect(
                rows.dropFirst(rows.count - 8).prefix(4).map { $0.filter { $0 != " " } }
                    == [
                        "channel│frtmedian│n", "─────────┼────────────┼───", "chat│≈19m50sⁿ│1",
                        "email│≈9m59sⁿ│2",
                    ])
            #expect(terminal.leave() == .code(0))
            #expect(terminal.isCooked)
            #expect(terminal.screen.unknown.isEmpty)
        }
    }

    @Test("SQL goes on to its semicolon, over several rows, and says its rows")
    func sql() throws {
        try ShellFixture.run { shell in
            let terminal = try shell.start()
            terminal.type("select 1 as one,\r'日本' as name;\r")
            let rows = terminal.rows(with: "1 row")
            #expect(
                rows.prefix(6) == [
                    "deskhouse> select 1 as one,", "         > '日本' as name;", "     one │ name",
                    " integer │ text", "─────────┼──────", "       1 │ 日本",
                ])
        }
    }

    @Test("Ctrl-C cancels a statement and keeps the session")
    func cancel() throws {
        try ShellFixture.run { shell in
            let terminal = try shell.start()
            terminal.type("select pg_backend_pid() as process;\r")
            let process = try #require(terminal.rows(with: "1 row").dropFirst(4).first)
            terminal.type("select pg_sleep(30);\r")
            try shell.waitForStatement("select pg_sleep(30)")
            terminal.type("\u{03}")
            #expect(terminal.rows(with: "cancelled").last == "deskhouse>")
            terminal.type("select pg_backend_pid() as process;\r")
            #expect(terminal.wait { $0.rows.count { $0 == process } == 2 })
        }
    }

    @Test("\\watch asks again in place until Ctrl-C")
    func watch() throws {
        try ShellFixture.run { shell in
            let terminal = try shell.start()
            terminal.type("select count(*) from core.ticket \\watch 0.1\r")
            #expect(
                terminal.wait {
                    $0.rows.first?.hasPrefix("every 0.1s until Ctrl-C") == true && $0.rows.count > 4
                })
            terminal.type("\u{03}")
            #expect(terminal.wait { $0.rows.last == "deskhouse>" })
        }
    }

    @Test("watch before a KPI question does too")
    func watchQuestion() throws {
        try ShellFixture.run { shell in
            let terminal = try shell.start()
            terminal.type("watch 1s volume in 2025\r")
            #expect(
                terminal.wait {
                    $0.rows.first?.hasPrefix("every 1s until Ctrl-C") == true && $0.rows.count > 4
                })
            terminal.type("\u{03}")
            #expect(terminal.wait { $0.rows.last == "deskhouse>" })
        }
    }

    @Test("An answer is a table to the next statement")
    func lastAnswer() throws {
        try ShellFixture.run { shell in
            let terminal = try shell.start(width: 120, height: 50)
            terminal.type("frt by channel in 2025-03\r")
            _ = terminal.rows(with: "2 rows")
            terminal.type("select channel, first_response_time_n from _ order by 1;\r")
            let rows = terminal.rows(with: "first_response_time_n")
            #expect(rows.suffix(5).first?.filter { $0 != " " } == "─────────┼───────────────────────")
            #expect(rows.suffix(4).prefix(2).map { $0.filter { $0 != " " } } == ["chat│1", "email│2"])
        }
    }

    @Test("A session that the server ended is opened again, and what was lost with it is named")
    func reconnect() throws {
        try ShellFixture.run { shell in
            let terminal = try shell.start()
            terminal.type("set work_mem = '8MB';\r")
            _ = terminal.rows(with: "set ·")
            var other = try shell.connect()
            try other.execute(
                """
                select pg_terminate_backend(pid) from pg_stat_activity
                where application_name = 'deskhouse' and pid <> pg_backend_pid()
                    and datname = current_database() and query = 'commit'
                """)
            terminal.type("select 'alive' as state;\r")
            let rows = terminal.rows(with: " alive")
            #expect(rows.contains { $0.contains("connecting again …") })
            #expect(rows.contains("connected again; lost with the old session: the settings work_mem"))
        }
    }

    @Test("A statement of a transaction that was lost with its session is not run alone")
    func lostTransaction() throws {
        try ShellFixture.run { shell in
            let terminal = try shell.start(["--write"])
            terminal.type("create table public.kept (number integer);\r")
            _ = terminal.rows(with: "create table")
            terminal.type("begin;\r")
            _ = terminal.rows(with: "begin")
            terminal.type("insert into public.kept values (1);\r")
            _ = terminal.rows(with: "1 row inserted")
            var other = try shell.connect()
            try other.execute(
                """
                select pg_terminate_backend(pid, 10000) from pg_stat_activity
                where application_name = 'deskhouse' and pid <> pg_backend_pid()
                    and datname = current_database() and state = 'idle in transaction'
                """)
            terminal.type("insert into public.kept values (2);\r")
            let rows = terminal.rows(with: "not run")
            #expect(rows.contains { $0.contains("lost with the old session: the open transaction") })
            #expect(try other.execute("select count(*) from public.kept").value(Int.self) == 0)
            terminal.type("insert into public.kept values (3), (4);\r")
            _ = terminal.rows(with: "2 rows inserted")
            #expect(try other.execute("select number from public.kept").values(Int.self) == [3, 4])
        }
    }

    @Test("Ad-hoc SQL only reads, also in a transaction of one's own, unless it is allowed to write")
    func readOnly() throws {
        try ShellFixture.run { shell in
            let terminal = try shell.start()
            terminal.type("begin read write;\r")
            _ = terminal.rows(with: "begin")
            terminal.type("delete from core.ticket;\r")
            #expect(terminal.rows(with: "HINT: this shell only reads").last == "deskhouse!>")
            terminal.type("rollback;\r")
            #expect(terminal.wait { $0.rows.last == "deskhouse>" })
            let writer = try shell.start(["--write"])
            writer.type("create temporary table t as select 1 as a;\r")
            #expect(writer.rows(with: "created with 1 row ·").last == "deskhouse write>")
        }
    }

    @Test("An answer that is cut to the screen's width says how to see all of it; \\gx does")
    func wide() throws {
        try ShellFixture.run { shell in
            let terminal = try shell.start(environment: ["PAGER": "cat >/dev/null"], width: 60, height: 60)
            terminal.type("select * from core.ticket limit 1;\r")
            let rows = terminal.rows(with: "cut to the screen's width")
            #expect(rows.contains { $0.contains("of 22 columns hidden") })
            terminal.type("\\gx\r")
            #expect(terminal.rows(with: "row_seq").contains { $0.hasPrefix("created_at") })
        }
    }

    @Test("An answer whose last column is cut says so, and \\last shows all of it without a pager too")
    func wideAtTheEnd() throws {
        try ShellFixture.run { shell in
            let terminal = try shell.start(environment: ["PAGER": "cat"], width: 60, height: 60)
            terminal.type("select 1 as a, repeat('long ', 20) || 'end' as b;\r")
            #expect(!terminal.rows(with: "cut to the screen's width").contains { $0.contains("long end") })
            terminal.type("\\last\r")
            #expect(terminal.wait { $0.text.contains("long end") })
        }
    }

    @Test("An answer that fits is not called cut, in colour neither")
    func coloured() throws {
        try ShellFixture.run { shell in
            let terminal = try shell.start(
                environment: ["PAGER": "cat >/dev/null", "NO_COLOR": ""], width: 60)
            terminal.type("select repeat('x', 28) as one, repeat('y', 27) as two;\r")
            #expect(!terminal.rows(with: "1 row").contains { $0.contains("cut to") })
        }
    }

    @Test("What nobody can take back is asked about first; only a yes runs it")
    func confirmation() throws {
        try ShellFixture.run { shell in
            let terminal = try shell.start(["--write"])
            terminal.type("delete from core.survey;\r")
            #expect(terminal.wait { $0.rows.last?.hasSuffix("Run it? [y/N]") == true })
            terminal.type("n\r")
            #expect(terminal.rows(with: "not run").last == "deskhouse write>")
            terminal.type("drop table core.survey;\r")
            #expect(terminal.wait { $0.rows.last?.hasPrefix("drop table cannot be taken back") == true })
            terminal.type("\u{03}")
            #expect(terminal.wait { $0.rows.filter { $0 == "not run" }.count == 2 })
            terminal.type("truncate core.survey;\r")
            #expect(terminal.wait { $0.rows.last?.hasSuffix("Run it? [y/N]") == true })
            terminal.type("y\r")
            #expect(terminal.rows(with: "truncate table ·").last == "deskhouse write>")
            terminal.type("delete from core.survey where survey_id = 'none';\r")
            #expect(terminal.rows(with: "0 rows deleted").last == "deskhouse write>")
        }
    }

    @Test("\\tickets lists what is behind a row of the last answer")
    func ticketsOfARow() throws {
        try ShellFixture.run { shell in
            let terminal = try shell.start(width: 140)
            terminal.type("\\tickets 1\r")
            _ = terminal.rows(with: "no KPI was asked yet")
            terminal.type("frt by channel in 2025-03\r")
            _ = terminal.rows(with: "2 rows")
            terminal.type("\\tickets\r")
            _ = terminal.rows(with: "which row?")
            terminal.type("\\tickets 1\r")
            let rows = terminal.rows(with: "1 row ·")
            #expect(
                rows.contains(
                    "tickets first_response_time where channel = 'chat' from 2025-03-01 to 2025-03-31"))
            #expect(rows.contains { $0.contains("1 row ·") })
        }
    }

    @Test("A relation that is not there, and a command of another shell, are answered by what was meant")
    func meant() throws {
        try ShellFixture.run { shell in
            let terminal = try shell.start(width: 100)
            terminal.type("select * from tickets;\r")
            _ = terminal.rows(with: "HINT: did you mean core.ticket, fact.ticket, kpi.ticket?")
            terminal.type("select * from core.tickets;\r")
            _ = terminal.rows(with: "HINT: did you mean core.ticket?")
            terminal.type("select * from survey;\r")
            _ = terminal.rows(with: "HINT: there is core.survey, fact.survey")
            terminal.type("\\d core.tickets\r")
            _ = terminal.rows(
                with: "there is no relation core.tickets; did you mean core.ticket? \\d lists them")
            terminal.type("\\!echo outside\r")
            _ = terminal.rows(with: "outside")
            terminal.type("\\pset border 2\r")
            _ = terminal.rows(with: "\\pset has no 'border', but null, format, expanded")
            terminal.type("\\dx\r")
            _ = terminal.rows(with: "there is no \\dx; select * from pg_extension;")
            terminal.type("\\?x\r")
            _ = terminal.rows(with: "there is no \\?x; did you mean \\??")
            terminal.type(".tables\r")
            _ = terminal.rows(with: "commands begin with \\, as in psql: \\d")
            terminal.type("kpis frt\r")
            _ = terminal.rows(with: "commands begin with \\, as in psql: \\kpis")
        }
    }

    @Test("Help fits a screen of 80 columns, its words whole", arguments: ["\\?", "\\? keys"])
    func help(command: String) throws {
        try ShellFixture.run { shell in
            let path = shell.folder.path("help")
            let terminal = try shell.start(environment: ["PAGER": "cat > \(path)"], width: 80, height: 10)
            terminal.type("\(command)\r")
            #expect(terminal.wait { $0.rows.filter { $0.hasPrefix("deskhouse>") }.count == 2 })
            let lines = shell.folder.text("help").split(separator: "\n")
            #expect(lines.count > 15)
            #expect(lines.allSatisfy { $0.count <= 80 }, "\(lines.filter { $0.count > 80 })")
        }
    }

    @Test("A long export says how far it is, also without colour; a dumb terminal is told at the end only")
    func exportProgress() throws {
        try ShellFixture.run { shell in
            for (name, isShown) in [("xterm", true), ("dumb", false)] {
                let terminal = try shell.start(environment: ["TERM": name])
                let path = shell.folder.path("\(name).csv")
                terminal.type("select n, pg_sleep(0.001) from generate_series(1, 2100) as n \\g \(path)\r")
                #expect(terminal.wait { $0.text.contains("(2100 rows)") })
                let output = String(decoding: terminal.output, as: UTF8.self)
                #expect(output.contains(" rows …\u{1B}[K") == isShown)
                if !isShown { #expect(!output.contains("\u{1B}")) }
            }
        }
    }

    @Test("What was typed is a table")
    func historyTable() throws {
        try ShellFixture.run { shell in
            let terminal = try shell.start()
            terminal.type("select 1;\r")
            _ = terminal.rows(with: "1 row")
            terminal.type("select 'typed ' || entry as e from _history where entry = 'volume';\r")
            _ = terminal.rows(with: " typed volume")
        }
    }
}
