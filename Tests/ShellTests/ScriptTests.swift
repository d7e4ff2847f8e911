import TerminalSupport
import TestSupport
import Testing
import WarehouseTestSupport

/// The built shell without a terminal.
@Suite struct ScriptTests {
    @Test("A script answers on standard output, without colour, prompt or pager")
    func script() throws {
        try ShellFixture.run { shell in
            let run = try shell.script(
                """
                -- what there is
                volume in 2025;
                \\format csv
                frt by channel in 2025-03
                select channel, count(*) as n
                from core.ticket group by 1 order by 1;
                select * from _ where n = 1;
                """)
            #expect(run.status == 0, "\(run.errors)")
            #expect(!run.output.contains("\u{1B}") && !run.output.contains("deskhouse>"))
            #expect(run.output.hasSuffix("channel,n\nchat,1\nemail,2\nchannel,n\nchat,1\n"))
        }
    }

    @Test("It stops at the first error, says the line, and exits with 1")
    func firstError() throws {
        try ShellFixture.run { shell in
            let run = try shell.script("select 1 as a;\n\nselect\nnothing;\nselect 2 as b;")
            #expect(run.status == 1)
            #expect(run.output.contains(" a") && !run.output.contains(" b"))
            #expect(run.errors.hasPrefix("standard input, line 3:\nERROR: column \"nothing\" does not exist"))
            let query = try shell.script("frt\nfrt by nothing\nfrt")
            #expect(query.status == 1)
            #expect(query.errors.contains("standard input, line 2:\nfrt by nothing\n       ^^^^^^^\n"))
        }
    }

    @Test(
        "A question goes on after a backslash; without it, the error says how, and exports say it as one line"
    )
    func rowsOfAQuestion() throws {
        try ShellFixture.run { shell in
            let path = shell.folder.path("answer.json")
            let run = try shell.run(["-c", "volume in 2025 \\\n    by channel \\\n    as json to \(path)"])
            #expect(run.status == 0, "\(run.errors)")
            #expect(shell.folder.text("answer.json").contains("\"volume in 2025 by channel as json to "))
            let split = try shell.script("volume in 2025\n  by channel\n")
            #expect(split.status == 1)
            #expect(split.errors.contains("standard input, line 2:\nby channel\n^^\n"))
            #expect(
                split.errors.hasSuffix(
                    "HINT: a question is one line; where that ends in \\, it goes on in the next\n"))
            let with = try shell.script("volume in 2025\nwith total;\n")
            #expect(with.errors.contains("HINT: a question is one line"))
            #expect(try !shell.script("volume in 2025\nvolumee").errors.contains("HINT"))
        }
    }

    @Test("-c may be given several times; one session answers them all")
    func commands() throws {
        try ShellFixture.run { shell in
            let run = try shell.run([
                "-c", "select 2 as two \\gset", "-c", "\\format csv", "-c",
                "select :two::integer + 1 as three",
            ])
            #expect(run.status == 0, "\(run.errors)")
            #expect(run.output == "three\n3\n")
        }
    }

    @Test("The rows of -c may end as Windows ends them")
    func rowsOfACommand() throws {
        try ShellFixture.run { shell in
            let run = try shell.run([
                "-c", "\\format csv\r\nselect 1\r\n  as one;\r\nselect 'a\u{2028}b' as two;",
            ])
            #expect(run.status == 0, "\(run.errors)")
            #expect(run.output == "one\n1\ntwo\na\u{2028}b\n")
        }
    }

    @Test("\\watch asks ten times a second at most")
    func watch() throws {
        try ShellFixture.run { shell in
            let run = try shell.script("select 1;\n\\watch 0.0001")
            #expect(run.status == 1)
            #expect(run.errors.contains("\\watch wants seconds, 0.1 or more"))
        }
    }

    @Test("A saved query is shared, takes values that are bound, and can be forgotten")
    func saved() throws {
        try ShellFixture.run { shell in
            #expect(try shell.run(["-c", "mine = frt exact where channel = :channel in 2025"]).status == 0)
            let asked = try shell.run([
                "-c", "\\format csv", "-c", "mine channel=email", "-c", "mine channel='chat'",
            ])
            #expect(asked.status == 0, "\(asked.errors)")
            #expect(
                asked.output == """
                    first_response_time,first_response_time_n,first_response_time_low_n,first_response_time_approx
                    600.0,2,true,false
                    first_response_time,first_response_time_n,first_response_time_low_n,first_response_time_approx
                    1200.0,1,true,false

                    """)
            let injected = try shell.run(["-c", "mine channel=\"' or true --\""])
            #expect(injected.status == 1)
            let unknown = try shell.run(["-c", "mine channel=fax"])
            #expect(unknown.status == 1)
            #expect(unknown.errors.contains("fax"))
            #expect(try shell.run(["-c", "\\forget MINE"]).status == 0)
            #expect(try shell.run(["-c", "mine channel=email"]).status == 1)
        }
    }

    @Test("A saved query's file is a value of the call, and \\saved says what each value is")
    func savedFile() throws {
        try ShellFixture.run { shell in
            let path = shell.folder.path("answer.csv")
            let run = try shell.script(
                """
                out = volume by channel in :p default 2025 as csv to :f
                out f=\(path)
                \\format csv
                \\saved
                """)
            #expect(run.status == 0, "\(run.errors)")
            #expect(run.errors.contains("saved; ask with: out [p=2025] f=…"))
            #expect(shell.folder.text("answer.csv").contains("email,"))
            #expect(run.output.contains("p: a period or range, default 2025; f: a file"))
            let near = try shell.run(["-c", "\\saved outt"])
            #expect(near.errors.contains("'outt' is not saved; did you mean out?"))
            #expect(try shell.run(["-c", "volume as csv to :f"]).errors.contains("':f' has no value"))
        }
    }

    @Test(
        "An export holds the whole answer, also where the screen shows a part",
        arguments: ["csv", "ndjson", "json"])
    func export(_ ending: String) throws {
        try ShellFixture.run { shell in
            let path = shell.folder.path("all.\(ending)")
            let run = try shell.run([
                "-c", "select n from generate_series(1, 2000) as n;", "-c", "\\export \(path)",
            ])
            #expect(run.status == 0, "\(run.errors)")
            let text = shell.folder.text("all.\(ending)")
            #expect(text.contains("2000"))
            #expect(text.utf8.count { $0 == UInt8(ascii: "\n") } >= 2_000)
        }
    }

    @Test("Scripts may run scripts, whose errors say where they are")
    func include() throws {
        try ShellFixture.run { shell in
            shell.folder.write("inner.dhs", "select 1 as a;\n\\nothing\n")
            let run = try shell.run(["-c", "\\i \(shell.folder.path("inner.dhs"))", "-c", "select 2 as b"])
            #expect(run.status == 1)
            #expect(
                run.errors
                    == "\(shell.folder.path("inner.dhs")), line 2:\nthere is no \\nothing; \\? lists all\n")
            #expect(run.output.contains(" a") && !run.output.contains(" b"))
        }
    }

    @Test("The last statement needs no semicolon, and a comment is nothing")
    func end() throws {
        try ShellFixture.run { shell in
            let run = try shell.script("\\format csv\n/* a; */ select 1 as a -- b")
            #expect(run.status == 0, "\(run.errors)")
            #expect(run.output == "a\n1\n")
            #expect(try shell.script("-- nothing\n\n").status == 0)
        }
    }

    @Test(
        "Every command that \\? lists runs",
        arguments: [
            "\\?", "\\d", "\\d core.ticket", "\\dt fact.*", "\\dv", "\\dn", "\\df", "\\du", "\\l", "\\kpis",
            "\\kpis frt", "\\dims", "\\dims channel", "\\targets", "\\saved", "\\conninfo", "\\timing",
            "\\set", "\\echo a", "\\di meta.load*", "\\d+ kpi.csat",
        ])
    func commandRuns(_ command: String) throws {
        try ShellFixture.run { shell in
            let run = try shell.run(["-c", command])
            #expect(run.status == 0, "\(run.errors)")
        }
    }

    @Test("A relation that is in another schema is named")
    func places() throws {
        try ShellFixture.run { shell in
            let run = try shell.run(["-c", "select * from ticket"])
            #expect(run.errors.contains("\nHINT: there is core.ticket, fact.ticket"), "\(run.errors)")
            #expect(!run.errors.contains("staging"))
        }
    }

    @Test("A KPI question takes the commands that SQL does")
    func commandsBehindAQuestion() throws {
        try ShellFixture.run { shell in
            let run = try shell.script(
                """
                frt by channel in 2025 \\gx
                volume by channel in 2025 \\g | grep -c email
                volume by channel, priority in 2025 \\crosstabview
                volume by agent, channel in 2025 \\crosstabview
                frt by channel monthly in 2025-Q1 \\crosstabview channel month frt
                """)
            #expect(run.status == 0, "\(run.errors)")
            #expect(run.output.contains("channel"), "\(run.output)")
            let lines = run.output.split(separator: "\n").map { $0.filter { $0 != " " } }
            #expect(lines.contains("1"))
            #expect(lines.contains("channel│low│high") || lines.contains("channel│high│low"))
            #expect(lines.contains("channel│2025-01│2025-02│2025-03"), "\(run.output)")
            #expect(lines.contains { $0.hasPrefix("email") && $0.contains("9m59s") }, "\(run.output)")
            let failed = try shell.script("frt by channel monthly in 2025-Q1 \\crosstabview chanel month frt")
            #expect(failed.errors.contains("did you mean channel? it has month, channel, frt median"))
            let none = try shell.script("mine = volume \\gx")
            #expect(none.errors.contains("\\gx takes a question, and this is none"), "\(none.errors)")
        }
    }

    @Test(
        "What finds nothing says so, as an error",
        arguments: ["dt nosuch", "dv nosuch", "kpis nosuch", "df nosuch"])
    func nothingFound(_ command: String) throws {
        try ShellFixture.run { shell in
            let run = try shell.run(["-c", "\\" + command])
            #expect(run.status == 1)
            #expect(run.errors.contains("there is no "), "\(run.errors)")
        }
    }

    @Test("A script may begin with the mark that Windows' editors put before UTF-8")
    func byteOrderMark() throws {
        try ShellFixture.run { shell in
            let run = try shell.script("\u{FEFF}\\format csv\r\nvolume in 2025\r\n")
            #expect(run.status == 0, "\(run.errors)")
            #expect(run.output.hasPrefix("ticket_volume,"))
        }
    }

    @Test("A command within a statement runs first, and the statement when it has ended")
    func commandWithinAStatement() throws {
        try ShellFixture.run { shell in
            let run = try shell.script("\\format csv\nselect count(*) as n\n\\echo first\nfrom core.ticket;")
            #expect(run.status == 0, "\(run.errors)")
            #expect(run.output == "first\nn\n3\n")
        }
    }

    @Test("Several KPI questions may stand in one line, and before SQL")
    func questionsInALine() throws {
        try ShellFixture.run { shell in
            let run = try shell.script("\\format csv\nvolume in 2025; volume in 2024 ; select 7 as a;")
            #expect(run.status == 0, "\(run.errors)")
            let values = run.output.split(separator: "\n").map { $0.prefix { $0 != "," } }
            #expect(values == ["ticket_volume", "3", "ticket_volume", "0", "a", "7"])
        }
    }

    @Test(
        "What people type who come from another shell is answered by what stands for it here",
        arguments: [
            ("desc core.ticket", "\\d core.ticket"), ("describe core.ticket;", "\\d core.ticket"),
            ("show tables", "\\dt"), ("show tables;", "\\dt"), ("use kpi", "set search_path to kpi;"),
            ("from core.ticket;", "select * from core.ticket;"),
        ])
    func foreign(_ text: String, _ advice: String) throws {
        try ShellFixture.run { shell in
            let run = try shell.run(["-c", text])
            #expect(run.status == 1)
            #expect(run.errors.hasSuffix("\(advice)\n"), "\(run.errors)")
        }
    }

    @Test(
        "exit;, quit; and help; are what they are without the semicolon",
        arguments: ["exit;", "quit ;", "help;"])
    func leavingBySemicolon(_ text: String) throws {
        try ShellFixture.run { shell in
            let run = try shell.script(text)
            #expect(run.status == 0, "\(run.errors)")
        }
    }

    @Test("Who leaves an open transaction is told that it is rolled back")
    func openTransaction() throws {
        try ShellFixture.run { shell in
            let run = try shell.run(["--write", "-c", "begin;", "-c", "\\q"])
            #expect(run.errors.hasSuffix("the open transaction is rolled back\n"), "\(run.errors)")
            #expect(
                try !shell.run(["--write", "-c", "begin;", "-c", "commit;"]).errors.contains("rolled back"))
        }
    }

    @Test("\\dims has attributes and agents among the dimensions, and knows what is none")
    func dimensions() throws {
        try ScratchWarehouse.lend { warehouse in
            try warehouse.load([
                "tickets.csv": "ticket_id,created_at,brand\n1,2026-03-30T21:00:00Z,Acme\n",
                "agents.csv": "agent_id,name,team\na1,Ann,Blue\n",
                // Named by the roster alone.
                "shifts.csv":
                    "shift_id,agent_id,starts_at,ends_at\n1,a2,2026-03-02T08:00:00Z,2026-03-02T12:00:00Z\n",
            ])
            let shell = try ShellFixture(
                conninfo: ScratchWarehouse.conninfo(of: warehouse), folder: ScratchFolder())
            let run = try shell.script(
                "\\format csv\n\\dims\n\\dims brand\n\\dims agent\n\\dims team\n\\dims brandd")
            #expect(run.output.contains("agent,dimension,2,a1,a2\n"), "\(run.errors)")
            #expect(run.output.contains("brand,attribute,1,Acme,Acme\n"))
            #expect(
                run.output.hasSuffix(
                    "brand\nAcme\nagent,name,team,source\na1,Ann,Blue,canonical\na2,,,canonical\nteam\nBlue\n"
                ),
                "\(run.output)")
            #expect(
                run.errors.hasSuffix(
                    "there is no dimension 'brandd'; did you mean brand? \\dims lists them\n"))
        }
    }

    @Test("The SQL of a view is shown by \\d+ and not by \\d; \\sf shows a function's")
    func definitions() throws {
        try ShellFixture.run { shell in
            let short = try shell.run(["-c", "\\d kpi.csat"])
            #expect(!short.output.contains("SELECT"))
            #expect(short.output.hasSuffix("\\d+ kpi.csat shows its SQL\n"))
            #expect(try shell.run(["-c", "\\dS+ kpi.csat"]).output.contains("Definition:\n"))
            // Rows and sizes are what the server makes of them in the meantime.
            func names(_ command: String) throws -> [String] {
                let lines = try shell.run(["-c", "\\format csv", "-c", command]).output.split(separator: "\n")
                return lines.map { $0.split(separator: ",").prefix(3).joined(separator: ",") }
            }
            let relations = try names("\\d")
            #expect(relations.contains("kpi,csat,view"))
            #expect(try names("\\d+") == relations)
            let source = try shell.run(["-c", "\\sf pg_catalog.lpad(text, integer)"])
            #expect(source.output.contains("CREATE OR REPLACE FUNCTION pg_catalog.lpad(text, integer)"))
            #expect(try shell.run(["-c", "\\sf nosuch"]).status == 1)
        }
    }

    @Test("\\gexec runs what an answer says, no more than may be run")
    func runningAnAnswer() throws {
        try ShellFixture.run { shell in
            let query = "select format('select %s as n', n), null from generate_series(1, 2) as n"
            let run = try shell.script("\\format csv\n\(query) \\gexec")
            #expect(run.output == "n\n1\nn\n2\n", "\(run.errors)")
            let change = try shell.run(["-c", "select 'delete from core.ticket' \\gexec"])
            #expect(change.status == 1)
            #expect(change.errors.contains("this shell only reads"))
        }
    }

    @Test("What a statement made is said, though it gives no rows")
    func made() throws {
        try ShellFixture.run { shell in
            let run = try shell.run([
                "--write", "-c", "create table public.made as select generate_series(1, 3) as a",
            ])
            #expect(run.errors.hasPrefix("created with 3 rows · "))
        }
    }

    @Test(
        "A command that takes an answer takes no older one where the statement gave none",
        arguments: ["\\gexec", "\\gset", "\\crosstabview 1 2 3"])
    func noRows(_ command: String) throws {
        try ShellFixture.run { shell in
            let run = try shell.run([
                "--write", "-c", "\\format csv", "-c", "select 'select 7 as a', 2, 3;", "-c",
                "set work_mem = '8MB' \(command)",
            ])
            #expect(run.errors.hasSuffix("the statement gave no rows\n"), "\(run.errors)")
            #expect(!run.output.contains("\n7\n"))
        }
    }

}
