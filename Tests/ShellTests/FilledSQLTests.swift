import PostgresClient
import Testing

@testable import Shell

/// The shell's variables in SQL, and what is said of a statement that was refused.
@Suite struct FilledSQLTests {
    private static let values = ["a": "1", "b": "it's", "c": "-5", "d": "\\"]

    @Test(
        "A value stands as it is, as a constant or as a name, and only where its name is outside of quotes",
        arguments: [
            ("select :a + :c", "select 1 + -5"), ("select 3-:c", "select 3- -5"),
            ("date :'b' || :\"b\"", "date 'it''s' || \"it's\""), ("select :'d'", "select  E'\\\\'"),
            ("select ':a', a::text, x[1:a] -- :a", "select ':a', a::text, x[11] -- :a"),
            ("select :unset, :'unset'", "select :unset, :'unset'"),
            ("select\u{A0}1,\u{202F}'\u{A0}'", "select 1, '\u{A0}'"),
        ])
    func fills(_ typed: String, _ sql: String) {
        #expect(FilledSQL(typed, with: Self.values).sql == sql)
    }

    @Test("An error of the server points into what was typed")
    func positions() throws {
        try ShellFixture.run { shell in
            let run = try shell.script(
                "\\set a 10000000000\n\\set t core.ticket\nselect :a, 'ä', :a, nothing from :t;")
            #expect(
                run.errors.contains(
                    "LINE 1: select :a, 'ä', :a, nothing from :t\n                            ^\n"),
                "\(run.errors)")
            let inside = try shell.script("\\set a nothing\nselect 1, :a;")
            #expect(
                inside.errors.contains("LINE 1: select 1, :a\n                  ^\nHINT: :'a' puts"),
                "\(inside.errors)")
        }
    }

    @Test("Values work where constants do, and numbers that \\gset kept as numbers")
    func works() throws {
        try ShellFixture.run { shell in
            let run = try shell.script(
                """
                \\format csv
                \\set d 2025-03-04
                \\set n '2 days'
                select 1 as a, 2.5 as b \\gset p_
                select date :'d' + interval :'n' as t, :p_a + :p_b as s;
                """)
            #expect(run.output == "t,s\n2025-03-06 00:00:00,3.5\n", "\(run.errors)")
        }
    }

    @Test(
        "What a refused statement lacks is said below the error",
        arguments: [
            ("select :zz + 1", "zz is not set: \\set zz VALUE"),
            ("select :'zz'", "zz is not set: \\set zz VALUE"),
            ("select 1 from core.ticket where channel = email", "a value stands in single quotes: 'email'"),
            (
                "select 1 from core.ticket where channel in ('chat', email)",
                "a value stands in single quotes: 'email'"
            ),
            (
                "select 1 from core.ticket where channel = \"email\"",
                "a value stands in single quotes: 'email'"
            ),
            (
                "select 1 from core.ticket where channel = ‘two words’",
                "a value stands in single quotes: 'two words'"
            ),
            ("select 1 from core.ticket where channel = “email”", "a value stands in single quotes: 'email'"),
        ])
    func hints(_ statement: String, _ hint: String) throws {
        try ShellFixture.run { shell in
            let run = try shell.run(["-c", statement])
            #expect(run.errors.hasSuffix("\nHINT: \(hint)\n"), "\(run.errors)")
        }
    }

    @Test("A name that is only misspelt is not taken for a value")
    func noHint() throws {
        try ShellFixture.run { shell in
            let run = try shell.run(["-c", "select chanel from core.ticket"])
            #expect(!run.errors.contains("single quotes"), "\(run.errors)")
        }
    }
}
