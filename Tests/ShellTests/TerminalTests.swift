import PostgresClient
import TerminalSupport
import TestSupport
import Testing
import Warehouse

#if canImport(Darwin)
    import Darwin
#elseif canImport(Musl)
    import Musl
#else
    import Glibc
#endif

/// The built shell in a real terminal, compared by what is on the screen.
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

    @Test("Tab offers what the grammar takes next, and values that occur in the data")
    func kpiMenu() throws {
        try ShellFixture.run { shell in
            let terminal = try shell.start()
            terminal.type("frt where ch\t")
            #expect(terminal.wait { $0.rows.last == "deskhouse> frt where channel" })
            terminal.type("= \t")
            #expect(
                terminal.wait {
                    $0.rows == ["deskhouse> frt where channel = '", " 'chat'   value", " 'email'  value"]
                })
            terminal.type("e\tin 2025\r")
            #expect(terminal.rows(with: "1 row")[0] == "deskhouse> frt where channel = 'email' in 2025")
        }
    }

    @Test(
        "Tab in SQL offers relations after from, and columns of the statement's tables before anything else")
    func sqlMenu() throws {
        try ShellFixture.run { shell in
            let terminal = try shell.start(width: 100)
            terminal.type("select * from core.tick\t")
            #expect(
                terminal.wait {
                    $0.rows.contains { $0.hasPrefix(" ticket ") }
                        && $0.rows.contains { $0.hasPrefix(" ticket_event ") }
                })
            terminal.type("\t\r where chan\t")
            #expect(
                terminal.wait { $0.rows.first == "deskhouse> select * from core.ticket where channel" },
                "\(terminal.screen.text)")
        }
    }

    @Test("Behind a comparison in SQL, Tab offers the values that a dimension has")
    func sqlValues() throws {
        try ShellFixture.run { shell in
            let terminal = try shell.start(width: 100)
            terminal.type("select * from core.ticket where channel = \t")
            #expect(
                terminal.wait {
                    $0.rows.first == "deskhouse> select * from core.ticket where channel = '"
                        && $0.rows.suffix(2) == [" 'chat'   value", " 'email'  value"]
                }, "\(terminal.screen.text)")
            terminal.type("c\t;\r")
            _ = terminal.rows(with: "1 row")
        }
    }

    @Test("Ctrl-C cancels a statement and keeps the session")
    func cancel() throws {
        try ShellFixture.run { shell in
            let terminal = try shell.start()
            terminal.type("select pg_backend_pid() as process;\r")
            let process = try #require(terminal.rows(with: "1 row").dropFirst(4).first)
            terminal.type("select pg_sleep(30);\r")
            try Self.waitForStatement("select pg_sleep(30)", at: shell)
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

    @Test("A screen that is resized keeps the line, and the next answer is cut to the new size")
    func resize() throws {
        try ShellFixture.run { shell in
            let terminal = try shell.start(width: 80, height: 24)
            terminal.type("select generate_series(1, 100)")
            #expect(terminal.wait { $0.rows.last?.hasSuffix("100)") == true })
            terminal.resize(width: 40, height: 14)
            terminal.type(" as n;\r")
            let rows = terminal.rows(with: "100 rows (6 shown)")
            #expect(rows.allSatisfy { $0.count <= 40 })
        }
    }

    @Test("Pasted rows run together at Enter, up to the first that fails")
    func paste() throws {
        try ShellFixture.run { shell in
            let terminal = try shell.start(height: 40)
            terminal.type("\u{1B}[200~select 1 as a;\rfrt by nothing\rselect 3 as c;\u{1B}[201~")
            #expect(terminal.wait { $0.rows.last?.hasSuffix("select 3 as c;") == true })
            terminal.type("\r")
            let rows = terminal.rows(with: "unknown dimension 'nothing'")
            #expect(rows.contains("       a"))
            #expect(rows.contains("       ^^^^^^^"))
            #expect(!rows.contains("       c"))
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

    @Test("History is there in the next session, and its entries are hints")
    func history() throws {
        try ShellFixture.run { shell in
            let first = try shell.start()
            first.type("select 'from before' as x;\r")
            _ = first.rows(with: "1 row")
            #expect(first.leave() == .code(0))
            #expect(shell.folder.text("state/deskhouse/history") == "volume\nselect 'from before' as x;\n")
            let second = try shell.start()
            second.type("sel")
            #expect(second.wait { $0.rows.last == "deskhouse> select 'from before' as x;" })
            second.type("\u{1B}[C\r")
            #expect(second.rows(with: "1 row").contains(" from before"))
        }
    }

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
            #expect(terminal.rows(with: "cut to the screen's width").contains { $0.contains("22 columns") })
            terminal.type("\\gx\r")
            #expect(terminal.rows(with: "row_seq").contains { $0.hasPrefix("created_at") })
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
            try Self.waitForStatement(
                "select 1 from generate_series(1, 9999999) as a, generate_series(1, 99) as b", at: shell)
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
            terminal.type("\\pset format csv\r")
            _ = terminal.rows(with: "there is no \\pset; \\format")
            terminal.type(".tables\r")
            _ = terminal.rows(with: "commands begin with \\, as in psql: \\d")
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

    @Test("After on, Tab offers how the tables hang together")
    func joinMenu() throws {
        try ShellFixture.run { shell in
            let terminal = try shell.start(width: 100)
            terminal.type("select * from core.ticket t join core.interaction i on \t")
            #expect(
                terminal.wait {
                    $0.rows.contains { $0.hasPrefix(" ticket_id = i.ticket_id and t.source = i.source ") }
                        && !$0.rows.contains { $0.contains("row_seq = ") }
                }, "\(terminal.screen.text)")
        }
    }

    @Test("Tab in SQL knows what with names, the values the data has, settings, and SQL after explain")
    func sqlNames() throws {
        try ShellFixture.run { shell in
            let terminal = try shell.start(width: 120)
            let lines = [
                (
                    "with pc as (select channel, count(*) n from core.ticket group by 1) select * from pc where n\t",
                    "n"
                ),
                ("select * from core.ticket where direction = 'i\t", "direction = 'inbound'"),
                ("select * from core.agent where kind = 'h\t", "kind = 'human'"),
                ("select * from kpi.daily where kpi = 'ticket_v\t", "kpi = 'ticket_volume'"),
                ("select * from core.ticket where \"cre\t", "where \"created_at\""),
                ("show search_p\t", "show search_path"), ("explain anal\tsel\t", "explain analyze select"),
            ]
            for (keys, end) in lines {
                terminal.type(keys)
                #expect(
                    terminal.wait { $0.rows.last { $0.hasPrefix("deskhouse> ") }?.hasSuffix(end) == true },
                    "\(terminal.screen.text)")
                terminal.type("\u{1B}\u{03}")
                #expect(terminal.wait { $0.rows.last == "deskhouse>" })
            }
        }
    }

    @Test(
        "The prompt of a further row shows what is open; in an empty one, that a semicolon runs it",
        arguments: [
            ("select 'a\r", "        '>"), ("select \"a\r", "        \">"), ("select (1,\r", "        (>"),
            ("select /* a\r", "        *>"), ("select $a$ b\r", "        $>"),
            ("select ('a\r", "        '>"), ("select 1\r", "         > ; runs it"),
        ])
    func openRows(keys: String, row: String) throws {
        try ShellFixture.run { shell in
            let terminal = try shell.start()
            terminal.type(keys)
            #expect(terminal.wait { $0.rows.last == row }, "\(terminal.screen.text)")
            #expect(terminal.screen.cursorColumn == 11)
        }
    }

    @Test("Ctrl-X Ctrl-E opens the editor on what is typed; what comes out stands in the line")
    func editing() throws {
        try ShellFixture.run { shell in
            let terminal = try shell.start(environment: ["VISUAL": "sed -i s/one/two/"])
            terminal.type("select 'one' as n\r;\u{18}\u{05}")
            #expect(
                terminal.wait { $0.rows.suffix(2) == ["deskhouse> select 'two' as n", "         > ;"] },
                "\(terminal.screen.text)")
            terminal.type("\r")
            _ = terminal.rows(with: " two")
            let failing = try shell.start(environment: ["VISUAL": "false"])
            failing.type("fail\u{18}\u{05}")
            #expect(
                failing.wait { $0.rows.suffix(2) == ["false failed with status 1", "deskhouse> fail"] },
                "\(failing.screen.text)")
        }
    }

    @Test("A command in the midst of a query runs, and the query is there again without it")
    func commandWithinAQuery() throws {
        try ShellFixture.run { shell in
            let terminal = try shell.start(width: 100, height: 40)
            terminal.type("select count(*) as n\r\\echo said\r")
            #expect(
                terminal.wait {
                    $0.rows.suffix(3) == ["said", "deskhouse> select count(*) as n", "         > ; runs it"]
                })
            terminal.type("exit\r")
            #expect(terminal.wait { $0.rows.contains("use \\q to quit; Ctrl-C drops the query") })
            terminal.type("\u{03}select 1 as a,\r\\nothing\r")
            _ = terminal.wait { $0.rows.contains("there is no \\nothing; \\? lists all") }
            terminal.type("2 as b;\r")
            #expect(terminal.rows(with: "1 row").contains("       1 │       2"))
            #expect(terminal.leave() == .code(0))
            let history = shell.folder.text("state/deskhouse/history")
            #expect(history == "volume\n\\\\echo said\n\\\\nothing\nselect 1 as a,\\n2 as b;\n")
        }
    }

    @Test("So it is on a terminal that understands nothing")
    func commandWithinAQueryOnAPlainTerminal() throws {
        try ShellFixture.run { shell in
            let terminal = try shell.start(environment: ["TERM": "dumb"])
            terminal.type("select 1 as a,\r\\echo said\r2 as b;\r")
            #expect(terminal.rows(with: "1 row").contains("       1 |       2"))
            terminal.type("select 3 as a,\rexit\r4 as b;\r")
            let rows = terminal.rows(with: "       3 |       4")
            #expect(rows.contains { $0.contains("use \\q to quit") })
        }
    }

    private static func waitForStatement(_ text: String, at shell: ShellFixture) throws {
        var other = try shell.connect()
        for _ in 0..<1_000 {
            let isThere = try other.execute(
                """
                select exists (
                    select from pg_stat_activity where state = 'active' and query = \(text))
                """
            ).value(Bool.self)
            if isThere { return }
            usleep(20_000)
        }
        Issue.record("\(text) does not begin")
    }
}
