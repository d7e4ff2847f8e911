import Intake
import PostgresClient
import TestSupport
import Testing
import Warehouse
import WarehouseTestSupport

/// Sources as folders of SQL.
@Suite struct SourceTests {
    static let select = """
        select
            export."Case No" as ticket_id,
            export.opened || 'Z' as created_at,
            nullif(export.prio, '?') as priority,
            export.shelf,
            export._file,
            export._line
        from raw.export
        """

    @Test func aFolderOfSQLBringsAFileIntoTheContractsShape() throws {
        try ScratchWarehouse.lend { warehouse in
            let folder = ScratchFolder()
            folder.write("helpdesk/tickets.sql", Self.select)
            folder.write("export-1.csv", "Case No,opened,prio,shelf\nC-1,2026-03-01 08:00,high,a\n")
            folder.write("export-2.csv", "shelf;prio;opened;Case No\nb;?;2026-03-02 08:00;C-2\n")
            folder.write("notes.txt", "nothing of ours\n")
            let report = try warehouse.load(
                LoadRequest(paths: [folder.path], mapping: folder.path("helpdesk")))
            #expect(report.source == "helpdesk")
            #expect(report.entities.map(\.name) == ["tickets"])
            #expect(report.entities.map(\.added) == [2])
            #expect(report.leftAlone.contains { $0.hasSuffix("notes.txt") })
            let rows = try warehouse.rows(
                "select source, ticket_id, created_at, priority, attributes from core.ticket order by ticket_id"
            )
            #expect(
                rows == [
                    ["helpdesk", "C-1", "2026-03-01 08:00:00+00", "high", #"{"shelf": "a"}"#],
                    ["helpdesk", "C-2", "2026-03-02 08:00:00+00", "-", #"{"shelf": "b"}"#],
                ])
            #expect(try warehouse.rows("select count(*) from pg_tables where schemaname = 'raw'") == [["0"]])
        }
    }

    @Test func aColumnNamedAlmostLikeTheContractsIsTold() throws {
        try ScratchWarehouse.lend { warehouse in
            let report = try warehouse.load([
                "tickets.csv":
                    "ticket_id,created_at,Status,Resolved At,team,Team,brand,chanel,agent,teams,order_value_band\n"
                    + "1,2026-03-01T08:00:00Z,,,,,,,,,\n"
            ])
            #expect(
                report.misnamedColumns.map { "\($0.column) \($0.meant)" } == [
                    "Status status", "Resolved At resolved_at", "chanel channel", "agent agent_id",
                ])
        }
    }

    @Test func aMappingChangesNothing() throws {
        try ScratchWarehouse.lend { warehouse in
            let folder = ScratchFolder()
            folder.write(
                "bad/tickets.sql",
                """
                with gone as (delete from raw.export returning a)
                select gone.a as ticket_id, '2026-01-01T00:00:00Z' as created_at from gone
                """)
            folder.write("export.csv", "a\n1\n")
            let error = #expect(throws: LoadError.self) {
                _ = try warehouse.load(
                    LoadRequest(paths: [folder.path("export.csv")], mapping: folder.path("bad")))
            }
            #expect("\(error.map { "\($0)" } ?? "")".contains("read-only"))
        }
    }

    @Test(arguments: [
        ("join core.ticket on true", "line 4 reads core.ticket"),
        ("cross join /* core.cost */\nCore.\"customer\" as other", "line 5 reads core.customer"),
        ("where exists (select from meta.load)", "line 4 reads meta.load"),
        // An alias, a constant, a function.
        ("as meta where meta.opened <> 'kpi.csat'", nil),
        ("where kpi.local_date(now(), 'UTC') is not null", nil),
    ])
    func aMappingThatReadsTheWarehouseIsRefused(clause: String, problem: String?) throws {
        try ScratchWarehouse.lend { warehouse in
            let folder = ScratchFolder()
            folder.write(
                "own/tickets.sql",
                "select\n    id as ticket_id, opened as created_at\nfrom raw.export\n\(clause)\n")
            folder.write("export.csv", "id,opened\n1,2026-03-01 08:00\n")
            let request = LoadRequest(paths: [folder.path("export.csv")], mapping: folder.path("own"))
            guard let problem else {
                let report = try warehouse.load(request)
                #expect(report.entities.map(\.added) == [1])
                return
            }
            let error = #expect(throws: LoadError.self) { try warehouse.load(request) }
            let text = error.map { "\($0)" } ?? ""
            #expect(text.contains("tickets.sql, \(problem)"), "\(text)")
        }
    }

    /// What hides the table from us hides it from the server, too: the load holds it, and waits for the rows.
    @Test func aMappingThatWaitsForItsOwnLoadFailsByName() throws {
        try ScratchWarehouse.lend { warehouse in
            try warehouse.connection.execute("create view public.known as select agent_id from core.agent")
            defer { _ = try? warehouse.connection.execute("drop view public.known") }
            let folder = ScratchFolder()
            folder.write("own/agents.sql", "select id as agent_id from raw.export left join known on true")
            folder.write("export.csv", "id\n1\n")
            let error = #expect(throws: LoadError.self) {
                try warehouse.load(
                    LoadRequest(paths: [folder.path("export.csv")], mapping: folder.path("own")))
            }
            let text = error.map { "\($0)" } ?? ""
            #expect(text.contains("agents.sql: waits for a table"), "\(text)")
        }
    }

    /// However large the files are, what counts is what a select makes of them.
    @Test(arguments: ["where false", "limit 1"], [1, 5])
    func aSelectThatFindsLittleNeitherLocksNorDerivesAll(clause: String, fieldCount: Int) throws {
        try ScratchWarehouse.lend { warehouse in
            let folder = ScratchFolder()
            folder.write(
                "own/tickets.sql",
                "select id as ticket_id, opened as created_at from raw.cases order by _line")
            folder.write(
                "own/surveys.sql",
                "select id as survey_id, 'csat' as kind, opened as sent_at from raw.cases \(clause)")
            let old = "id,opened,text\n0,2026-03-01 08:00,\n"
            folder.write("first/cases.csv", old)
            // A field has at most a mebibyte.
            let text = String(repeating: "x", count: 1 << 20)
            folder.write(
                "second/cases.csv",
                old + (1...fieldCount).map { "\($0),2026-03-02 08:00,\(text)\n" }.joined())
            folder.write(
                "none/surveys.sql", "select id as survey_id, 'csat' as kind from raw.cases where false")
            folder.write("none/tickets.sql", folder.text("own/tickets.sql"))
            func load(_ name: String, by mapping: String) throws {
                var request = LoadRequest(
                    paths: [folder.path("\(name)/cases.csv")], mapping: folder.path(mapping))
                request.name = "own"
                _ = try warehouse.load(request)
            }
            try load("first", by: "none")
            let marks = """
                select xmin, pg_relation_filenode('core.survey'), pg_relation_filenode('fact.survey')
                from fact.ticket where ticket_id = '0'
                """
            let before = try warehouse.rows(marks)
            try load("second", by: "own")
            #expect(try warehouse.rows(marks) == before)
            #expect(try warehouse.rows("select count(*) from fact.ticket") == [["\(fieldCount + 1)"]])
            #expect(try warehouse.verify().passed)
        }
    }

    @Test func oneMappingServesSeveralSources() throws {
        try ScratchWarehouse.lend { warehouse in
            let folder = ScratchFolder()
            folder.write("helpdesk/tickets.sql", Self.select)
            folder.write("export.csv", "Case No,opened,prio,shelf\nC-1,2026-03-01 08:00,high,a\n")
            for name in ["north", "south", "north"] {
                _ = try warehouse.load(
                    LoadRequest(
                        paths: [folder.path("export.csv")], mapping: folder.path("helpdesk"), name: name))
            }
            #expect(
                try warehouse.rows("select source from core.ticket order by 1") == [["north"], ["south"]])
        }
    }

    @Test(arguments: [
        (
            "export.csv", "Case No,opened,shelf\nC-1,x,y\n", select,
            ["reads the column prio", "/export.csv lacks"]
        ),
        (
            "export.csv", "Case No,opened,shelf\nC-1,x,y\n",
            "select log.number as ticket_id, log.at as created_at from raw.export as log, raw.other",
            ["reads the column number", "/export.csv lacks"]
        ),
        (
            "export.csv", "id,at\n1,x\n", "select record ->> 'id' as ticket_id from raw.export",
            ["reads JSON", "/export.csv is none"]
        ),
        ("export.json", "{\"a\":1}\n", select, ["reads the column Case No", "/export.json is JSON"]),
    ])
    func aColumnThatTheInputLacksIsNamedWithItsFile(
        name: String, text: String, sql: String, parts: [String]
    ) throws {
        try ScratchWarehouse.lend { warehouse in
            let folder = ScratchFolder()
            folder.write("helpdesk/tickets.sql", sql)
            folder.write("in/\(name)", text)
            folder.write("in/other.csv", "x\n1\n")
            let error = #expect(throws: LoadError.self) {
                try warehouse.load(
                    LoadRequest(paths: [folder.path("in")], mapping: folder.path("helpdesk")))
            }
            let problem = error.map { "\($0)" } ?? ""
            for part in parts { #expect(problem.contains(part), "\(problem)") }
            #expect(!problem.contains("other.csv"))
        }
    }

    @Test func objectsOneALineAreOneColumnOfJSON() throws {
        try ScratchWarehouse.lend { warehouse in
            let folder = ScratchFolder()
            folder.write(
                "api/tickets.sql",
                "select record ->> 'id' as ticket_id, record -> 'times' ->> 'created' as created_at from raw.dump"
            )
            folder.write("dump.ndjson", #"{"id": 7, "times": {"created": "2026-03-01T08:00:00Z"}}"# + "\n")
            _ = try warehouse.load(
                LoadRequest(paths: [folder.path("dump.ndjson")], mapping: folder.path("api")))
            let rows = try warehouse.rows("select ticket_id, created_at from core.ticket")
            #expect(rows == [["7", "2026-03-01 08:00:00+00"]])
        }
    }

    @Test func membersOfTheColumnAttributesAreAttributes() throws {
        try ScratchWarehouse.lend { warehouse in
            let folder = ScratchFolder()
            folder.write(
                "api/tickets.sql",
                """
                select
                    record ->> 'id' as ticket_id, record ->> 'at' as created_at, record -> 'more' as attributes,
                    record ->> 'shelf' as shelf, _file, _line
                from raw.dump order by _line
                """)
            folder.write(
                "dump.json",
                #"""
                [{"id":1,"at":"2026-03-01T08:00:00Z","more":{"a \"b\"":"x","n":1.5,"t":true,"no":null}, "shelf": "s"},
                {"id":2,"at":"2026-03-01T08:00:00Z","more":{}},
                {"id":3,"at":"2026-03-01T08:00:00Z","more":[1]},
                {"id":4,"at":"never","more":{"a":"y"}}]
                """#)
            let report = try warehouse.load(
                LoadRequest(paths: [folder.path("dump.json")], mapping: folder.path("api")))
            #expect(report.rejected == 2)
            #expect(
                try warehouse.rows("select ticket_id, attributes from core.ticket order by 1")
                    == [["1", #"{"n": "1.5", "t": "true", "a \"b\"": "x", "shelf": "s"}"#], ["2", "-"]])
            var rejects: [RejectedRow] = []
            try warehouse.forEachReject(load: nil) { rejects.append($0) }
            #expect(rejects.map(\.column) == ["attributes", "created_at"])
            #expect(rejects.map(\.line) == [3, 4])
        }
    }

    @Test func anOptionalTableNeedsNotBeThere() throws {
        try ScratchWarehouse.lend { warehouse in
            let folder = ScratchFolder()
            folder.write(
                "api/tickets.sql",
                """
                -- optional: old, new
                select record ->> 'id' as ticket_id, record ->> 'at' as created_at from raw.old
                union all
                select record ->> 'id', record ->> 'at' from raw.new
                """)
            folder.write("new.json", #"[{"id":1,"at":"2026-03-01T08:00:00Z"}]"#)
            folder.write("empty/old.json", "")
            let report = try warehouse.load(
                LoadRequest(paths: [folder.path("new.json")], mapping: folder.path("api")))
            #expect(report.entities.map(\.added) == [1])
            // An empty file holds nothing, as if there were none.
            let empty = try warehouse.load(
                LoadRequest(paths: [folder.path("empty/old.json")], mapping: folder.path("api")))
            #expect(empty.entities.isEmpty)
            #expect(empty.skippedMappings.count == 1)
        }
    }

    @Test func aSelectWhoseInputIsNotThereIsNamedAndSkipped() throws {
        try ScratchWarehouse.lend { warehouse in
            let folder = ScratchFolder()
            folder.write("helpdesk/tickets.sql", Self.select)
            folder.write("helpdesk/agents.sql", "select people.id as agent_id from raw.people")
            folder.write("export.csv", "Case No,opened,prio,shelf\nC-1,2026-03-01 08:00,high,a\n")
            let report = try warehouse.load(
                LoadRequest(paths: [folder.path("export.csv")], mapping: folder.path("helpdesk")))
            #expect(report.skippedMappings.count == 1)
            #expect(report.skippedMappings.first?.contains("agents.sql (no file people.*)") == true)
        }
    }

    @Test(arguments: [
        ("tickets.sql", "select nonsense from raw.export", "tickets.sql", "nonsense"),
        ("tickets.sql", "selec 1 from raw.export", "tickets.sql", "selec"),
        ("tikets.sql", "select 1 from raw.export", "tikets.sql", "tickets.sql"),
        ("tickets.sql", "select 'x' as subject, _line from raw.export", "created_at", "ticket_id"),
    ])
    func aFaultyMappingFailsByNameAndChangesNothing(
        file: String, sql: String, named: String, alsoNamed: String
    ) throws {
        try ScratchWarehouse.lend { warehouse in
            let folder = ScratchFolder()
            folder.write("helpdesk/\(file)", sql)
            folder.write("export.csv", "Case No,opened\nC-1,2026-03-01 08:00\n")
            let error = #expect(throws: (any Error).self) {
                try warehouse.load(
                    LoadRequest(paths: [folder.path("export.csv")], mapping: folder.path("helpdesk")))
            }
            let text = error.map { "\($0)" } ?? ""
            #expect(text.contains(named) && text.contains(alsoNamed), "\(text)")
            let content = try warehouse.content(of: ["core", "fact"])
            #expect(content.isEmpty)
            #expect(try warehouse.rows("select count(*) from meta.load") == [["0"]])
            #expect(try warehouse.rows("select tablename from pg_tables where schemaname = 'raw'") == [])
            // And the next load is none the worse for it.
            try warehouse.load(["agents.csv": "agent_id\nA1\n"])
        }
    }

    @Test func anUnknownSourceNamesThoseThereAre() throws {
        try ScratchWarehouse.lend { warehouse in
            let error = #expect(throws: LoadError.self) {
                try warehouse.load(["agents.csv": "agent_id\nA1\n"]) { $0.mapping = "zendsk" }
            }
            #expect(error.map { "\($0)" }?.contains("built in are canonical, servicenow, zendesk") == true)
        }
    }
}
