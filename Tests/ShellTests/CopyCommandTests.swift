import KPIQuery
import Rendering
import Testing

@testable import Shell

/// What `\copy` takes, and what it refuses rather than ignore.
@Suite struct CopyCommandTests {
    @Test(
        "A query, a table or some of its columns go to a file, a command or where answers go",
        arguments: [
            ("(select 1 as to) to a.csv", "(select 1 as to)", .file("a.csv")),
            ("kpi.csat to '/tmp/h 3.csv'", "table kpi.csat", .file("/tmp/h 3.csv")),
            ("kpi.csat(day, value) to stdout", "select day, value from kpi.csat", .standard),
            ("t to program 'gzip > ''a b''' csv", "table t", .command("gzip > 'a b'")),
            ("t to 'a''b' csv", "table t", .file("a'b")), ("t to 'a b", "table t", .file("a b")),
            ("t to /tmp/a--b.csv with csv", "table t", .file("/tmp/a--b.csv")),
        ] as [(String, String, CopyCommand.Goal)])
    func goals(_ text: String, _ query: String, _ goal: CopyCommand.Goal) throws {
        let command = try CopyCommand(text)
        #expect(command.query == query)
        #expect(command.goal == goal)
    }

    @Test(
        "Options are psql's, in parentheses or without",
        arguments: [
            ("", nil, true, nil), ("csv header", .csv, true, nil),
            ("with csv header false", .csv, false, nil),
            ("with (format csv, header false, delimiter ';')", .csv, false, ";"),
            ("(format md)", .md, true, nil), ("delimiter as E'\\t'", nil, true, "\t"),
            ("delimiter ''''", nil, true, "'"),
            ("with json", .json, true, nil),
        ] as [(String, Format?, Bool, Character?)])
    func options(_ text: String, _ format: Format?, _ hasHeader: Bool, _ delimiter: Character?) throws {
        let command = try CopyCommand("t to stdout \(text)")
        #expect(command.format == format)
        #expect(command.hasHeader == hasHeader)
        #expect(command.delimiter == delimiter?.asciiValue)
    }

    @Test(
        "What it does not know is refused at its place",
        arguments: [
            ("t to a.csv with (format csv, null 'x')", "null"), ("t to a.csv frob", "frob"),
            ("t to a.csv (format parquet)", "parquet"), ("t to a.csv (delimiter 'ab')", "'ab'"),
            ("t to a.csv (delimiter '.')", "'.'"), ("t to a.csv (delimiter 'a')", "'a'"),
            ("t to a.csv (delimiter '1')", "'1'"), ("t to a.csv (delimiter '-')", "'-'"),
            ("t to a.csv (format csv header)", "header"), ("t from a.csv", "from"),
            ("t to a.json (header false)", " (header false)"), ("t to", ""), ("t", ""),
        ])
    func refused(_ text: String, _ place: String) throws {
        let failure = #expect(throws: ParseFailure.self) { try CopyCommand(text) }
        let span = try #require(failure).span
        #expect(String(Array(text)[span.lower..<span.upper]) == place)
    }
}
