import TerminalSupport
import TestSupport
import Testing
import WarehouseTestSupport

/// Values that are kept under a name, and where they stand.
@Suite struct VariableTests {
    @Test("What \\set keeps is a value in a question too")
    func variableInQuestion() throws {
        try ShellFixture.run { shell in
            let run = try shell.script(
                """
                \\format csv
                \\set c email
                \\set p 2025
                volume by channel where channel = :c in :p
                \\export \(shell.folder.path("answer.csv"))
                \\set p '2025 by team'
                volume in :p
                """)
            #expect(run.status == 1)
            #expect(run.output.contains("\nemail,"))
            // An export tells what can be asked anywhere.
            #expect(
                shell.folder.text("answer.csv.about.json").contains(
                    #""query": "ticket_volume by channel in 2025 where channel = 'email'""#))
            #expect(run.errors.contains("':p' takes a period or range and nothing else"))
        }
    }

    @Test("What a value is kept under can be written behind a colon")
    func variableNames() throws {
        try ShellFixture.run { shell in
            for command in [
                "\\set a-b 1", "\\set 1a 1", "\\getenv a.b HOME", "select 1 \\gset", "\\prompt :x",
            ] {
                let run = try shell.run(["-c", command])
                #expect(run.status == 1)
                #expect(run.errors.contains("letters, digits and underscores"), "\(run.errors)")
            }
            #expect(try shell.run(["-c", "\\set größe_2 1"]).status == 0)
        }
    }

    @Test("Any command takes values and quotes, as psql's do")
    func arguments() throws {
        try ShellFixture.run { shell in
            shell.folder.write("a b.sql", "\\echo :greeting\n")
            let run = try shell.script(
                """
                \\set format csv
                \\set folder \(shell.folder.path)
                \\set word day
                \\set greeting 'good\\t' :word ;
                \\format :format
                \\i :folder'/a b.sql'
                \\pset null ''
                select null as a, 'x' as b;
                \\echo -n 'it''s' "a  b"
                \\qecho '-n' :none :{?none} :{?word};
                """)
            #expect(run.status == 0, "\(run.errors)")
            #expect(run.output == "good\tday\nnull      ''\na,b\n,x\nit's \"a  b\"-n :none FALSE TRUE;\n")
            let open = try shell.run(["-c", "\\echo it's"])
            #expect(open.errors == "-c, line 1:\n\\echo: a quote is not closed: 's\n", "\(open.errors)")
        }
    }

    @Test("\\set takes the quotes off its value, and \\echo prints it as SQL has it")
    func values() throws {
        try ShellFixture.run { shell in
            let run = try shell.script("\\set n 'O''Brien'\n\\echo :n :'n' :\"n\" :'m'")
            #expect(run.output == "O'Brien 'O''Brien' \"O'Brien\" :'m'\n", "\(run.errors)")
        }
    }
}
