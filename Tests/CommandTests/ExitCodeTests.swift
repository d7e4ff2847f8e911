import PostgresClient
import TestSupport
import Testing
import Warehouse
import WarehouseTestSupport

/// What a script goes by: the exit code, and that standard output holds data or nothing.
@Suite struct ExitCodeTests {
    private static let tickets = """
        ticket_id,created_at,channel
        1,2026-03-01T08:00:00Z,chat
        2,2026-03-02T08:00:00Z,email
        """

    @Test(arguments: [
        (["query", "volumes in 2026-03"], "volume"),
        (["query", "volume in 2026-13"], "^"),
        (["query", "volume where channel = 'chatt' in 2026-03"], "chat"),
        (["query", "volume in 2026-03 in 2026-04"], "^"),
        (["query", "utilization by channel in 2026-03"], "utilization"),
        (["query", "cost by currency in 2026-03"], "currency"),
        (["query", "csat, volume by cost_category in 2026-03"], "cost_category"),
        (["query", "volume where agent = 'Nobody' in 2026-03"], "Nobody"),
        (["query", "define volumes"], "volume"),
        (["query", "volume in 2026-03", "--format", "pdf"], "--format"),
        (["query", "volume in 2026-03", "--as-of", "soon"], "soon"),
        (["query", "volume in 2026-03", "--as-of", "infinity"], "infinity"),
        (["query", "volume in 2026-03", "--as-of", "now"], "now"),
        (["sql", " "], "a statement is missing"),
        (["query"], "Usage"),
        (["settings", "week_start", "moonday"], "monday"),
        (["settings", "timezone", "Europe/Berlni"], "Europe/Berlni"),
        (["settings", "colour"], "colour"),
        (["settings", "resolution_within", "-1h"], "\"-1h\" cannot be its value"),
        (["settings", "resolution_within", "100001d"], "from 1 to 100000"),
        (["settings", "currency", "eur"], "three capital letters, such as EUR"),
        (["load", "--wait", "-1", "tickets.csv"], "--wait -1: write"),
        (["load", "--max-rejects", "0x10%", "tickets.csv"], "--max-rejects"),
        (["load", "--max-rejects", "1e1%", "tickets.csv"], "--max-rejects"),
        (["load", "--max-rejects", "-5", "tickets.csv"], "--max-rejects -5: write"),
        (["status", "--max-age", "-5m"], "--max-age -5m: write"),
        (["status", "--max-age", "+5m"], "--max-age +5m: write"),
        (["load"], "Usage"),
        (["load", "--max-rejects", "some", "tickets.csv"], "--max-rejects"),
        (["load", "--delimiter", "ab", "tickets.csv"], "--delimiter"),
        (["load", "--as", "", "tickets.csv"], "--as"),
        (["load", "--as", "a\tb", "tickets.csv"], "--as"),
        (["load", "--as", String(repeating: "x", count: 513), "tickets.csv"], "--as"),
        (["status", "--max-age", "soon"], "--max-age"),
        (["sample", "--until", "2026-02-30", "sample"], "2026-02-30"),
        (["rejects", "--load", "first"], "--load"),
        (["load", "--entity", "tikets", "tickets.csv"], "tikets"),
        (["frobnicate"], "frobnicate"),
    ])
    func wrongUseIs64WithNothingOnStandardOutput(arguments: [String], named: String) throws {
        try ScratchWarehouse.lend { warehouse in
            try warehouse.load(["tickets.csv": Self.tickets])
            let outcome = try Deskhouse(ScratchWarehouse.conninfo(of: warehouse)).run(arguments)
            #expect(outcome.status == 64)
            #expect(outcome.output.isEmpty)
            #expect(outcome.error.contains(named), "\(outcome.error)")
        }
    }

    /// libpq sends the variables to every session it opens, the one that reads a mapping's rows included.
    @Test func theUsersDateStyleAndARolesTimeoutsStopNoLoad() throws {
        try ScratchWarehouse.lend { warehouse in
            let folder = ScratchFolder()
            folder.write(
                "source/tickets.sql",
                """
                select cases.id as ticket_id, cases.opened::timestamp at time zone 'UTC' as created_at
                from raw.cases
                cross join pg_sleep(1.5)
                """)
            folder.write("cases.csv", "id,opened\n1,2026-03-02 09:00:00\n")
            // Less than reading the rows takes, of both sessions; enough for what one begins with.
            func limit(_ setting: String) throws {
                try warehouse.connection.executeScript(
                    """
                    do $$
                    begin
                        execute format('alter database %I \(setting)', current_database());
                    end
                    $$
                    """)
            }
            try limit("set statement_timeout = 1000")
            defer { try? limit("reset statement_timeout") }
            var deskhouse = Deskhouse(try ScratchWarehouse.conninfo(of: warehouse))
            deskhouse.environment = ["PGDATESTYLE": "German", "PGTZ": "Asia/Tokyo"]
            let outcome = try deskhouse.run(
                "load", "--source", folder.path("source"), folder.path("cases.csv"))
            #expect(outcome.status == 0, "\(outcome.error)")
            #expect(
                try warehouse.rows("select created_at from core.ticket") == [["2026-03-02 09:00:00+00"]])
        }
    }

    @Test func aSampleReplacesNoFilesUnlessItIsTo() throws {
        let folder = ScratchFolder()
        folder.write("mine/tickets.csv", "ticket_id,created_at\n")
        let deskhouse = Deskhouse(nil)
        let arguments = ["sample", "--tickets", "100", "--days", "30", folder.path("mine")]
        let refused = try deskhouse.run(arguments)
        #expect(refused.status == 64)
        #expect(refused.error.contains("holds CSV files already"), "\(refused.error)")
        #expect(folder.text("mine/tickets.csv") == "ticket_id,created_at\n")
        #expect(try deskhouse.run(arguments + ["--replace"]).status == 0)
        #expect(folder.text("mine/tickets.csv").count > 1_000)
    }

    @Test(arguments: [
        (["load", "nowhere.csv"], "nowhere.csv"),
        (["load", "unknown.csv"], "unknown.csv"),
        (["load", "empty"], "empty"),
        (["load", "lacking/tickets.csv"], "created_at"),
        (["load", "torn.zip"], "torn.zip"),
        (["load", "--source", "zendsk", "tickets.csv"], "zendsk"),
        (["load", "--source-timezone", "Europe/Berlni", "tickets.csv"], "Europe/Berlni"),
        (["load", "--strict", "faulty"], "line 2"),
        (["load", "--max-rejects", "0", "faulty"], "line 2, column created_at"),
        (["sql", "select nonsense"], "nonsense"),
        (["sql", "delete from core.ticket"], "read-only"),
        (["sql", "copy (select 1) to program 'true'"], "writes on the server's machine"),
        (["status", "--database", "host=/nonexistent dbname=x"], "/nonexistent"),
        (["query", "volume in 2026-03", "-o", "/nonexistent/answer.csv"], "/nonexistent"),
    ])
    func failuresAre1AndChangeNothing(arguments: [String], named: String) throws {
        let folder = ScratchFolder()
        folder.write("tickets.csv", "ticket_id,created_at\n7,2026-03-01T08:00:00Z\n")
        folder.write("unknown.csv", "a,b\n1,2\n")
        folder.write("empty/notes.txt", "nothing\n")
        folder.write("lacking/tickets.csv", "ticket_id,channel\n7,chat\n")
        folder.write("torn.zip", Array("PK\u{3}\u{4} this is no archive".utf8))
        folder.write("faulty/tickets.csv", "ticket_id,created_at\n7,never\n8,2026-03-01T08:00:00Z\n")
        try ScratchWarehouse.lend { warehouse in
            try warehouse.load(["tickets.csv": Self.tickets])
            let before = try warehouse.content(of: ["core", "fact", "meta"])
            var deskhouse = Deskhouse(try ScratchWarehouse.conninfo(of: warehouse))
            deskhouse.folder = folder.path
            let outcome = try deskhouse.run(arguments)
            #expect(outcome.status == 1)
            #expect(outcome.output.isEmpty)
            #expect(outcome.error.contains(named), "\(outcome.error)")
            let after = try warehouse.content(of: ["core", "fact", "meta"])
            #expect(after == before)
        }
    }

    @Test func aRejectThatIsNamedTwiceIsDismissedOnce() throws {
        let folder = ScratchFolder()
        folder.write("tickets.csv", Self.tickets + "\n3,never,chat\n")
        try ScratchWarehouse.lend { warehouse in
            var deskhouse = Deskhouse(try ScratchWarehouse.conninfo(of: warehouse))
            deskhouse.folder = folder.path
            #expect(try deskhouse.run("load", "tickets.csv").status == 2)
            let outcome = try deskhouse.run("rejects", "--dismiss", "1", "1")
            #expect(outcome.status == 0)
            #expect(outcome.error == "dismissed: 1\n")
        }
    }

    @Test func loadedWithRejectsIs2AndALoadWithoutIs0() throws {
        let folder = ScratchFolder()
        folder.write("tickets.csv", Self.tickets + "\n3,never,chat\n")
        try ScratchWarehouse.lend { warehouse in
            var deskhouse = Deskhouse(try ScratchWarehouse.conninfo(of: warehouse))
            deskhouse.folder = folder.path
            let first = try deskhouse.run("load", "tickets.csv")
            #expect(first.status == 2)
            #expect(first.output.isEmpty)
            #expect(first.error.contains("line 4, column created_at"))
            // The exit stays 2 as long as rows are rejected, also the same ones.
            #expect(try deskhouse.run("load", "tickets.csv").status == 2)
            let list = try deskhouse.run("rejects", "--format", "csv")
            #expect(list.status == 0)
            #expect(list.lines.first == "reject_id,load,source,entity,file,line,column,reason,raw")
            #expect(list.lines.count == 2)
            #expect(list.lines.last?.hasSuffix("\"3,never,chat\"") == true)

            let export = try deskhouse.run("rejects", "--export", "out")
            #expect(export.status == 0)
            folder.write(
                "out/tickets.csv",
                folder.text("out/tickets.csv").replacing("never", with: "2026-03-03T08:00:00Z"))
            #expect(try deskhouse.run("load", "out").status == 0)
            #expect(try deskhouse.run("rejects", "--format", "csv").lines.count == 1)

            // What is there is not overwritten, such as what is being fixed.
            folder.write("tickets-2.csv", Self.tickets + "\n4,soon,chat\n")
            #expect(try deskhouse.run("load", "tickets-2.csv").status == 2)
            let before = folder.text("out/tickets.csv")
            let refused = try deskhouse.run("rejects", "--export", "out")
            #expect(refused.status == 1)
            #expect(refused.error.contains("out/tickets.csv is there already"))
            #expect(folder.text("out/tickets.csv") == before)
            let count = try deskhouse.run("sql", "select count(*) from core.ticket", "--format", "csv")
            #expect(count.lines == ["count", "3"])
        }
    }

    @Test func aLoadThatMayNotWaitFailsAtOnce() throws {
        let folder = ScratchFolder()
        folder.write("tickets.csv", Self.tickets)
        try ScratchWarehouse.lend { warehouse in
            try warehouse.connection.execute("select pg_advisory_lock(7355608002)")
            var deskhouse = Deskhouse(try ScratchWarehouse.conninfo(of: warehouse))
            deskhouse.folder = folder.path
            let outcome = try deskhouse.run("load", "--wait", "0", "tickets.csv")
            #expect(outcome.status == 1)
            #expect(outcome.error.contains("another load is running"))
            try warehouse.connection.execute("select pg_advisory_unlock(7355608002)")
        }
    }

    @Test func anExportOfNoRejectsSaysSoAndMakesNothing() throws {
        let folder = ScratchFolder()
        try ScratchWarehouse.lend { warehouse in
            var deskhouse = Deskhouse(try ScratchWarehouse.conninfo(of: warehouse))
            deskhouse.folder = folder.path
            let export = try deskhouse.run("rejects", "--export", "out")
            #expect(export.status == 0)
            #expect(export.error == "no rejects: nothing was written to out\n")
            #expect(try deskhouse.run("load", "out").error.contains("no such file or folder"))
        }
    }

    @Test func aStaleWarehouseFailsTheMonitorsCheck() throws {
        try ScratchWarehouse.lend { warehouse in
            let deskhouse = Deskhouse(try ScratchWarehouse.conninfo(of: warehouse))
            #expect(try deskhouse.run("status", "--max-age", "1h").status == 3)
            try warehouse.load(["tickets.csv": Self.tickets])
            #expect(try deskhouse.run("status", "--max-age", "1h").status == 0)
            try warehouse.connection.execute(
                "update meta.load set finished_at = finished_at - interval '90 minutes'")
            let stale = try deskhouse.run("status", "--max-age", "1h", "--format", "json")
            #expect(stale.status == 3)
            #expect(stale.json["age_seconds"] as? Double ?? 0 > 5_400)
            // Nothing is counted for a monitor that asks again and again.
            #expect(Set(stale.json.keys) == ["database", "as_of", "age_seconds", "sources"])
            #expect(
                try deskhouse.run("status", "--max-age", "2h").output.split(separator: "\n").count == 2)
        }
    }

    @Test func aSourceThatStoppedIsNotHiddenByAnotherOne() throws {
        try ScratchWarehouse.lend { warehouse in
            let deskhouse = Deskhouse(try ScratchWarehouse.conninfo(of: warehouse))
            try warehouse.load(["tickets.csv": Self.tickets], as: "shop")
            try warehouse.connection.execute(
                "update meta.load set finished_at = finished_at - interval '90 minutes'")
            try warehouse.load(["tickets.csv": Self.tickets], as: "hotline")
            #expect(try deskhouse.run("status", "--max-age", "1h").status == 0)
            #expect(try deskhouse.run("status", "--max-age", "1h", "--source", "hotline").status == 0)
            let stale = try deskhouse.run(
                "status", "--max-age", "1h", "--source", "hotline", "--source", "shop")
            #expect(stale.status == 3)
            #expect(stale.error == "deskhouse: the newest load of shop is older than 1h\n")
            let unknown = try deskhouse.run("status", "--max-age", "1h", "--source", "shpo")
            #expect(unknown.status == 3)
            #expect(unknown.error == "deskhouse: nothing is loaded as shpo; did you mean shop?\n")
            #expect(try deskhouse.run("status", "--source", "shop").status == 64)
        }
    }
}
