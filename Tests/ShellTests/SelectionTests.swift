import KPIQuery
import Testing
import Warehouse

/// `top`, `bottom`, `having`, totals and shares, worked out by hand.
@Suite struct SelectionTests {
    private static let tickets: [SmallWarehouse.Ticket] = [
        .init("2026-03-02T08:00", "email", team: "one", answeredAfter: 10),
        .init("2026-03-02T09:00", "email", team: "one", answeredAfter: 20),
        .init("2026-03-09T09:00", "email", team: "two", answeredAfter: 30),
        .init("2026-03-02T10:00", "chat", team: "one", answeredAfter: 100),
        .init("2026-03-09T10:00", "chat", team: "one", answeredAfter: 200),
        .init("2026-03-09T11:00", "phone", team: "two", answeredAfter: 5),
        .init("2026-03-09T12:00", "web", team: "two"),
    ]

    @Test(arguments: [
        ("volume by channel in 2026-03 top 2", ["email", "chat"]),
        ("volume by channel in 2026-03 bottom 2", ["phone", "web"]),
        ("volume by channel in 2026-03 top 2 by frt", ["email", "chat"]),
        ("volume by channel in 2026-03 top 1 by frt", ["chat"]),
        // What has no value comes last, at either end.
        ("volume by channel in 2026-03 bottom 4 by frt", ["email", "chat", "phone", "web"]),
        ("volume by channel in 2026-03 bottom 1 by frt", ["phone"]),
        ("volume by channel in 2026-03 having volume >= 2", ["email", "chat"]),
        ("volume by channel in 2026-03 having frt < 50", ["email", "phone"]),
        ("volume by channel in 2026-03 having frt != 5", ["email", "chat"]),
        // `having` selects before `top` counts.
        ("volume by channel in 2026-03 top 1 having volume < 3", ["chat"]),
        ("volume by channel in 2026-03 top 1 channel by frt having volume = 1", ["phone"]),
    ])
    func membersAreSelected(line: String, channels: [String]) throws {
        try SmallWarehouse.with(Self.tickets) { warehouse in
            let rows = try warehouse.cells(line, ["channel"])
            #expect(rows.map { $0[0] } == channels)
        }
    }

    @Test func inASeriesTheWholeRangeRanks() throws {
        try SmallWarehouse.with(Self.tickets) { warehouse in
            let rows = try warehouse.cells(
                "volume by channel weekly from 2026-03-02 to 2026-03-15 top 1",
                ["period", "channel", "ticket_volume"])
            #expect(rows == [["2026-03-02", "email", "2"], ["2026-03-09", "email", "1"]])
        }
    }

    @Test func inASeriesHavingSelectsBuckets() throws {
        try SmallWarehouse.with(Self.tickets) { warehouse in
            let rows = try warehouse.cells(
                "volume by channel weekly from 2026-03-02 to 2026-03-15 having volume > 1",
                ["period", "channel"])
            #expect(rows == [["2026-03-02", "email"]])
        }
    }

    @Test func oneDimensionOfSeveralCanBeRanked() throws {
        try SmallWarehouse.with(Self.tickets) { warehouse in
            let rows = try warehouse.cells(
                "volume by channel, team in 2026-03 top 1 channel by frt", ["channel", "team"])
            #expect(rows == [["chat", "one"]])
            let teams = try warehouse.cells(
                "volume by channel, team in 2026-03 top 1 team", ["channel", "team"])
            #expect(teams == [["chat", "one"], ["email", "one"]])
        }
    }

    @Test func totalsAreComputedFromCases() throws {
        try SmallWarehouse.with(Self.tickets) { warehouse in
            // 5 10 20 30 100 200: the median of all is 20, never made of the channels' medians (20, 100, 5).
            let names = ["channel", "ticket_volume", "first_response_time", "first_response_time_n"]
            let totals = try warehouse.totals("volume, frt exact by channel in 2026-03 with total", names)
            #expect(totals == [["", "7", "20", "6"]])
            let ranked = try warehouse.totals(
                "volume, frt exact by channel in 2026-03 top 1 with total", names)
            #expect(ranked == totals)
        }
    }

    @Test func aSeriesHasATotalForEachBucket() throws {
        try SmallWarehouse.with(Self.tickets) { warehouse in
            let range = "from 2026-03-02 to 2026-03-15"
            let names = ["period", "ticket_volume", "ticket_volume_change"]
            let totals = try warehouse.totals("volume by channel weekly \(range) with total, change", names)
            #expect(totals == [["2026-03-02", "3", ""], ["2026-03-09", "4", "33.333333333333336"]])
            // Where the buckets are all the rows there are, the total is of the range.
            let whole = try warehouse.totals(
                "volume weekly \(range) with total", ["period", "ticket_volume"])
            #expect(whole == [["", "7"]])
        }
    }

    @Test func sharesAreOfTheBucketsTotal() throws {
        try SmallWarehouse.with(Self.tickets) { warehouse in
            let rows = try warehouse.cells(
                "volume by channel in 2026-W11 with share", ["channel", "ticket_volume_share"])
            #expect(rows == [["chat", "25"], ["email", "25"], ["phone", "25"], ["web", "25"]])
            let ranked = try warehouse.cells(
                "frt sum by channel in 2026-W10 top 1 with share",
                ["channel", "first_response_time_sum_share"])
            #expect(ranked.map { $0[0] } == ["chat"])
            #expect(ranked.first?[1].hasPrefix("76.9") == true)
            let weeks = try warehouse.cells(
                "volume weekly from 2026-03-02 to 2026-03-15 with share", ["ticket_volume_share"])
            #expect(weeks.map { $0[0].prefix(4) } == ["42.8", "57.1"])
        }
    }

    /// A line, the words at fault, and a part of the message.
    static let refused: [(line: String, words: String, message: String)] = [
        ("frt by channel with share", "frt", "adds up"),
        ("volume, csat by channel with share", "csat", "csat does not"),
        ("backlog weekly with share", "backlog", "over time"),
        ("volume with share", "share", "parts"),
        ("volume by channel with spark", "spark", "grain"),
        ("volume top 3", "top 3", "dimension"),
        ("volume by channel top 3 team", "team", "not under 'by'"),
        ("tickets frt, art", "art", "one KPI"),
        ("tickets frt vs previous", "previous", "range itself"),
        ("tickets frt with total", "total", "no 'total'"),
        ("tickets frt top 3 by art", "art", "ranked by what they are worth"),
        ("tickets clearance_rate top 3", "top 3", "listed whole"),
        ("tickets esat", "esat", "withholding"),
        ("monthly", "monthly", "no KPI"),
        ("frt monthly vs same day last week", "same day last week", "cannot be compared"),
    ]

    @Test(arguments: refused)
    func whatMeansNothingIsRefusedAtItsPlace(line: String, words: String, message: String) throws {
        try SmallWarehouse.with(Self.tickets) { warehouse in
            do {
                _ = try warehouse.ask(line)
                Issue.record("\(line) was answered")
            } catch let failure as ParseFailure {
                let characters = Array(line)
                #expect(String(characters[failure.span.lower..<failure.span.upper]) == words)
                #expect(failure.message.contains(message), "\(failure.message)")
            }
        }
    }
}

extension Warehouse {
    /// Runs a line, whatever its verb.
    fileprivate mutating func ask(_ line: String) throws -> SampleWarehouse.Outcome {
        try SampleWarehouse.run(line, on: &self)
    }
}
