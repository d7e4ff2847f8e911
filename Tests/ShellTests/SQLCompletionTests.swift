import LineEditor
import Testing
import Warehouse

@testable import Shell

/// What Tab offers in SQL; `|` is the cursor.
@Suite struct SQLCompletionTests {
    private static let counts = "with pc as (select channel, count(*) n from core.ticket group by 1)"

    @Test(
        "A query that has a name is a relation with the columns of its select list",
        arguments: [
            ("\(counts) select * from p|", ["pc", "pg_catalog.", "core.pattern"]),
            ("\(counts) select * from |", ["pc", "core.agent"]),
            ("\(counts) select * from pc where |", ["channel", "n", "pc"]),
            ("\(counts) select | from pc", ["channel", "n", "pc"]),
            ("\(counts) select * from pc p where p.|", ["channel", "n"]),
            (
                "with t as (select * from core.agent) select * from t where t.|",
                ["agent_id", "name", "source"]
            ),
            ("with t(a) as (select 1, name from core.agent) select t.| from t", ["a"]),
            (
                "with t as materialized (select name from core.agent), u as (select * from t) select u.| from u",
                ["name"]
            ),
            ("with t as (delete from core.agent returning name) select t.| from t", ["name"]),
            ("with t as (values (1, 2)) select t.| from t", ["column1", "column2"]),
            ("with recursive t(n) as (select 1 union all select n + 1 from t) select t.| from t", ["n"]),
            // Within one of them, those before it are there, and its own tables.
            ("\(counts), d as (select * from pc where |) select 1", ["channel", "n", "pc"]),
            ("with t as (select | from core.pattern) select * from core.agent", ["text", "pattern"]),
            ("with t as (select na| from core.agent) select * from t", ["name"]),
        ])
    func namedQueries(text: String, first: [String]) {
        #expect(Array(Self.offered(text).prefix(first.count)) == first)
    }

    @Test(
        "A query in a list of tables has the columns of its select list",
        arguments: [
            (
                "select * from (select channel as ch, count(*) as n from core.ticket group by 1) q where q.|",
                ["ch", "n"]
            ),
            ("select * from (select channel as ch from core.ticket) q where |", ["ch", "q"]),
            ("select q.| from (select * from core.agent) as q", ["agent_id", "name", "source"]),
            ("select q.| from (select t.*, 1 as one from core.pattern t) q", ["text", "one"]),
            (
                "select q.| from (select t.name::text, max(t.source), case when true then 1 end, 1 + 2, 'x' s from core.agent t) q",
                ["name", "max", "\"case\"", "s"]
            ),
            (
                "select q.| from core.pattern, lateral (select distinct on (name) name from core.agent) q",
                ["name"]
            ),
            ("select q.| from (select name from core.agent union select 'x') q(label)", ["label"]),
            ("select g.| from generate_series(1, 3) g(number)", ["number"]),
        ])
    func derivedTables(text: String, offered: [String]) {
        #expect(Self.offered(text) == offered)
    }

    @Test(
        "Of nested queries the inner one's tables come first, and others' not at all",
        arguments: [
            (
                "select * from core.agent a where exists (select from core.pattern p where |)",
                ["text", "agent_id", "name", "source", "p", "a"]
            ),
            (
                "select (select max(text) from core.pattern), | from core.agent",
                ["agent_id", "name", "source", "agent"]
            ),
            ("select name from core.agent union select | from core.pattern", ["text", "pattern"]),
            ("insert into core.agent (|", ["agent_id", "name", "source", "agent"]),
            ("update core.agent set |", ["agent_id", "name", "source", "agent"]),
            ("select extract(epoch from |) from core.pattern", ["text", "pattern"]),
        ])
    func nesting(text: String, offered: [String]) {
        #expect(Self.offered(text) == offered)
    }

    @Test(
        "Where a keyword is what fits, keywords come",
        arguments: [
            ("select * from core.ticket group |", ["by"]), ("select * from core.ticket order |", ["by"]),
            ("select * from core.ticket left |", ["join", "outer join"]),
            ("select * from core.ticket inner |", ["join"]),
            ("select * from core.ticket t gr|", ["group by"]),
            ("select * from core.ticket wh|", ["where"]),
            ("select * from core.ticket join core.agent |", ["on", "using"]),
            ("select * from core.ticket where x > 3600 an|", ["and"]),
            ("select * from core.ticket where x > 3600 AN|", ["AND"]),
            ("select * from core.ticket where x is |", ["null", "not null"]),
            ("select * from core.ticket where x not |", ["in", "like"]),
            ("select case when x then 1 e|", ["else", "end"]),
            ("select channel fr|", ["from"]), ("select channel from core.ticket limit 5 |", ["offset"]),
            ("select * from core.ticket order by x d|", ["desc"]),
            ("select * from core.ticket order by x nulls |", ["first", "last"]),
            ("set timezone |", ["to"]), ("select count(*) over (|", ["partition by"]),
            ("select |", ["distinct", "case"]), ("explain analyze |", ["select", "with"]),
            ("explain |", ["analyze"]),
            ("select 1 union |", ["select", "all"]),
            ("select * from core.ticket where exists (|", ["select"]),
        ])
    func keywords(text: String, first: [String]) {
        #expect(Array(Self.offered(text).prefix(first.count)) == first)
    }

    @Test(
        "After a cast come types, and nothing else",
        arguments: [
            ("select t.created_at::| from core.ticket t", ["date", "text"]),
            ("select t.created_at::timest|", ["timestamptz", "timestamp"]),
            ("select cast(created_at as | from core.ticket", ["date", "text"]),
            ("select cast(created_at as dou|", ["double precision"]),
        ])
    func types(text: String, first: [String]) {
        #expect(Array(Self.offered(text).prefix(first.count)) == first)
        #expect(Self.completed(text)?.list.allSatisfy { $0.kind == "type" } == true)
    }

    @Test(
        "A select list that names nothing yet may begin with the usual functions, the warehouse's, and any column",
        arguments: ["select |", "select count(*), |", "select distinct |"])
    func selectList(text: String) {
        let offered = Self.offered(text)
        let places = ["case", "count(", "core.weight(", "agent_id"].map { offered.firstIndex(of: $0) ?? -1 }
        #expect(places == places.sorted() && !places.contains(-1), "\(offered)")
        #expect(!offered.contains("lower("))
        #expect(offered.contains("distinct") == (text == "select |"))
        #expect(Self.offered("select | from core.pattern") == ["text", "pattern"])
    }

    @Test("A name is not offered while it is typed")
    func ownName() {
        #expect(!Self.offered("select * from core.agent na| ").contains("na"))
    }

    @Test("What begins as typed comes before what contains it")
    func ranking() {
        #expect(Self.offered("alter an| core.ticket") == ["and", "analyze", "csat_answer_count"])
        // Where a value has to come, keywords that are none come last.
        #expect(Self.offered("select an| from core.ticket") == ["csat_answer_count", "and", "analyze"])
        #expect(Self.offered("select cou| from core.ticket") == ["count(", "csat_answer_count"])
    }

    @Test(
        "Settings come after set and show",
        arguments: [
            ("set time|", ["timezone", "statement_timeout"]), ("show |", ["statement_timeout", "timezone"]),
            ("set local st|", ["statement_timeout"]),
        ])
    func settings(text: String, offered: [String]) {
        #expect(Self.offered(text) == offered)
    }

    @Test(
        "After on, whole conditions come first, and no column that each row has of its own",
        arguments: [
            (
                "select * from core.ticket t join core.agent a on |",
                [
                    "t.agent_id = a.agent_id and t.source = a.source", "t.agent_id = a.agent_id",
                    "t.source = a.source",
                ]
            ),
            (
                "select * from core.ticket t join core.agent a on a.|",
                ["agent_id = t.agent_id and a.source = t.source", "agent_id = t.agent_id"]
            ),
            // What is joined later has no part in it.
            (
                "select * from core.ticket t join core.agent a on | join core.pattern p on true",
                ["t.agent_id = a.agent_id and t.source = a.source"]
            ),
            ("\(counts) select * from core.ticket t join pc on |", ["t.channel = pc.channel"]),
        ])
    func conditions(text: String, first: [String]) {
        let offered = Self.offered(text)
        #expect(Array(offered.prefix(first.count)) == first)
        #expect(!offered.contains { $0.contains("row_seq = ") || $0.contains("attributes = ") })
    }

    @Test("After using come the columns that both tables have")
    func using() {
        #expect(
            Self.offered("select * from core.ticket join core.agent using (|") == ["agent_id", "source"])
    }

    @Test(
        "Where a new name has to come, there is nothing to offer",
        arguments: ["select channel as |", "select 1 from core.ticket as |"])
    func newNames(text: String) {
        #expect(Self.completed(text) == nil)
    }

    @Test("After between come columns of that type, and nothing else")
    func between() {
        #expect(
            Self.offered("select * from core.ticket where created_at between |") == ["resolved_at"])
        #expect(Self.offered("select * from core.agent where 1 between |").isEmpty)
    }

    @Test("A name in quotes is completed with both of them, whatever follows")
    func quotedNames() {
        let offered = Self.completed("select \"cre| from core.ticket")
        #expect(offered?.list.map(\.text) == ["\"created_at"])
        #expect(offered?.list.first?.suffix == "\"")
        #expect(offered?.range == 7..<11)
        #expect(Self.offered("select t.\"cre| from core.ticket t") == ["\"created_at"])
        #expect(Self.offered("select * from core.\"age|") == ["\"agent"])
        #expect(Self.offered("select 'cre| from core.ticket").isEmpty)
        #expect(Self.offered("select 1 -- cre|").isEmpty)
    }

    @Test("Broken statements have no candidates, and do no harm", arguments: 0...60)
    func prefixes(length: Int) {
        let text = "with a(b as (select ((x, y from ( ) join (select ,, from ) as ("
        _ = Self.completed(String(text.prefix(length)) + "|")
        _ = Self.completed(String(text.prefix(length)) + "|" + String(text.dropFirst(length)))
    }

    @Test("What follows the statement's semicolon is another statement", arguments: ["", "\""])
    func nextStatement(quote: String) {
        let text = "select \(quote)age| from core.pattern p; select 1 from core.agent"
        #expect(!Self.offered(text).contains { $0.contains("agent_id") })
        #expect(Self.offered("select p.| ; select 1 from core.agent p").isEmpty)
    }

    @Test(
        "A name is in quotes where it means something else without them",
        arguments: [
            ("name", "name"), ("Name", "\"Name\""), ("order", "\"order\""), ("user", "\"user\""),
            ("a\"b", "\"a\"\"b\""), ("1st", "\"1st\""), ("größe", "größe"),
        ])
    func quotes(name: String, quoted: String) {
        #expect(name.quotedIfNeeded == quoted)
    }

    private static func offered(_ text: String) -> [String] {
        completed(text)?.list.map { $0.text + ($0.suffix == "(" || $0.kind == "schema" ? $0.suffix : "") }
            ?? []
    }

    private static func completed(_ marked: String) -> Candidates? {
        let cursor = marked.prefix { $0 != "|" }.count
        let completion = SQLCompletion(catalogue: catalogue, resultColumns: [], hasResult: false)
        return completion.candidates(in: marked.filter { $0 != "|" }, at: cursor)
    }

    private static let catalogue = SQLCatalogue(
        schemas: ["core", "pg_catalog"],
        relations: [
            relation(
                "agent", [("agent_id", "text", true), ("name", "varchar", false), ("source", "text", true)]),
            relation("pattern", [("text", "text", false)]),
            relation(
                "ticket",
                [
                    ("ticket_id", "text", true), ("created_at", "timestamptz", false),
                    ("resolved_at", "timestamptz", false), ("agent_id", "text", false),
                    ("channel", "text", false), ("csat_answer_count", "bigint", false),
                    ("source", "text", true), ("attributes", "jsonb", false), ("row_seq", "bigint", false),
                ]),
        ],
        functions: ["core.weight", "count", "lower"],
        keywords: ["analyze", "and", "by", "from", "name", "select"],
        settings: [("statement_timeout", ""), ("TimeZone", "")])

    private static func relation(
        _ name: String, _ columns: [(name: String, type: String, isKey: Bool)]
    ) -> SQLCatalogue.Relation {
        SQLCatalogue.Relation(
            schema: "core", name: name, type: "table", comment: "",
            columns: columns.map {
                SQLCatalogue.Column(name: $0.name, type: $0.type, comment: "", isKey: $0.isKey)
            })
    }
}
