import Platform
import PostgresClient
import TerminalSupport
import TestSupport
import Testing
import Warehouse

/// What is typed, pasted, recalled and edited in a real terminal.
@Suite struct EditingTests {
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

    @Test("The rows of a question that were pasted, or that a backslash ends, are one question")
    func rowsOfAQuestion() throws {
        try ShellFixture.run { shell in
            let terminal = try shell.start(height: 40)
            terminal.type(
                "\u{1B}[200~volume\r  by channel\r  with total\r  in 2025;\rselect 1 as a;\u{1B}[201~")
            #expect(
                terminal.wait {
                    $0.rows.suffix(5) == [
                        "deskhouse> volume \\", "        \\>   by channel \\", "        \\>   with total \\",
                        "        \\>   in 2025;", "         > select 1 as a;",
                    ]
                }, "\(terminal.screen.text)")
            terminal.type("\r")
            let rows = terminal.rows(with: "1 row")
            #expect(rows.contains { $0.hasPrefix(" Total ") }, "\(rows)")
            terminal.type("volume by ch\tin \\\r2025 whe\t")
            #expect(
                terminal.wait {
                    $0.rows.suffix(2) == ["deskhouse> volume by channel in \\", "        \\> 2025 where"]
                }, "\(terminal.screen.text)")
            terminal.type("priority = high\r")
            #expect(terminal.rows(with: "1 row ").contains { $0.hasPrefix(" email ") })
            terminal.type("weekly\r")
            let failed = terminal.rows(with: "HINT: a question is one line; where that ends in \\,")
            #expect(failed.contains("weekly"))
        }
    }

    @Test("A pasted question is one question whatever comments stand in its rows")
    func commentsInAQuestion() throws {
        try ShellFixture.run { shell in
            let terminal = try shell.start(height: 40)
            terminal.type(
                "\u{1B}[200~volume -- how many\r-- of each\r  by channel -- where\r  in 2025\r-- done\u{1B}[201~"
            )
            #expect(
                terminal.wait {
                    $0.rows.suffix(5) == [
                        "deskhouse> volume \\ -- how many", "        \\> \\ -- of each",
                        "        \\>   by channel \\ -- where", "        \\>   in 2025", "         > -- done",
                    ]
                }, "\(terminal.screen.text)")
            terminal.type("\r")
            #expect(terminal.rows(with: "2 rows").contains { $0.hasPrefix(" email ") })
        }
    }

    @Test("What failed comes back with Up, but is no hint")
    func failedLines() throws {
        try ShellFixture.run { shell in
            let terminal = try shell.start()
            terminal.type("select 1 as one;\r")
            _ = terminal.rows(with: "1 row")
            terminal.type("select nothing;\r")
            _ = terminal.rows(with: "does not exist")
            terminal.type("\u{1B}[A")
            #expect(terminal.wait { $0.rows.last == "deskhouse> select nothing;" })
            terminal.type("\u{15}sel")
            #expect(terminal.wait { $0.rows.last == "deskhouse> select 1 as one;" })
        }
    }

    @Test("\\editing vi gives the keys of vi, which the prompt shows, and \\editing emacs takes them back")
    func viKeys() throws {
        try ShellFixture.run { shell in
            let terminal = try shell.start()
            terminal.type("\\editing vi\r")
            _ = terminal.rows(with: "keys are those of vi")
            terminal.type("volume in 2026\u{1B}")
            #expect(terminal.wait { $0.rows.last == "deskhouse: volume in 2026" }, "\(terminal.screen.text)")
            terminal.type("r5\r")
            #expect(terminal.rows(with: "1 row").contains("deskhouse> volume in 2025"))
            terminal.type("\\pager off\r\\? keys\r")
            _ = terminal.rows(with: "the bracket that belongs to this one")
            terminal.type("\\editing emacs\r")
            _ = terminal.rows(with: "keys are those of Emacs")
            terminal.type("volume\u{1B}")
            terminal.type("bx")
            #expect(terminal.wait { $0.rows.last == "deskhouse> xvolume" }, "\(terminal.screen.text)")
        }
    }

    @Test("A person's shells begin with a file, scripts do not; where it fails, the shell is there")
    func startFile() throws {
        try ShellFixture.run { shell in
            shell.folder.write(".config/deskhouse/shellrc", "\\set y 2025\n\\nonsense\n\\set y 2024\n")
            let terminal = try shell.start()
            #expect(terminal.screen.text.contains("shellrc, line 2:"))
            terminal.type("volume in :y\r")
            #expect(terminal.rows(with: "1 row").contains { $0.hasPrefix("2025-01-01 to 2025-12-31") })
            let program = try #require(BuiltProgram.path(of: "deskhouse"))
            // What is typed at it stands behind -c here: nobody reads the file for it.
            let script = try PseudoTerminal(
                running: program, ["shell", "--database", shell.conninfo, "-c", "volume in :y"],
                environment: shell.environment, width: 80, height: 24)
            #expect(script.wait { $0.text.contains("^") }, "\(script.screen.text)")
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

    @Test("A text that the editor made unreadable is no empty one; an empty TMPDIR is none")
    func editingFails() throws {
        try ShellFixture.run { shell in
            shell.folder.write("loop", "rm \"$1\"; ln -s \"$1\" \"$1\"")
            let terminal = try shell.start(
                environment: ["VISUAL": "sh \(shell.folder.path("loop"))", "TMPDIR": ""], width: 120)
            terminal.type("volume\u{18}\u{05}")
            let expected = try Regex("^cannot read /tmp/deskhouse\\.......\\.sql: ")
            #expect(
                terminal.wait { screen in
                    screen.rows.contains { $0.contains(expected) } && screen.rows.last == "deskhouse> volume"
                }, "\(terminal.screen.text)")
        }
    }

    @Test(
        "A signal that ends the shell leaves no file behind, and the terminal as it was",
        arguments: [SIGTERM, SIGHUP])
    func endedBySignal(signal: Int32) throws {
        try ShellFixture.run { shell in
            let files = ScratchFolder()
            let editing = try shell.start(environment: [
                "VISUAL": "echo opened; sleep 60;", "TMPDIR": files.path,
            ])
            editing.type("volume\u{18}\u{05}")
            #expect(editing.wait { $0.rows.contains("opened") }, "\(editing.screen.text)")
            #expect(files.names.count == 1)
            let exporting = try shell.start()
            let path = files.path("answer.csv")
            exporting.type("select n, pg_sleep(0.001) from generate_series(1, 100000) as n \\g \(path)\r")
            #expect(exporting.wait { _ in files.names.count == 2 }, "\(exporting.screen.text)")
            let typing = try shell.start()
            typing.type("x")
            #expect(typing.wait { $0.rows.last == "deskhouse> x" }, "\(typing.screen.text)")
            #expect(!typing.isCooked)
            for terminal in [editing, exporting, typing] {
                terminal.send(signal: signal)
                #expect(terminal.waitForExit() == .code(128 + signal))
                #expect(terminal.isCooked)
                #expect(terminal.screen.modes.isEmpty)
            }
            #expect(files.names == [])
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
            #expect(
                history == "volume\n\\\\echo said\n\\\\nothing\n\\f\\\\nothing\nselect 1 as a,\\n2 as b;\n")
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
}
