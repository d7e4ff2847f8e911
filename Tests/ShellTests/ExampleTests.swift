import KPIQuery
import Rendering
import Shell
import TestSupport
import Testing
import Warehouse

/// The examples of kpi-query.md, on the sample.
@Suite(.sampleWarehouse) struct ExampleTests {
    /// A line, and what its answer contains.
    static let examples: [(line: String, contents: [String])] = [
        ("frt", ["frt median", "2026-10-04 to 2026-10-31 · UTC · weeks from monday"]),
        (
            "frt by channel weekly since 2026-01-01 where priority = 'high' vs previous",
            ["2026-W40", "previous", "change", "n/a", "* not over yet"]
        ),
        ("frt p90, art p90 by team last 8 weeks", ["frt p90", "art p90", "Returns"]),
        ("frt business by team monthly in 2026", ["frt business median", "2026-03"]),
        ("csat monthly in 2026 vs same month last year as chart", ["same month last year", "80 % ┤"]),
        ("backlog by priority daily last 30 days with spark", ["trend", "█", "cases at the end"]),
        (
            "volume, reopen_rate by category top 10 by volume in 2026-Q1",
            ["Delivery", "8 rows", "reopen_rate"]
        ),
        (
            "frt where channel in ('email','chat') and not team = 'Returns' from 2026-03-01 to 2026-03-14",
            ["2026-03-01 to 2026-03-14", "1 row"]
        ),
        ("tickets frt where channel = 'chat' in 2026-W14 top 20 by frt", ["ticket_id", "T1000", "8 rows"]),
        ("define fcr", ["first_contact_resolution", "exactly one contact", "repeat window", "assignee"]),
        (
            "explain cost_per_resolution by channel in 2026-02",
            ["2026-02-01 to 2026-02-28", "core.cost", "excluded", "-- cost_per_resolution\nwith parameter"]
        ),
    ]

    @Test(arguments: examples)
    func theExampleRuns(line: String, contents: [String]) throws {
        let outcome = try SampleWarehouse.run(line)
        for text in contents { #expect(outcome.output.contains(text), "\(text) in \(outcome.output)") }
    }

    @Test func theWorkbookIsWritten() throws {
        let folder = ScratchFolder()
        let outcome = try SampleWarehouse.run(
            "nps by segment quarterly in 2026 with ci as xlsx to nps.xlsx", into: folder)
        #expect(folder.bytes("nps.xlsx").starts(with: Array("PK".utf8)))
        #expect(outcome.output.isEmpty)
        #expect(outcome.told.first?.hasPrefix("2026-01-01 to 2026-12-31") == true)
    }

    @Test func aWorkbookDrawsAnswersAndNoListOfCases() throws {
        let folder = ScratchFolder()
        func hasChart(_ line: String) throws -> Bool {
            _ = try SampleWarehouse.run("\(line) as xlsx to book.xlsx", into: folder)
            // The names of an archive's members stand in it as they are.
            return String(decoding: folder.bytes("book.xlsx"), as: UTF8.self).contains("xl/chartsheets/")
        }
        #expect(try hasChart("csat monthly in 2026"))
        for line in [
            "csat monthly in 2026", "frt p90 by channel in 2026-09", "cost in 2026-09",
            "productivity in 2026-09",
        ] {
            #expect(try !hasChart("tickets \(line)"))
        }
    }

    @Test func everyKPIIsDefinedFromItsFile() throws {
        var warehouse = try SampleWarehouse.open()
        for definition in warehouse.catalogue.definitions {
            let plain = try SampleWarehouse.run("define \(definition.key)", on: &warehouse).output
            #expect(plain.contains(definition.name))
            #expect(plain.contains(definition.anchor))
            #expect(!plain.contains("-- key:"))
            let withSQL = try SampleWarehouse.run("define \(definition.key)", on: &warehouse) {
                $0.showsSQL = true
            }
            #expect(withSQL.output.contains("-- key: \(definition.key)"))
        }
    }

    @Test func aDefinitionForProgramsIsARowAKPI() throws {
        let outcome = try SampleWarehouse.run("define frt, csat", as: .json)
        #expect(outcome.output.contains(#""key": "first_response_time", "aliases": "frt""#))
        #expect(outcome.output.contains(#""key": "csat""#))
    }

    @Test func watchAnswersAgain() throws {
        let outcome = try SampleWarehouse.run("watch 1s frt") { $0.watchCount = 2 }
        #expect(outcome.output.split(separator: "\n").filter { $0.contains("frt median") }.count == 2)
        #expect(!outcome.output.contains("\u{1B}"))
    }

    @Test func onATerminalWithoutACursorWatchGoesOnBelow() throws {
        let outcome = try SampleWarehouse.run("watch 1s frt", screen: Screen(width: 80, height: 24)) {
            $0.watchCount = 1
        }
        #expect(!outcome.output.contains("\u{1B}"))
    }

    @Test func onATerminalWatchRedrawsInPlace() throws {
        let outcome = try SampleWarehouse.run(
            "watch 1s frt", screen: Screen(width: 80, height: 24, hasCursorControl: true)
        ) {
            $0.watchCount = 2
        }
        #expect(outcome.output.hasPrefix("\u{1B}[H\u{1B}[J"))
        #expect(outcome.output.split(separator: "\u{1B}").filter { $0 == "[H" }.count == 2)
    }

    @Test func savedQueriesAreSavedAndAskedInOneLine() throws {
        let told = try SampleWarehouse.run("one_channel = volume where channel = :c in 2026").told
        #expect(told == ["saved; ask with: one_channel c=…"])
        let asked = try SampleWarehouse.run("one_channel c=email")
        let written = try SampleWarehouse.run("volume where channel = 'email' in 2026")
        #expect(asked.output.split(separator: "\n")[3] == written.output.split(separator: "\n")[3])
        #expect(try SampleWarehouse.run("explain one_channel c='email'").output.contains("rollup."))
        #expect(throws: ParseFailure.self) { try SampleWarehouse.run("one_channel") }
        #expect(throws: ParseFailure.self) { try SampleWarehouse.run("one_channel c=emial") }
    }

    @Test func savedQueriesLeaveAnyValueOpen() throws {
        let told = try SampleWarehouse.run(
            "slowest = tickets frt in :period default 2026-10 where channel in (:c) top :n default 2"
        ).told
        #expect(told == ["saved; ask with: slowest [period=2026-10] c=… [n=2]"])
        let asked = try SampleWarehouse.run("slowest c=(chat, phone) n=3").output.split(separator: "\n")
        let written = try SampleWarehouse.run(
            "tickets frt where channel in ('chat', 'phone') in 2026-10 top 3"
        ).output.split(separator: "\n")
        #expect(asked[1..<6] == written[1..<6])
        let failure = #expect(throws: ParseFailure.self) { try SampleWarehouse.run("explain slowest c=chat") }
        #expect(failure?.message.hasPrefix("'slowest' has a verb of its own: tickets frt") == true)
    }

    @Test func aPatternOfAgentsIsOfIdsAndNames() throws {
        func agents(_ condition: String) throws -> [Substring] {
            try SampleWarehouse.run("volume by agent where \(condition) in 2026 as csv").output
                .split(separator: "\n").dropFirst().map { $0.prefix { $0 != "," } }.sorted()
        }
        let named = try agents("agent = 'Peter O''Neill'")
        #expect(named.count == 1)
        #expect(try agents("agent like 'Peter%'") == named)
        #expect(try agents("agent like '\(named[0])'") == named)
        let others = try agents("not agent like 'Peter%'")
        #expect(!others.isEmpty && !others.contains(named[0]))
    }

    @Test func aPatternThatIsLikeNothingIsTold() throws {
        for dimension in ["channel", "agent", "team"] {
            let answer = try SampleWarehouse.run("volume where not \(dimension) like 'zzz%' in 2026")
            #expect(answer.output.contains("no \(dimension) is like 'zzz%'"))
            let known = try SampleWarehouse.run("volume where not \(dimension) like '%' in 2026")
            #expect(!known.output.contains(" is like "))
        }
    }

    @Test func definitionsComeInAnyFormat() throws {
        #expect(try SampleWarehouse.run("define csat as json").output.contains(#""key": "csat""#))
    }

    @Test(arguments: [
        ("why frt", "not there yet"), ("select 1", "SQL"), ("\\d", "shell"), ("", "a question is missing"),
    ])
    func otherLinesAreRefusedWithAWayOut(line: String, message: String) throws {
        let failure = #expect(throws: ParseFailure.self) { try SampleWarehouse.run(line) }
        #expect(failure?.message.contains(message) == true)
    }
}
