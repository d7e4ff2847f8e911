import PostgresClient
import TerminalSupport
import TestSupport
import Testing
import Warehouse

/// The menu on Tab in a real terminal: KPI lines and SQL.
@Suite struct MenuTests {
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

    @Test("Tab in a call of a saved query offers its parameters, and what may stand for each")
    func callMenu() throws {
        try ShellFixture.run { shell in
            shell.folder.write("answer.csv", "")
            #expect(
                try shell.run(["-c", "out = volume where channel = :c in :p as csv to :file"]).status == 0)
            let terminal = try shell.start(width: 100)
            terminal.type("out \t")
            #expect(
                terminal.wait { $0.rows.contains { $0.hasPrefix(" p ") && $0.contains("a period or range") } }
            )
            terminal.type("p='last mon\t")
            #expect(terminal.wait { $0.rows.contains("deskhouse> out p='last month'") })
            terminal.type("file=\(shell.folder.path("ans"))\t")
            #expect(terminal.wait { $0.text.contains("answer.csv") })
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

    @Test("Tab offers functions and KPIs to show the source of, and what there is help on")
    func commandArguments() throws {
        try ShellFixture.run { shell in
            let terminal = try shell.start(width: 120)
            let lines = [
                ("\\sf ticket_vol", "\\sf ticket_volume", ""), ("\\sf staging.item", "\\sf staging.item", ""),
                ("\\df meta.", "\\df meta.", " meta."), ("\\? ", "\\?", " keys"),
                ("\\? cros", "\\? crosstabview", ""),
                ("\\menu ty", "\\menu typing", ""),
            ]
            for (keys, end, row) in lines {
                terminal.type(keys + "\t")
                #expect(
                    terminal.wait { screen in
                        screen.rows.contains { $0.hasPrefix("deskhouse> ") && $0.hasSuffix(end) }
                            && screen.rows.contains { $0.hasPrefix(row) }
                    }, "\(terminal.screen.text)")
                terminal.type("\u{1B}\u{03}")
                #expect(terminal.wait { $0.rows.last == "deskhouse>" })
            }
        }
    }

    @Test(
        "The menu opens while typing where that is switched on; Enter runs the line, Escape closes the menu")
    func whileTyping() throws {
        try ShellFixture.run { shell in
            let terminal = try shell.start()
            terminal.type("\\menu typing\r")
            _ = terminal.rows(with: "the menu opens while typing")
            terminal.type("volume by chan")
            #expect(
                terminal.wait {
                    $0.rows.suffix(2) == ["deskhouse> volume by channel", " channel  dimension"]
                },
                "\(terminal.screen.text)")
            terminal.type("nel ")
            #expect(terminal.wait { $0.rows.contains { $0.hasPrefix(" weekly") } }, "\(terminal.screen.text)")
            terminal.type("\u{1B}")
            #expect(
                terminal.wait { $0.rows.last == "deskhouse> volume by channel" }, "\(terminal.screen.text)")
            terminal.type("\u{15}volume in 202")
            #expect(
                terminal.wait { $0.rows.contains { $0.contains("  period  ") } }, "\(terminal.screen.text)")
            terminal.type("5\r")
            #expect(terminal.rows(with: "1 row").contains("deskhouse> volume in 2025"))
            // The names of the database are read meanwhile; no key waits for them.
            terminal.type("select * from core.tick")
            #expect(
                terminal.wait { $0.rows.contains { $0.hasPrefix(" ticket_event ") } },
                "\(terminal.screen.text)")
            terminal.type("\u{1B}")
            #expect(terminal.wait { $0.rows.last == "deskhouse> select * from core.tick" })
            terminal.type("\u{03}\\menu\r")
            _ = terminal.rows(with: "the menu opens on Tab")
        }
    }
}
