import TerminalSupport
import TestSupport
import Testing
import WarehouseTestSupport

/// Where the built shell's answers go: files, commands, programs.
@Suite struct DestinationTests {
    @Test("A shell that only reads has the server write no files and run no programs")
    func noCopyOnTheServer() throws {
        try ShellFixture.run { shell in
            for goal in ["program 'true'", "'/tmp/deskhouse-nowhere.csv'"] {
                let run = try shell.run(["-c", "copy (select 1) to \(goal)"])
                #expect(run.status == 1)
                #expect(run.errors.contains("writes on the server's machine"), "\(run.errors)")
            }
        }
    }

    @Test("SQL that goes to a program says how fresh its data is")
    func freshness() throws {
        try ShellFixture.run { shell in
            let run = try shell.run(["-c", "\\format json", "-c", "select 1 as one"])
            #expect(run.output.contains("\"as_of\": \"20"), "\(run.output)")
        }
    }

    @Test("\\g and \\o pipe answers into a command, and say when it fails")
    func pipes() throws {
        try ShellFixture.run { shell in
            let run = try shell.script(
                "\\format csv\nselect 7 as a \\g | tr a b\n\\o |tr a-z A-Z; exit 3\nselect 8 as c;\nvolume in 2025;\n\\o"
            )
            #expect(run.status == 1)
            #expect(run.output.hasPrefix("b\n7\nC\n8\nTICKET_VOLUME"))
            #expect(run.errors.hasSuffix("tr a-z A-Z; exit 3 failed with status 3\n"))
            let failed = try shell.run(["-c", "select 1 \\g |exit 4"])
            #expect(failed.errors == "-c, line 1:\nexit 4 failed with status 4\n")
            let open = try shell.run(["-c", "\\o |exit 5", "-c", "select 1;"])
            #expect(open.status == 1)
        }
    }

    @Test("\\copy writes what it says, and refuses what it does not know")
    func copy() throws {
        try ShellFixture.run { shell in
            let path = shell.folder.path("h 3.csv")
            let run = try shell.script(
                "\\copy core.ticket(ticket_id,channel) to '\(path)' with (format csv, header false, delimiter ';')\n"
                    + "\\copy (select 1 as a) to stdout\n\\copy (select 1 as a) to a.csv nosuch")
            #expect(shell.folder.text("h 3.csv") == "1;email\n2;chat\n3;email\n")
            #expect(run.output == "a\n1\n")
            #expect(
                run.errors.hasPrefix("written: \(path) (3 rows)\nstandard input, line 3:\n\\copy (select"))
            #expect(run.errors.contains("\n                               ^^^^^^\n"), "\(run.errors)")
            let unknown = try shell.run(["-c", "\\copy core.ticket to k.dat"])
            #expect(unknown.errors.contains("'k.dat' does not tell the format"))
        }
    }

    @Test("\\export writes the last answer, whatever failed since, and says how many rows it has")
    func exportedAnswer() throws {
        try ShellFixture.run { shell in
            let path = shell.folder.path("a.json")
            let terminal = try shell.start(width: 200)
            terminal.type("select ticket_id, 1.50 as n, now() as t from core.ticket order by 1;\r")
            _ = terminal.rows(with: "3 rows")
            terminal.type("select nothing;\r")
            _ = terminal.rows(with: "does not exist")
            terminal.type("\\export \(path)\r")
            let rows = terminal.rows(with: "written: \(path) (3 rows)")
            let told = "what came after it failed; this is the answer to: select ticket_id, 1.50 as n"
            #expect(rows.contains { $0.hasPrefix(told) })
            #expect(shell.folder.text("a.json").contains("\"ticket_id\": \"3\", \"n\": 1.50"))
            terminal.type("\\last\r")
            #expect(terminal.wait { $0.rows.filter { $0.contains("ticket_id │") }.count == 2 })
        }
    }

    @Test("Answers that go to a file say where to, and how many rows")
    func written() throws {
        try ShellFixture.run { shell in
            let path = shell.folder.path("k.csv")
            let run = try shell.script(
                "frt by channel in 2025 as csv to \(path)\ntickets frt in 2025 as csv to \(path)\n"
                    + "frt by channel in 2025\n\\export \(path)\nselect 1 as a \\export \(path)")
            #expect(run.status == 0, "\(run.errors)")
            let told = run.errors.split(separator: "\n").filter { $0.hasPrefix("written") }
            #expect(
                told == [
                    "written: \(path) (2 rows)", "written: \(path) (3 rows)", "written: \(path) (2 rows)",
                    "written: \(path) (1 row)",
                ])
            #expect(shell.folder.text("k.csv") == "a\n1\n")
        }
    }

    @Test("\\format knows the formats that its help lists")
    func formats() throws {
        try ShellFixture.run { shell in
            let run = try shell.script("\\?\n\\format xlsx")
            let list = "table, chart, csv, tsv, json, ndjson, md, html"
            #expect(run.output.contains("how answers are shown: \(list)\n"))
            #expect(run.errors.hasSuffix("for the screen: \(list)\n"))
        }
    }

    @Test(
        "A change that a command ended is not made again by \\last or \\export",
        arguments: ["\\g FILE", "\\g |cat", "\\export FILE"])
    func changeOnce(_ command: String) throws {
        try ShellFixture.run { shell in
            let command = command.replacing("FILE", with: shell.folder.path("out.csv"))
            for again in ["\\last", "\\export \(shell.folder.path("again.csv"))"] {
                let run = try shell.run([
                    "--write", "-c",
                    "create table public.t (a integer);\ninsert into public.t values (1) returning a \(command)",
                    "-c", again,
                ])
                #expect(run.errors.hasSuffix("nothing was answered yet\n"), "\(run.errors)")
                let count = try shell.run([
                    "--write", "-c", "\\format csv", "-c", "select count(*) from public.t", "-c",
                    "drop table public.t",
                ])
                #expect(count.output == "count\n1\n", "\(count.errors)")
            }
        }
    }

    @Test("A statement whose answer a command has read enough of is cancelled", .timeLimit(.minutes(1)))
    func commandThatLeaves() throws {
        try ShellFixture.run { shell in
            let run = try shell.script(
                """
                \\format csv
                select a.n from generate_series(1, 100000) as a (n), generate_series(1, 100000) \\g |head -n 1
                \\copy (select a.n from generate_series(1, 100000) as a (n), generate_series(1, 100000)) \
                to program 'head -n 1'
                select 2 as b;
                """)
            #expect(run.status == 0, "\(run.errors)")
            #expect(run.output == "n\nn\nb\n2\n")
        }
    }
}
