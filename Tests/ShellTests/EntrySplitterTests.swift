import Testing

@testable import Shell

/// Where entries end, in scripts and while they are typed.
@Suite struct EntrySplitterTests {
    /// SQL begins with `select`, `create` …; everything else is a line.
    private static func splitter() -> EntrySplitter {
        EntrySplitter { text in
            let word = text.prefix { $0.isLetter || $0 == "(" }.lowercased()
            if text.hasPrefix("--") { return .nothing }
            return ["select", "create", "insert", "with", "("].contains(word) ? .sql : .line
        }
    }

    private static func entries(_ text: String) -> [String] {
        var splitter = splitter()
        var entries: [Entry] = []
        for line in text.split(separator: "\n", omittingEmptySubsequences: false) {
            entries += splitter.feed(String(line))
        }
        entries += splitter.finish().map { [$0] } ?? []
        return entries.map(\.joined).map { entry in
            switch entry.kind {
            case .line: "\(entry.line) line: \(entry.text)"
            case .question(let command): "\(entry.line) line: \(entry.text) then: \(command)"
            case .sql(nil): "\(entry.line) sql: \(entry.text)"
            case .sql(let command?): "\(entry.line) sql: \(entry.text) then: \(command)"
            case .unfinished: "\(entry.line) open: \(entry.text)"
            }
        }
    }

    @Test(
        "A KPI line ends with its line, SQL at a semicolon that stands outside of quotes and comments",
        arguments: [
            ("frt by channel\ncsat", ["1 line: frt by channel", "2 line: csat"]),
            ("select 1;\nselect\n2 ;", ["1 sql: select 1", "2 sql: select\n2"]),
            ("select 1; select 2; frt", ["1 sql: select 1", "1 sql: select 2", "1 line: frt"]),
            ("select ';' || \";\" ;", ["1 sql: select ';' || \";\""]),
            ("select 'it''s;\nfine';", ["1 sql: select 'it''s;\nfine'"]),
            ("select E'\\';' ;", ["1 sql: select E'\\';'"]),
            ("select 'a\\'; select 2;", ["1 sql: select 'a\\'", "1 sql: select 2"]),
            ("select $$;$$, $a$;$$;$a$;", ["1 sql: select $$;$$, $a$;$$;$a$"]),
            ("select $$\n;\n$$;", ["1 sql: select $$\n;\n$$"]),
            ("select $1; select 2;", ["1 sql: select $1", "1 sql: select 2"]),
            ("select 1 -- ;\n;", ["1 sql: select 1 -- ;"]),
            ("select 1 /* ; /* ; */\n; */ ;", ["1 sql: select 1 /* ; /* ; */\n; */"]),
            ("/* why */ select 1;", ["1 sql: /* why */ select 1"]),
            (
                "create rule r as on insert to t do (select 1; select 2);",
                ["1 sql: create rule r as on insert to t do (select 1; select 2)"]
            ),
            (
                "create function f() returns int begin atomic select case when true then 1 end; end;",
                ["1 sql: create function f() returns int begin atomic select case when true then 1 end; end"]
            ),
            ("select 1 \\gset\nfrt", ["1 sql: select 1 then: gset", "2 line: frt"]),
            ("select '\\';\n\\x", ["1 sql: select '\\'", "2 line: \\x"]),
            ("\n-- nothing\n\nselect 1", ["4 open: select 1"]),
            ("select 日本 from \"表;\";", ["1 sql: select 日本 from \"表;\""]),
            (";", ["1 line: ;"]),
            (
                "frt by a; csat; select 1; volume;",
                ["1 line: frt by a", "1 line: csat", "1 sql: select 1", "1 line: volume;"]
            ),
            (
                "frt where a = 'b; c' and \"d; e\" = 'f' -- g; h",
                ["1 line: frt where a = 'b; c' and \"d; e\" = 'f' -- g; h"]
            ),
            ("\\echo a; b", ["1 line: \\echo a; b"]),
            (
                "\\if true \\echo a 'b \\\\ c' \\endif",
                ["1 line: \\if true", "1 line: \\echo a 'b \\\\ c'", "1 line: \\endif"]
            ),
            ("\\x \\\\ select 1; frt", ["1 line: \\x", "1 sql: select 1", "1 line: frt"]),
            ("\\!ls \\x\nfrt", ["1 line: \\!ls \\x", "2 line: frt"]),
            ("\\o |cat \\x", ["1 line: \\o |cat \\x"]), ("\\o a \\x", ["1 line: \\o a", "1 line: \\x"]),
            (
                "select 1 \\gset \\echo :a\nfrt",
                ["1 sql: select 1 then: gset ", "1 line: \\echo :a", "2 line: frt"]
            ),
            ("frt \\gx \\echo a", ["1 line: frt then: gx ", "1 line: \\echo a"]),
            ("\\endif -- it's \\x", ["1 line: \\endif -- it's \\x"]),
        ])
    func ends(_ text: String, _ expected: [String]) {
        #expect(Self.entries(text) == expected)
    }

    @Test(
        "A question goes on in the next line where its own ends in a lone backslash",
        arguments: [
            ("frt \\\n  by channel\\ \n weekly\ncsat", ["1 line: frt by channel weekly", "4 line: csat"]),
            ("a; frt \\\nby b; csat\nd", ["1 line: a", "1 line: frt by b", "2 line: csat", "3 line: d"]),
            ("frt \\\nby b; select 1\n;", ["1 line: frt by b", "2 sql: select 1"]),
            ("frt \\\n\\gx", ["1 line: frt then: gx"]), ("frt \\\n\ncsat", ["1 line: frt", "3 line: csat"]),
            (
                "frt \\ -- why; not\nby b \\ -- and\n\\ -- so\nweekly\ncsat",
                ["1 line: frt by b weekly", "5 line: csat"]
            ),
            ("frt \\", ["1 line: frt"]), ("frt -- \\\ncsat", ["1 line: frt -- \\", "2 line: csat"]),
            ("frt where a = 'b \\\ncsat", ["1 line: frt where a = 'b \\", "2 line: csat"]),
            ("\\echo a \\\nfrt", ["1 line: \\echo a \\", "2 line: frt"]),
            ("deskhouse> frt \\\n        \\> by b\ndeskhouse> csat", ["1 line: frt by b", "3 line: csat"]),
            ("```\nfrt \\\n```\nby b", ["2 line: frt by b"]),
        ])
    func goesOn(_ text: String, _ expected: [String]) {
        #expect(Self.entries(text) == expected)
    }

    @Test("A question that goes on waits, and stands where it was typed")
    func openQuestion() {
        let typed = TypedText("a; frt \\\n by b \\", Self.splitter())
        #expect(typed.end == .waiting)
        #expect(typed.open == Entry(kind: .line, text: "frt  \n by b  \n", line: 1, start: 3))
        let whole = TypedText("a; frt \\\n by b; c", Self.splitter())
        #expect(whole.end == .finished)
        #expect(whole.entries.map(\.start) == [0, 3, 16])
        #expect(whole.entries.map(\.text) == ["a", "frt  \n by b", "c"])
    }

    @Test(
        "A command within a statement runs by itself, and the statement goes on without it",
        arguments: [
            ("select 1\n\\d t\n+ 2;", ["2 line: \\d t", "1 sql: select 1\n    \n+ 2"]),
            ("select 1 \\x\n;", ["1 line: \\x", "1 sql: select 1"]),
            ("select (\n\\x\n1;)\n;", ["2 line: \\x", "1 sql: select (\n  \n1;)"]),
            ("select 1\n\\d t \\x", ["2 line: \\d t", "2 line: \\x", "1 open: select 1"]),
            ("select 1 \\x \\\\ + 2; frt", ["1 line: \\x", "1 sql: select 1       + 2", "1 line: frt"]),
            ("select 1 \\gx\n;", ["1 sql: select 1 then: gx", "2 line: ;"]),
        ])
    func commandWithin(_ text: String, _ expected: [String]) {
        #expect(Self.entries(text) == expected)
    }

    @Test(
        "Fences and prompts that were pasted along are passed over",
        arguments: [
            ("```sql\nselect 1;\n```", ["2 sql: select 1"]),
            ("```\nselect 1\n```\n+ 2;", ["2 sql: select 1\n   \n+ 2"]),
            ("```\nselect 1\n```", ["2 open: select 1"]),
            ("select '\n```\n';", ["1 sql: select '\n```\n'"]),
            ("deskhouse> frt\ndeskhouse write*> select 1;", ["1 line: frt", "2 sql: select 1"]),
            ("deskhouse> select 1,\n         > 2;", ["1 sql: select 1,\n           2"]),
            ("deskhouse> select (1,\n        (> 2);", ["1 sql: select (1,\n           2)"]),
            ("my_db=# select 1,\nmy_db-# 2;\nmy_db=*> frt", ["1 sql: select 1,\n        2", "3 line: frt"]),
            ("select a\n-> 'b'\n> c;", ["1 sql: select a\n-> 'b'\n> c"]),
        ])
    func pastedAlong(_ text: String, _ expected: [String]) {
        #expect(Self.entries(text) == expected)
    }

    @Test(
        "What goes on after a command is what was typed without it",
        arguments: [
            ("select 1\n from t\n  \\d t", "select 1\n from t\n"), ("select 1 \\x", "select 1\n"),
            ("select 1;  select '\n\n' ||\n\\d\n\\x", "select '\n\n' ||\n"),
            ("select 1\n\\d t \\x", "select 1\n"),
            ("my_db=# select 1,\nmy_db-# 2\nmy_db-# \\x", "select 1,\n        2\n"),
        ])
    func rest(_ text: String, _ rest: String) {
        let typed = TypedText(text, Self.splitter())
        #expect(typed.end == .command)
        #expect(typed.rest == rest)
    }

    @Test(
        "What is done with after a command is what stood before the statement, and the command",
        arguments: [
            ("select 1; select 2 \\timing", "select 1; \\timing"), ("select 1\n\\x", "\\x"),
            ("frt\nselect 1\n\\x\n\\timing", "frt\n\\x\n\\timing"),
        ])
    func done(_ text: String, _ done: String) {
        #expect(TypedText(text, Self.splitter()).done == done)
    }

    @Test("What goes on after a word that is typed to get out is the statement without it")
    func restAfterWayOut() {
        #expect(TypedText("select 1\n+ 2\nexit", Self.splitter()).rest == "select 1\n+ 2\n")
    }

    @Test(
        "A word that is typed to get out of a statement is known, unless it may be a part of it",
        arguments: [
            ("select 1\nexit", .wayOut("exit")), ("select 1\n HELP ", .wayOut("help")),
            ("select '\nquit", .waiting), ("select 1\nquit;", .finished), ("select exit", .waiting),
        ] as [(String, TypedText.End)])
    func wayOut(_ text: String, _ end: TypedText.End) {
        #expect(TypedText(text, Self.splitter()).end == end)
    }

    @Test("Many entries in a row cost no more each than in rows of their own")
    func longRow() {
        var looked = 0
        var splitter = EntrySplitter { text in
            looked += text.utf8.count
            return text.hasPrefix("select") ? .sql : .line
        }
        let entries = splitter.feed(String(repeating: "select 1; frt; ", count: 2_000))
        #expect(entries.count == 4_000)
        #expect(looked <= 4_001 * 1_000)
    }

    @Test("A statement that waits for its semicolon is known to wait, and where it began")
    func open() {
        var splitter = Self.splitter()
        #expect(splitter.feed("frt").map(\.start) == [0])
        #expect(splitter.feed("  select 'a").isEmpty)
        #expect(splitter.isWithinStatement)
        #expect(splitter.openEntry?.start == 6)
        #expect(splitter.feed("b;';").map(\.text) == ["select 'a\nb;'"])
        #expect(!splitter.isWithinStatement)
    }
}
