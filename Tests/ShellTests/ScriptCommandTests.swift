import PostgresClient
import TerminalSupport
import TestSupport
import Testing

/// The commands that psql's scripts are written with.
@Suite struct ScriptCommandTests {
    @Test("\\prompt reads a line of the input, \\getenv a variable; both are bound as \\set's values are")
    func asking() throws {
        try ShellFixture.run { shell in
            shell.folder.write("answers", "O'Neill\r\nlast")
            let run = try shell.run(
                [
                    "-c", "\\format csv\n\\prompt 'Who? ' who\n\\prompt when",
                    "-c", "\\getenv place HOME\n\\getenv who NOSUCH",
                    "-c", "select :'who' as who, :'when' as \"when\", :'place' as place",
                ], input: shell.folder.path("answers"))
            #expect(run.status == 0, "\(run.errors)")
            #expect(run.output == "who,when,place\nO'Neill,last,\(shell.folder.path)\n")
            #expect(run.errors == "Who? ")
            let none = try shell.run(["-c", "\\prompt who"])
            #expect(none.status == 1 && none.errors.contains("nothing was typed"), "\(none.errors)")
            let many = try shell.run(["-c", "\\prompt Which month month"])
            #expect(many.errors.contains("\\prompt wants a name, before it a text in quotes"))
        }
    }

    @Test("\\prompt asks at the terminal; Ctrl-C leaves it")
    func askingAtTheTerminal() throws {
        try ShellFixture.run { shell in
            let terminal = try shell.start()
            terminal.type("\\prompt 'Which month? ' month\r")
            #expect(terminal.wait { $0.rows.last == "Which month?" })
            terminal.type("2025-03\r")
            #expect(terminal.wait { $0.rows.last == "deskhouse>" })
            terminal.type("\\echo in :month\r")
            _ = terminal.rows(with: "in 2025-03")
            terminal.type("\\prompt 'Again? ' month\r")
            #expect(terminal.wait { $0.rows.last == "Again?" })
            terminal.type("\u{03}")
            _ = terminal.rows(with: "cancelled")
        }
    }

    @Test("\\echo prints, \\qecho goes where answers go, \\warn on standard error")
    func printing() throws {
        try ShellFixture.run { shell in
            let path = shell.folder.path("o.csv")
            let run = try shell.script(
                "\\set n 5\n\\o \(path)\n\\echo e :n\n\\qecho q :n\n\\warn w :n\nselect 1 as a;\n\\o\n\\qecho end"
            )
            #expect(run.status == 0)
            #expect(run.output == "e 5\nend\n")
            #expect(run.errors == "w 5\n")
            #expect(shell.folder.text("o.csv") == "q 5\na\n1\n")
        }
    }

    @Test("\\gdesc names the columns and their types, and runs nothing")
    func describing() throws {
        try ShellFixture.run { shell in
            let run = try shell.script(
                """
                \\format csv
                select 1 / 0 as n, 1.5::numeric(8,2) as price, now() as t \\gdesc
                volume by channel in 2025 \\gdesc
                """)
            #expect(run.status == 0, "\(run.errors)")
            let lines = run.output.split(separator: "\n")
            #expect(
                lines.prefix(5) == [
                    "column,type", "n,integer", "price,\"numeric(8,2)\"", "t,timestamp with time zone",
                    "column,type",
                ])
            #expect(lines.contains("channel,text") && lines.contains("ticket_volume,bigint"), "\(run.output)")
            let wrong = try shell.script("select nothing \\gdesc")
            #expect(wrong.errors.contains("column \"nothing\" does not exist"))
        }
    }

    @Test("\\errverbose has all that the server said of the last error")
    func lastError() throws {
        try ShellFixture.run { shell in
            let terminal = try shell.start(width: 120)
            terminal.type("\\errverbose\r")
            _ = terminal.rows(with: "there was no error of the server")
            terminal.type("select nothing;\r")
            _ = terminal.rows(with: "does not exist")
            terminal.type("select 1;\r\\errverbose\r")
            #expect(
                terminal.rows(with: "LOCATION: parse_relation.c").contains { $0.hasPrefix("ERROR: column") })
        }
    }

    @Test("\\pset null tells null from a dash; \\pset lists what is set, and sets what other commands do")
    func settings() throws {
        try ShellFixture.run { shell in
            let run = try shell.script(
                """
                \\pset null '<null>'
                select null as a, '–' as b;
                \\pset expanded on
                select null as c;
                \\pset
                \\pset format csv
                select null as d;
                """)
            #expect(run.status == 0, "\(run.errors)")
            #expect(run.output.contains(" <null> │ –\n"), "\(run.output)")
            #expect(run.output.contains("c │ <null>\n"))
            #expect(run.output.contains("null      '<null>'\nformat    table\nexpanded  on\npager     on\n"))
            #expect(run.output.hasSuffix("\nd\n\n"))
            let plain = try shell.script("select null as a;\n\\pset null")
            #expect(plain.output.hasSuffix(" –\n1 row · \(plain.output.milliseconds) ms\nnull      a dash\n"))
        }
    }

    @Test("\\dS and \\dtS list the system's relations too; a name may be one of them")
    func systemRelations() throws {
        try ShellFixture.run { shell in
            let run = try shell.script("\\format csv\n\\dS\n\\dtS\n\\dtS pg_class\n\\dvS\n\\dt")
            #expect(run.status == 0, "\(run.errors)")
            let lists = run.output.split(separator: "schema,name,type,rows,size,comment\n")
            #expect(lists.count == 5)
            #expect(lists[0].contains("pg_catalog,pg_class,") && lists[0].contains("core,ticket,"))
            #expect(lists[1].contains("pg_catalog,pg_class,") && !lists[1].contains(",pg_tables,"))
            #expect(lists[2].hasPrefix("pg_catalog,pg_class,table,"))
            #expect(lists[3].contains(",pg_tables,view,"))
            #expect(!lists[4].contains("pg_catalog"))
            let described = try shell.script("\\dS pg_class")
            #expect(described.output.contains("table pg_catalog.pg_class"), "\(described.errors)")
            let none = try shell.script("\\xS")
            #expect(none.errors.contains("there is no \\xS"))
        }
    }

    @Test(
        "What stands behind a command that takes nothing is refused",
        arguments: ["\\q now", "\\conninfo all", "\\last 2"])
    func superfluous(_ command: String) throws {
        try ShellFixture.run { shell in
            let run = try shell.script("\(command)\n\\echo on")
            #expect(run.status == 1 && run.output.isEmpty)
            #expect(run.errors.contains("takes nothing behind it"), "\(run.errors)")
        }
    }

    @Test(
        "\\export names what it lacks",
        arguments: [
            ("pdf x.pdf", "there is no format 'pdf': table, chart, csv"),
            ("csv", "\\export wants a file: \\export csv answer.csv"),
            ("x.pdf", "'x.pdf' does not tell the format: \\export csv x.pdf"),
        ])
    func exporting(_ arguments: String, _ error: String) throws {
        try ShellFixture.run { shell in
            let run = try shell.script("select 1;\n\\export \(arguments)")
            #expect(run.errors.contains(error), "\(run.errors)")
        }
    }

    @Test("A cross table of the last answer is no new answer")
    func crossTable() throws {
        try ShellFixture.run { shell in
            let run = try shell.script(
                """
                \\format csv
                select 'before' as a;
                select 'r' as r, 'c' as c, 1 as v;
                \\crosstabview
                select a from _2;
                """)
            #expect(run.status == 0, "\(run.errors)")
            #expect(run.output.hasSuffix("r,c\nr,1\na\nbefore\n"), "\(run.output)")
        }
    }

    @Test("\\ev and \\ef put what creates a view or a function into the line")
    func editing() throws {
        try ShellFixture.run { shell in
            var other = try shell.connect()
            try other.execute("create view public.one with (security_barrier = true) as select 1 as a")
            let terminal = try shell.start(environment: ["EDITOR": "true"], width: 100, height: 40)
            terminal.type("\\ev one\r")
            #expect(
                terminal.wait {
                    $0.text.contains("> create or replace view public.one with (security_barrier=true) as")
                })
            terminal.type("\u{03}\\ef nosuch\r")
            _ = terminal.rows(with: "there is no function nosuch; \\df lists them")
            let run = try shell.run(["-c", "\\ev public.one"])
            #expect(run.errors.contains("\\ev needs a terminal"))
        }
    }
}

extension String {
    /// The last number of milliseconds in it.
    fileprivate var milliseconds: String {
        guard let end = ranges(of: " ms").last?.lowerBound else { return "" }
        return String(self[..<end].reversed().prefix { $0.isNumber }.reversed())
    }
}
