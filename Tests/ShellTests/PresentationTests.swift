import KPIQuery
import Rendering
import Shell
import TestSupport
import Testing
import Warehouse
import WarehouseTestSupport

/// What people see of an answer.
@Suite(.sampleWarehouse) struct PresentationTests {
    @Test func theHeaderSaysWhatTheNumbersAreOf() throws {
        let line = try #require(
            SampleWarehouse.run("frt by channel in 2026-09").output.split(separator: "\n").first)
        let parts = line.split(separator: "·").map { $0.split(separator: " ").joined(separator: " ") }
        #expect(parts[0...2] == ["2026-09-01 to 2026-09-30", "UTC", "weeks from monday"])
        #expect(parts[3].hasSuffix(" cases"))
        #expect(parts[4].hasSuffix(" excluded"))
        #expect(parts[5] == "asked as of 2026-11-01T00:00:00Z")
        #expect(parts[6].hasPrefix("data as of 20"))
        #expect(parts[7] == "from rollup.histogram")
        #expect(parts[8].hasSuffix(" ms"))
    }

    /// A ledger's row is in every cell that has a day of it: the cells' cases do not add up.
    @Test func casesThatCellsShareAreNotAddedUp() throws {
        #expect(try SampleWarehouse.run("cost in 2026-09").output.contains(" cases ·"))
        for line in ["cost daily in 2026-09", "cost by team in 2026-09", "cpr by cost_category in 2026-09"] {
            let output = try SampleWarehouse.run(line).output
            #expect(output.contains(" · cells share their cases · "))
        }
        #expect(try SampleWarehouse.run("cpr by team in 2026-09").output.contains(" cases ·"))
        #expect(
            try SampleWarehouse.run("cost this month vs previous").output.contains("holds its days to come"))
    }

    @Test func whatIsKnownOfAnAnswerIsNamedInWords() throws {
        let page = try SampleWarehouse.run("frt in 2026-09 as md").output
        #expect(page.contains("- Asked as of: 2026-11-01T00:00:00Z\n"))
        let json = try SampleWarehouse.run("frt in 2026-09 as json").output
        #expect(json.contains(#""asked_as_of": "2026-11-01T00:00:00Z""#))
    }

    /// kpis.md gives the formula, whose ends know no scale.
    @Test func anIntervalOfFewAnswersIsExplained() throws {
        let few = try SampleWarehouse.run("nps by segment quarterly in 2026 with ci").output
        #expect(few.contains("the interval of nps is the value ± 1.96 standard errors: of few cases"))
        #expect(try !SampleWarehouse.run("nps in 2026 with ci").output.contains("standard errors"))
        #expect(try !SampleWarehouse.run("csat weekly in 2026 with ci").output.contains("standard errors"))
    }

    @Test func anOpenRangeIsMarked() throws {
        #expect(
            try SampleWarehouse.run("frt this month").output.hasPrefix(
                "2026-11-01 to 2026-11-30, not over yet ·"))
        #expect(try !SampleWarehouse.run("frt last month").output.contains("not over yet"))
        let cut = try SampleWarehouse.run("volume weekly last month").output
        #expect(cut.contains("2026-W40† ") && cut.contains("2026-W41  ") && cut.contains("2026-W44† "))
        #expect(cut.contains("† in part: the range begins or ends within it"))
        #expect(try !SampleWarehouse.run("volume weekly last 4 weeks").output.contains("†"))
    }

    @Test func aRangeOfHoursIsNotCalledItsDay() throws {
        let hours = try SampleWarehouse.run("volume last 6 hours")
        #expect(hours.output.hasPrefix("2026-10-31 18:00:00 to 2026-10-31 23:59:59 ·"))
        let json = try SampleWarehouse.run("volume last 6 hours as json").output
        #expect(
            json.contains(#""from": "2026-10-31 18:00:00""#) && json.contains(#""to": "2026-10-31 23:59:59""#)
        )
    }

    @Test func totalsOfMoreThanIsShownAreExplained() throws {
        let answer = try SampleWarehouse.run("volume by channel in 2026-10 having volume > 60 with total")
        #expect(answer.output.contains("totals and shares are of all 5 combinations, not of the "))
        let all = try SampleWarehouse.run("volume by channel in 2026-10 having volume > 0 with total")
        #expect(!all.output.contains("totals and shares are of all"))
    }

    @Test func whereNothingIsFoundTheLastCasesAreNamed() throws {
        func hints(_ line: String) throws -> [String] {
            try SampleWarehouse.run(line) { $0.asOf = "2027-06-01T00:00:00Z" }.told
        }
        let line = "frt where channel = 'chat'"
        #expect(
            try hints(line) == ["the last cases of frt are of 2026-10; ask for example: \(line) in 2026-10"])
        for typed in ["\(line) ;", "\(line) -- of late"] {
            let hint = try #require(try hints(typed).first)
            let question = try #require(hint.split(separator: "ask for example: ").last)
            #expect(question.hasPrefix("f") && question.hasSuffix("channel = 'chat' in 2026-10"))
        }
        for (typed, place, asked) in [
            ("\(line) in 2027-05;", "last", "\(line) in 2026-10"),
            ("frt last week", "last", "frt in 2026-10"),
            ("frt since 2026-11-02 by team", "last", "frt in 2026-10 by team"),
            ("volume in 2019 -- long ago", "first", "volume in 2025-09 -- long ago"),
        ] {
            let name = typed.prefix { $0 != " " }
            #expect(
                try hints(typed) == [
                    "the \(place) cases of \(name) are of \(place == "last" ? "2026-10" : "2025-09"); "
                        + "ask for example: \(asked)"
                ])
        }
        // Of a saved question, which takes no range, all of it is told.
        _ = try SampleWarehouse.run("of_chat = frt p90 where channel = :c in :p default 2019")
        #expect(
            try hints("of_chat c=chat") == [
                "the first cases of frt are of 2025-09; ask for example: "
                    + "first_response_time p90 where channel = 'chat' in 2025-09"
            ])
        let none = "frt where channel = 'chat' and channel = 'email'"
        #expect(try hints(none) == ["no case of frt that the filter lets through is loaded"])
        // There are cases, and having lets none of them through.
        #expect(try SampleWarehouse.run("volume by channel having volume > 100000").told.isEmpty)
    }

    @Test func aTargetSaysOnlyWhichKPIItIsOf() throws {
        let outcome = try SampleWarehouse.run("frt, frt p90, frt business in 2026-09 vs target")
        #expect(
            outcome.output.contains(
                "first_response_time_p90 is compared with the target of first_response_time"))
        #expect(outcome.output.contains("first_response_time_business is compared with the target of"))
        #expect(!outcome.output.contains("first_response_time is compared"))
    }

    /// Cases end with October: in November there are none yet, and December has not begun.
    @Test func periodsThatAreNoWholeOnesAreToldAndThoseToComeAreNotDrawn() throws {
        let line = "volume monthly from 2026-08-10 to 2026-12-31"
        let drawn = try SampleWarehouse.run("\(line) with spark") { $0.asOf = "2026-11-15T00:00:00Z" }
        let row = try #require(drawn.output.split(separator: "\n").first { $0.contains("†") })
        // Three months with cases, one that is going on, one to come.
        #expect(row.hasSuffix("▁ *"))
        #expect(row.suffix(7).hasPrefix("†"))
        let told = try SampleWarehouse.run("\(line) as json") { $0.asOf = "2026-11-15T00:00:00Z" }
        #expect(told.told.contains("not over yet: 2026-11-01 and later"))
        #expect(told.told.contains("in part, as the range begins or ends within it: 2026-08-01"))
        #expect(told.output.contains("\"open_from\": \"2026-11-01\""))
        #expect(told.output.contains("\"partial_periods\": [\"2026-08-01\"]"))
    }

    @Test func whatHasNoIntervalIsSaid() throws {
        let outcome = try SampleWarehouse.run("frt, csat in 2026-09 with ci")
        #expect(outcome.output.contains("first_response_time has no interval"))
        #expect(!outcome.output.contains("csat has no interval"))
        // It has no empty column either; files have all columns of the machine form.
        #expect(outcome.output.split(separator: "95 %").count == 2)
        let csv = try SampleWarehouse.run("frt, csat in 2026-09 with ci as csv").output
        #expect(csv.contains("first_response_time_low,first_response_time_high"))
    }

    /// The machine form has nulls for them.
    @Test func anIntervalThatThereIsNotHasNoColumn() throws {
        for line in ["frt, volume in 2026-09 with ci", "cost in 2026-09 with ci"] {
            let outcome = try SampleWarehouse.run(line)
            #expect(!outcome.output.contains("95 %"))
            #expect(outcome.output.contains("has no interval: rates, scores and means have"))
            #expect(try SampleWarehouse.run("\(line) as json").output.contains("_low\": null"))
        }
        let duration = try SampleWarehouse.run("frt in 2026-09 with ci").output
        #expect(duration.contains("rates, scores and means have, such as 'frt mean'"))
    }

    /// What is worked out of an estimate is one; so is what is compared with one.
    @Test func aChangeOfEstimatesIsMarked() throws {
        let estimated = try SampleWarehouse.run("frt in 2026-09 vs previous").output
        #expect(estimated.contains("▲ ≈") || estimated.contains("▼ ≈"))
        #expect(estimated.contains("at most 1 % off; a change is worked out of such values"))
        #expect(try !SampleWarehouse.run("frt exact in 2026-09 vs previous").output.contains("≈"))
        let target = try SampleWarehouse.run("frt in 2026-09 vs target as md").output
        #expect(target.contains("▼ ≈") || target.contains("▲ ≈"))
        let means = try SampleWarehouse.run("frt mean, volume in 2026-09 vs previous").output
        #expect(!means.contains("≈"))
    }

    /// Below the answer, on standard error beside a file, and in the file where it says what it is.
    @Test func theComparedDatesStandInEveryForm() throws {
        let dates = "2026-08-01 to 2026-08-31"
        let line = "volume in 2026-09 vs previous"
        #expect(try SampleWarehouse.run(line).output.hasSuffix("previous: \(dates)\n"))
        #expect(try SampleWarehouse.run("\(line) as chart").output.hasSuffix("previous: \(dates)\n"))
        let page = try SampleWarehouse.run("\(line) as md")
        #expect(page.output.split(separator: dates).count == 2)
        #expect(page.output.contains("- Compared with previous: \(dates)\n"))
        #expect(page.told.contains("previous: \(dates)"))
        let json = try SampleWarehouse.run("\(line) as json").output
        #expect(json.contains(#""compared_with": {"previous": "\#(dates)"}"#))
        #expect(try SampleWarehouse.run("explain \(line)").output.contains("previous: \(dates); joined"))
        #expect(try !SampleWarehouse.run("volume in 2026-09 as json").output.contains("compared_with"))
    }

    /// Without a grain the range is the one period that there is.
    @Test func aRangeThatIsNotOverIsOpenInTheMachineForm() throws {
        let open = try SampleWarehouse.run("volume this month as json").output
        #expect(open.contains("\"open_from\": \"2026-11-01\""))
        #expect(try SampleWarehouse.run("volume last month as json").output.contains("\"open_from\": null"))
    }

    /// An amount's cases are rows of the ledger, and no sample.
    @Test func anAmountOfFewRowsIsNotMarked() throws {
        for form in ["table", "md", "chart"] {
            #expect(try !SampleWarehouse.run("cost monthly in 2026-Q3 as \(form)").output.contains("ⁿ"))
        }
        #expect(try SampleWarehouse.run("cost in 2026-09 as csv").output.hasSuffix(",true\n"))
    }

    @Test func statusSaysWhatAFindingMeans() throws {
        let tickets = "ticket_id,created_at,status\n1,2026-03-01T08:00:00Z,resolved\n"
        try SmallWarehouse.with([], [("tickets-2.csv", tickets)]) { warehouse in
            let status = try warehouse.status()
            let finding = try #require(status.quality.first)
            let output = Output()
            try StatusPresentation(status).writeTables(to: output, screen: Screen(width: 200))
            let text = output.contents.split { $0.isWhitespace }.joined(separator: " ")
            let meaning = finding.meaning.split { $0.isWhitespace }.joined(separator: " ")
            #expect(text.contains("\(finding.name) \(meaning)"))
        }
    }

    /// What a statement changed is told in place of the rows that it does not give.
    @Test func sqlSaysHowManyRowsItChanged() throws {
        try ScratchWarehouse.lend { warehouse in
            func run(_ statement: String) throws -> String {
                let output = Output()
                try SQLPresentation(statement: statement, mayWrite: true).run(
                    on: &warehouse, into: Format.table.sink(to: output, screen: Screen()))
                return output.contents
            }
            let created = try run("create table public.counted as select generate_series(1, 3) as a")
            #expect(created.hasPrefix("created with 3 rows ·"))
            let updated = try run("update public.counted set a = 0 where a > 1")
            #expect(updated.hasPrefix("2 rows updated ·"))
            let deleted = try run("delete from public.counted where a = 1 returning a")
            #expect(deleted.hasSuffix("1 row deleted\n"))
            let plan = try run("explain select 1")
            #expect(!plan.contains("\nexplain"))
            let answer = try run("select 1 as a")
            #expect(answer.contains("1 row ·") && !answer.contains("select"))
        }
    }

    @Test(arguments: [
        ("frt", "frt median"), ("first_response_time mean", "first_response_time mean"),
        ("art p90", "art p90"),
        ("frt business", "frt business median"), ("resolution_rate 24h", "resolution_rate 24h"),
    ])
    func theHeadingNamesTheAggregate(line: String, heading: String) throws {
        let lines = try SampleWarehouse.run("\(line) in 2026-09").output.split(separator: "\n")
        #expect(lines[1].contains(heading))
    }

    @Test(arguments: ["volume by agent in 2026-W14", "backlog by priority in 2026-09"])
    func countsAreNeverMarkedAsLow(line: String) throws {
        let output = try SampleWarehouse.run(line).output
        #expect(!output.contains("ⁿ"))
        // Files keep the column, which is about the number of cases.
        #expect(try SampleWarehouse.run(line, as: .csv).output.contains("_low_n"))
    }

    @Test func ratesOfFewCasesAreMarked() throws {
        #expect(try SampleWarehouse.run("csat by segment in 2026-W14").output.contains("ⁿ"))
    }

    @Test(arguments: [
        ("frt by category", "\u{1B}[31m▲", "\u{1B}[32m▼"),
        ("resolution_rate by category", "\u{1B}[32m▲", "\u{1B}[31m▼"),
    ])
    func changesAreColouredByWhatIsBetter(kpi: String, rise: String, fall: String) throws {
        let screen = Screen(width: 120, height: 60, colour: true)
        let output = try SampleWarehouse.run("\(kpi) monthly in 2026-Q3 vs previous", screen: screen).output
        #expect(output.contains(rise) && output.contains(fall))
        #expect(output.split(separator: "▲").count == output.split(separator: rise).count)
        #expect(output.split(separator: "▼").count == output.split(separator: fall).count)
    }

    @Test func changesOfWhatIsNeitherGoodNorBadAreNotColoured() throws {
        let output = try SampleWarehouse.run(
            "volume by category monthly in 2026-Q3 vs previous", screen: Screen(colour: true)
        ).output
        #expect(output.contains("▲"))
        #expect(!output.contains("m▲"))
    }
}
