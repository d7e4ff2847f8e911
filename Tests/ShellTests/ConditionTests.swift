import TerminalSupport
import TestSupport
import Testing

@testable import Shell

/// Parts of scripts that are only run where something is true.
@Suite struct ConditionTests {
    @Test("A name that cannot be one keeps \\gset from keeping any value")
    func gsetAllOrNone() throws {
        try ShellFixture.run { shell in
            let run = try shell.script("\\set a kept\nselect 1 as a, 2 \\gset\n")
            #expect(run.errors.contains("'?column?' cannot be the name of a value"))
            let other = try shell.script("select 1 as a, 2 as b \\gset\n\\echo :a :b\n")
            #expect(other.output == "1 2\n")
        }
    }

    @Test(
        "A condition is a word as psql reads it",
        arguments: [
            ("true", true), ("TRUE", true), ("t", true), ("yes", true), ("y", true), ("on", true),
            ("1", true), ("tr", true), ("false", false), ("f", false), ("no", false), ("off", false),
            ("of", false),
            ("0", false),
        ])
    func words(_ text: String, _ value: Bool) throws {
        #expect(try Conditions.boolean(text) == value)
    }

    @Test("What is neither is refused", arguments: ["", "o", "2", "maybe", "truee", "1 = 1"])
    func noWord(_ text: String) {
        #expect(throws: ShellError.self) { try Conditions.boolean(text) }
    }

    private static func script(_ first: String, _ second: String) -> String {
        """
        \\if \(first)
          \\echo a
          \\if \(second)
            \\echo b
          \\elif yes
            \\echo c
          \\else
            \\echo d
          \\endif
        \\elif \(second)
          select nothing;
          frt by nothing
          \\nosuch
          \\if nonsense
          \\else
          \\endif
        \\else
          \\echo e
        \\endif
        \\echo end
        """
    }

    @Test(
        "Only one branch is run; what is skipped need not even be right",
        arguments: [("on", "1", "a\nb\nend\n"), ("on", "0", "a\nc\nend\n"), ("off", "0", "e\nend\n")])
    func branches(_ first: String, _ second: String, _ output: String) throws {
        try ShellFixture.run { shell in
            let run = try shell.script(Self.script(first, second))
            #expect(run.status == 0, "\(run.errors)")
            #expect(run.output == output)
        }
    }

    @Test("Conditions are made of values: of an answer, of \\set, and whether there is one")
    func values() throws {
        try ShellFixture.run { shell in
            let run = try shell.script(
                """
                select count(*) > 2 as many from core.ticket \\gset
                \\if :many
                  \\echo many
                \\endif
                \\if :{?none}
                  \\echo none
                \\elif :{?many}
                  \\echo set
                \\endif
                """)
            #expect(run.status == 0, "\(run.errors)")
            #expect(run.output == "many\nset\n")
        }
    }

    @Test("A condition may stand in a row with its branches")
    func row() throws {
        try ShellFixture.run { shell in
            let run = try shell.script(
                "\\set a 'on'\n\\if :a \\echo a \\else \\echo b \\endif \\if 'off' \\echo c \\endif \\echo d")
            #expect(run.status == 0, "\(run.errors)")
            #expect(run.output == "a\nd\n")
        }
    }

    @Test(
        "What does not fit together is an error with its line",
        arguments: [
            ("\n\\if true\nselect 1;", "standard input, line 2:\n\\if has no \\endif"),
            ("\\if off\n\\if on\n\\endif", "line 1:\n\\if has no \\endif"),
            ("\n\\endif", "line 2:\n\\endif without \\if"),
            ("\\else", "line 1:\n\\else without \\if"), ("\\elif on", "line 1:\n\\elif without \\if"),
            ("\\if on\n\\else\n\\else\n\\endif", "line 3:\n\\else after \\else"),
            ("\\if on\n\\else\n\\elif on\n\\endif", "line 3:\n\\elif after \\else"),
            ("\\if\n\\endif", "line 1:\n\\if wants a condition"),
            ("\\if perhaps\n\\endif", "line 1:\n'perhaps' is neither true nor false"),
            ("\\if on\n\\endif now", "line 2:\n\\endif takes nothing behind it: 'now'"),
        ])
    func errors(_ script: String, _ error: String) throws {
        try ShellFixture.run { shell in
            let run = try shell.script(script)
            #expect(run.status == 1)
            #expect(run.errors.contains(error), "\(run.errors)")
        }
    }

    @Test("A script has conditions of its own: it can neither end nor forget those of another")
    func nestedScripts() throws {
        try ShellFixture.run { shell in
            shell.folder.write("ends.sql", "\\endif")
            shell.folder.write("forgets.sql", "\\if on")
            let ends = try shell.script("\\if on\n\\i \(shell.folder.path("ends.sql"))\n\\endif")
            #expect(ends.errors.contains("ends.sql, line 1:\n\\endif without \\if"), "\(ends.errors)")
            let forgets = try shell.script("\\if on\n\\i \(shell.folder.path("forgets.sql"))\n\\endif")
            #expect(forgets.errors.contains("forgets.sql, line 1:\n\\if has no \\endif"), "\(forgets.errors)")
            let skips = try shell.script(
                "\\if off\n\\i \(shell.folder.path("ends.sql"))\n\\q\n\\endif\n\\echo on")
            #expect(skips.output == "on\n", "\(skips.errors)")
        }
    }

    @Test("Typed, the prompt says that what is typed is skipped; Ctrl-C leaves the condition")
    func typed() throws {
        try ShellFixture.run { shell in
            let terminal = try shell.start()
            terminal.type("\\if false\r")
            #expect(terminal.wait { $0.rows.last == "deskhouse@>" })
            terminal.type("select 'skipped' as word;\r\\else\r")
            #expect(terminal.wait { $0.rows.last == "deskhouse>" })
            terminal.type("select 'run' as word;\r")
            #expect(!terminal.rows(with: "1 row").contains(" skipped"))
            terminal.type("\u{03}")
            _ = terminal.rows(with: "\\if is left")
            terminal.type("\\endif\r")
            _ = terminal.rows(with: "\\endif without \\if")
        }
    }
}
