import TerminalSupport
import TestSupport
import Testing
import Warehouse
import WarehouseTestSupport

/// `deskhouse query`, `sql`, `status`, `settings`: what stands on standard output.
@Suite struct QueryTests {
    private static let files: KeyValuePairs<String, String> = [
        "tickets.csv": #"""
        ticket_id,created_at,channel,resolved_at
        1,2026-03-01T08:00:00Z,chat,2026-03-01T09:00:00Z
        2,2026-03-01T08:00:00Z,chat,2026-03-02T08:00:00Z
        3,2026-03-02T08:00:00Z,"=email, ""new""",
        """#
    ]

    private func withDesk(_ body: (Deskhouse) throws -> Void) throws {
        try ScratchWarehouse.lend { warehouse in
            try warehouse.load(Self.files)
            try body(Deskhouse(ScratchWarehouse.conninfo(of: warehouse)))
        }
    }

    @Test func csvIsTheMachineForm() throws {
        try withDesk { deskhouse in
            let answer = try deskhouse.run(
                "query", "art exact, volume by channel daily from 2026-03-01 to 2026-03-02", "--format",
                "csv")
            #expect(answer.status == 0)
            #expect(
                answer.output == #"""
                    period,channel,resolution_time,resolution_time_n,resolution_time_low_n,resolution_time_approx,\#
                    ticket_volume,ticket_volume_n,ticket_volume_low_n
                    2026-03-01,chat,3600.0,1,true,false,2,2,true
                    2026-03-01,"'=email, ""new""",,0,true,false,0,0,true
                    2026-03-02,chat,86400.0,1,true,false,0,0,true
                    2026-03-02,"'=email, ""new""",,0,true,false,1,1,true

                    """#)
            #expect(answer.error.contains("2026-03-01 to 2026-03-02 · UTC"))
        }
    }

    @Test func whatWasMeantForTheOtherCommandIsSaid() throws {
        try withDesk { deskhouse in
            for words in [["frt"], ["frt by chanel"], ["  tickets volume in 2026-03"]] {
                let sql = try deskhouse.run("sql", words[0])
                #expect(sql.status == 64 && sql.error.contains("this is a KPI question: deskhouse query '…'"))
            }
            #expect(try deskhouse.run("sql", "frtt").status == 1)
            let apart = try deskhouse.run("query", "frt", "by", "channel", "--format", "csv")
            #expect(apart.status == 64 && apart.error.contains("the question is one argument"))
            #expect(apart.error.contains("deskhouse query 'frt by channel'"))
            let statement = try deskhouse.run("sql", "select", "1")
            #expect(statement.status == 64 && statement.error.contains("the statement is one argument"))
        }
    }

    @Test func aQuestionCopiedFromTheShellGoesOnBehindABackslash() throws {
        try withDesk { deskhouse in
            let answer = try deskhouse.run(
                "query", "volume by channel \\\n  from 2026-03-01 to 2026-03-02", "--format", "csv")
            #expect(answer.status == 0, "\(answer.error)")
        }
    }

    @Test func jsonIsTheMachineForm() throws {
        try withDesk { deskhouse in
            let line = "volume by channel from 2026-03-01 to 2026-03-02"
            let answer = try deskhouse.run("query", line, "--format", "json")
            #expect(answer.status == 0)
            let json = answer.json
            #expect(json["query"] as? String == line)
            #expect(json["from"] as? String == "2026-03-01")
            #expect(json["to"] as? String == "2026-03-02")
            #expect(json["timezone"] as? String == "UTC")
            #expect(json["week_start"] as? String == "monday")
            #expect(json["excluded"] as? Int == 0)
            #expect(json["waiting"] as? Int == 0)
            #expect((json["answered_from"] as? String)?.isEmpty == false)
            let rows = json["rows"] as? [[String: Any]] ?? []
            #expect(rows.map { $0["channel"] as? String } == ["chat", "=email, \"new\""])
            #expect(rows.map { $0["ticket_volume"] as? Int } == [2, 1])
            #expect(rows.map { $0["ticket_volume_n"] as? Int } == [2, 1])
            #expect(rows.map { $0["ticket_volume_low_n"] as? Bool } == [true, true])
        }
    }

    @Test(arguments: ["csv", "tsv", "json", "ndjson", "md", "html", "table", "xlsx"])
    func aFileHoldsWhatStandardOutputWould(format: String) throws {
        try withDesk { desk in
            let folder = ScratchFolder()
            var deskhouse = desk
            deskhouse.folder = folder.path
            let line = "volume by channel in 2026-03 as \(format)"
            let shown = try deskhouse.run("query", line)
            #expect(shown.status == 0)
            #expect(!shown.output.isEmpty)
            for arguments in [[line, "-o", "answer"], ["\(line) to answer"]] {
                let written = try deskhouse.run(["query"] + arguments, input: [])
                #expect(written.status == 0, "\(written.error)")
                #expect(written.output.isEmpty)
                // Files that say how long it took, or which question it was, differ in that.
                if ["csv", "tsv", "ndjson"].contains(format) {
                    #expect(folder.text("answer") == shown.output)
                }
                #expect(!folder.bytes("answer").isEmpty)
            }
        }
    }

    @Test(arguments: [
        (["volume as csv", "--format", "json"], "another form"),
        (["volume as csv to a.csv", "-o", "b.csv"], "another file"),
    ])
    func aLineAndItsOptionsAskForOneThing(arguments: [String], said: String) throws {
        try withDesk { desk in
            let folder = ScratchFolder()
            var deskhouse = desk
            deskhouse.folder = folder.path
            let outcome = try deskhouse.run(["query"] + arguments, input: [])
            #expect(outcome.status == 64)
            #expect(outcome.error.contains(said))
            #expect(outcome.output.isEmpty && folder.names.isEmpty)
            #expect(try deskhouse.run("query", "volume as csv", "--format", "csv").status == 0)
        }
    }

    @Test func intervalsReadAsInTheShell() throws {
        try withDesk { deskhouse in
            let line = "select interval '1 month' as i, array[interval '1 day'] as a"
            let table = try deskhouse.run("sql", line)
            #expect(table.output.contains(" 1 mon │ {\"1 day\"}\n"), "\(table.output)")
            #expect(try deskhouse.run("sql", "--format", "csv", line).output == "i,a\n2592000,{86400}\n")
        }
    }

    @Test func rowsWithoutColumnsAreRowsInEveryFormat() throws {
        try withDesk { deskhouse in
            let line = "select from generate_series(1, 2)"
            let json = try deskhouse.run("sql", "--format", "json", line)
            #expect(
                json.status == 0 && json.json["rows"] as? [[String: String]] == [[:], [:]], "\(json.output)")
            #expect(try deskhouse.run("sql", "--format", "ndjson", line).output == "{}\n{}\n")
            let shell = try deskhouse.run("shell", "-c", "\\format json", "-c", line)
            #expect(shell.status == 0 && shell.json["rows"] as? [[String: String]] == [[:], [:]])
        }
    }

    @Test(arguments: ["volume", "define volume", "explain volume", "tickets volume"], ["table", "csv"])
    func aFileThatIsWrittenIsSaid(line: String, format: String) throws {
        let folder = ScratchFolder()
        try withDesk { deskhouse in
            let path = folder.path("answer")
            let run = try deskhouse.run("query", line, "--format", format, "-o", path)
            #expect(run.status == 0 && run.error.contains("written: \(path)\n"), "\(run.error)")
        }
    }

    @Test func aFileWhoseNameAsksForAnotherFormatIsRemarkedOn() throws {
        let folder = ScratchFolder()
        try withDesk { deskhouse in
            var deskhouse = deskhouse
            deskhouse.folder = folder.path
            let line = try deskhouse.run("query", "volume in 2026-03 as csv to out.xlsx")
            #expect(
                line.status == 0 && line.error.contains("out.xlsx holds csv, not xlsx as its name says\n"))
            let sql = try deskhouse.run("sql", "select 1", "--format", "xlsx", "-o", "x.csv")
            #expect(sql.status == 0 && sql.error == "x.csv holds xlsx, not csv as its name says\n")
            let right = try deskhouse.run("sql", "select 1", "--format", "csv", "-o", "x.csv")
            #expect(right.error.isEmpty)
        }
    }

    @Test(arguments: [["query", "volume in 2026-03 as xlsx"], ["sql", "select 1", "--format", "xlsx"]])
    func aWorkbookIsNotPouredOnATerminal(arguments: [String]) throws {
        try withDesk { deskhouse in
            let terminal = try PseudoTerminal(
                running: deskhouse.program, arguments,
                environment: ["TERM": "xterm", "DATABASE_URL": deskhouse.database ?? ""], width: 80,
                height: 24)
            #expect(terminal.wait { $0.text.contains("xlsx is no text: say where to") })
            #expect(terminal.waitForExit() == .code(64))
        }
    }

    /// What is quoted from the data does nothing to a terminal, in tables and in errors.
    @Test func namesFromTheDataReachNoTerminalAsTheyAre() throws {
        try ScratchWarehouse.lend { warehouse in
            let ticket = "1,2026-03-01T08:00:00Z,\u{1B}[31mred\u{07}"
            try warehouse.load(["tickets.csv": "ticket_id,created_at,category\n\(ticket)\n"])
            let deskhouse = Deskhouse(try ScratchWarehouse.conninfo(of: warehouse))
            let wrong = try deskhouse.run("query", "volume in 2026-03 where category = 'red'")
            #expect(wrong.status == 64)
            #expect(wrong.error.contains("a value of category ('\\u{1B}[31mred\\u{7}')"))
            let cast = try deskhouse.run("sql", "select category::integer from core.ticket")
            #expect(cast.error.contains("\\u{1B}[31mred\\u{7}"))
            #expect(!(wrong.error + cast.error).unicodeScalars.contains { $0.value == 0x1B || $0.value == 7 })
        }
    }

    @Test func whereThereIsNoUTF8WhatWePrintIsASCII() throws {
        try withDesk { deskhouse in
            var deskhouse = deskhouse
            deskhouse.environment["LC_ALL"] = "C"
            for arguments in [
                ["query", "volume by channel weekly in 2026-03"], ["query", "frt in 2026-03 as chart"],
                ["query", "frt nothing"], ["query", "frt in 2026-03 where channel in x"],
                ["query", "frt in 2026-03", "--format", "csv"], ["query", "define frt"],
                ["query", "explain frt"], ["load"],
            ] {
                let outcome = try deskhouse.run(arguments)
                #expect((outcome.output + outcome.error).utf8.allSatisfy { $0 < 0x80 }, "\(outcome)")
            }
        }
    }

    @Test func asOfMovesNow() throws {
        try withDesk { deskhouse in
            func backlog(_ instant: String) throws -> [String] {
                let answer = try deskhouse.run(
                    "query", "backlog this month", "--as-of", instant, "--format", "csv")
                return answer.lines.last?.split(separator: ",").prefix(1).map { String($0) } ?? []
            }
            #expect(try backlog("2026-03-01T08:30:00Z") == ["2"])
            #expect(try backlog("2026-03-01T10:30:00+01:00") == ["1"])
            #expect(try backlog("2026-03-02T08:00:00.001Z") == ["1"])
            let range = try deskhouse.run(
                "query", "volume last 2 days", "--as-of", "2026-03-03T00:00:00Z", "--format", "json")
            #expect(range.json["from"] as? String == "2026-03-01")
            #expect(range.json["to"] as? String == "2026-03-02")
        }
    }

    @Test func sqlGivesTheRowsOfAStatement() throws {
        try withDesk { deskhouse in
            let csv = try deskhouse.run(
                "sql", "select channel, sum(n) as n from kpi.ticket_volume group by 1 order by 2 desc",
                "--format", "csv")
            #expect(csv.output == "channel,n\nchat,2\n\"'=email, \"\"new\"\"\",1\n")
            let written = try deskhouse.run("sql", "--write", "delete from core.ticket where ticket_id = '3'")
            #expect(written.status == 0)
            let count = try deskhouse.run("sql", "select count(*) from core.ticket", "--format", "json")
            #expect((count.json["rows"] as? [[String: Any]])?.first?["count"] as? Int == 2)
        }
    }

    @Test func statusSaysWhatIsThereAsJSON() throws {
        try withDesk { deskhouse in
            let status = try deskhouse.run("status", "--format", "json")
            #expect(status.status == 0)
            let json = status.json
            #expect((json["rows"] as? [String: Int])?["ticket"] == 3)
            #expect(json["open_rejects"] as? Int == 0)
            #expect(json["waiting"] as? Int == 0)
            let loads = json["loads"] as? [[String: Any]] ?? []
            #expect(loads.map { $0["load"] as? Int } == [1])
            #expect(loads.first?["source"] as? String == "canonical")
            #expect(loads.first?["added"] as? Int == 3)
            #expect((json["bytes"] as? [String: Int])?["core"] ?? 0 > 0)
            #expect(try deskhouse.run("status").lines.first?.hasPrefix("database ") == true)
        }
    }

    @Test func settingsAreShownAndChanged() throws {
        try withDesk { deskhouse in
            #expect(try deskhouse.run("settings", "timezone").output == "UTC\n")
            #expect(try deskhouse.run("settings", "timezone", "Europe/Berlin").status == 0)
            let json = try deskhouse.run("settings", "--format", "json").json
            #expect(json["timezone"] as? String == "Europe/Berlin")
            #expect(json["contact_gap"] as? String == "30m")
        }
    }

    /// Every question that README.md asks can be asked.
    @Test func theReadmesQuestionsAreAnswered() throws {
        let lines = try Repository.text("README.md").split(separator: "\n")
            .filter { $0.hasPrefix("    deskhouse query ") }
        try #require(lines.count >= 4)
        let folder = ScratchFolder()
        let sample = try Deskhouse(nil).run(
            "sample", "--tickets", "300", "--days", "90", "--until", "2026-04-01", folder.path("sample"))
        #expect(sample.status == 0)
        try ScratchWarehouse.lend { warehouse in
            let deskhouse = Deskhouse(try ScratchWarehouse.conninfo(of: warehouse))
            #expect(try deskhouse.run("load", folder.path("sample")).status == 0)
            for line in lines {
                let command = line.split(separator: "  #", maxSplits: 1)[0]
                let quote = try #require(command.first { $0 == "'" || $0 == "\"" })
                let query = command.split(separator: quote, omittingEmptySubsequences: false)[1]
                let outcome = try deskhouse.run("query", String(query), "--as-of", "2026-03-31T12:00:00Z")
                #expect(outcome.status == 0, "\(query): \(outcome.error)")
                #expect(!outcome.output.isEmpty)
            }
        }
    }
}
