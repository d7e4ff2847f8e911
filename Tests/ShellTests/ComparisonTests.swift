import KPIQuery
import Rendering
import Testing
import Warehouse

@testable import Shell

/// `vs` and `with change`, worked out by hand.
@Suite struct ComparisonTests {
    private static let tickets: [SmallWarehouse.Ticket] = [
        // Monday 2 March: the week of the base.
        .init("2026-03-02T08:00", "email", team: "one"), .init("2026-03-03T08:00", "email", team: "two"),
        .init("2026-03-06T08:00", "chat", team: "one"), .init("2026-03-07T08:00", "phone", team: "one"),
        // Monday 9 March.
        .init("2026-03-09T08:00", "email", team: "one"), .init("2026-03-10T08:00", "email", team: "one"),
        .init("2026-03-11T08:00", "email", team: "one"), .init("2026-03-12T08:00", "web", team: "one"),
        // Monday 16 March, not over on Friday noon.
        .init("2026-03-16T08:00", "email", team: "one"), .init("2026-03-20T11:00", "chat", team: "one"),
    ]

    @Test func previousIsJoinedBucketByBucketOnAllDimensions() throws {
        try SmallWarehouse.with(Self.tickets) { warehouse in
            let rows = try warehouse.cells(
                "volume by channel, team in 2026-W11 vs previous",
                ["channel", "team", "ticket_volume", "ticket_volume_previous", "ticket_volume_change"])
            #expect(rows == [["email", "one", "3", "1", "200"], ["web", "one", "1", "0", ""]])
        }
    }

    @Test func combinationsOfTheBaseAloneHaveNoRowAndAreSaid() throws {
        try SmallWarehouse.with(Self.tickets) { warehouse in
            let answer = try warehouse.answer("volume by channel in 2026-W11 vs previous")
            #expect(answer.rows.count == 2)
            #expect(
                answer.notes == ["2 combinations have cases only in what is compared with: they have no row"])
            // Without dimensions there is always a row.
            #expect(try warehouse.answer("volume in 2026-04 vs 2026-W11").notes.isEmpty)
        }
    }

    @Test func thatAnEarlierNowUndoesNothingIsSaid() throws {
        try SmallWarehouse.with(Self.tickets) { warehouse in
            let open = try warehouse.answer("volume this week vs previous", asOf: "2026-03-11T08:00:00Z")
            #expect(open.notes.contains { $0.hasPrefix("--as-of undoes nothing that came later") })
            let over = try warehouse.answer("volume last week vs previous", asOf: "2026-03-18T08:00:00Z")
            #expect(over.notes.isEmpty)
        }
    }

    @Test func aZeroOrMissingBaseIsNotApplicable() throws {
        try SmallWarehouse.with(Self.tickets) { warehouse in
            let names = ["ticket_volume_previous", "ticket_volume_change", "first_response_time_previous"]
            let rows = try warehouse.cells("volume, frt in 2026-W10 vs previous", names)
            #expect(rows == [["0", "", ""]])
        }
    }

    @Test func aTotalOfBucketsMeetsWhatTheyMeet() throws {
        let tickets: [SmallWarehouse.Ticket] = [
            .init("2026-01-02T08:00", "email"), .init("2026-01-04T08:00", "email"),
            .init("2026-01-31T08:00", "email"), .init("2026-02-10T08:00", "email"),
        ]
        try SmallWarehouse.with(tickets) { warehouse in
            let names = ["ticket_volume", "ticket_volume_previous"]
            // The 28 days before 1 February begin with 4 January.
            let days = try warehouse.totals("volume daily in 2026-02 with total vs previous", names)
            #expect(days == [["1", "2"]])
            let months = try warehouse.cells("volume in 2026-02 vs previous", names)
            #expect(months == [["1", "3"]])
            // Of a longer period only the buckets that are compared.
            let week = try warehouse.totals(
                "volume daily in 2026-W06 with total vs 2026-01", ["ticket_volume_2026_01"])
            #expect(week == [["2"]])
        }
    }

    @Test func whatIsRunningMeetsTheSameElapsedPart() throws {
        try SmallWarehouse.with(Self.tickets) { warehouse in
            // Up to Friday noon: all of the week before but its Saturday, which had none; the phone call is left out.
            let rows = try warehouse.cells(
                "volume weekly from 2026-03-09 to 2026-03-22 vs previous",
                ["period", "ticket_volume", "ticket_volume_previous"])
            #expect(rows == [["2026-03-09", "4", "0"], ["2026-03-16", "2", "3"]])
            let week = try warehouse.cells("volume this week vs previous", ["ticket_volume_previous"])
            #expect(week == [["4"]])
            let earlier = try warehouse.cells(
                "volume this week vs previous", ["ticket_volume_previous"], asOf: "2026-03-11T08:00:00Z")
            #expect(earlier == [["2"]])
        }
    }

    @Test(arguments: [
        (
            "volume this week vs previous, 2026-W10",
            [
                "previous: 2026-03-09 to 2026-03-13 11:59:59, the same elapsed part",
                "2026-W10: 2026-03-02 to 2026-03-06 11:59:59, the same elapsed part",
            ]
        ),
        ("volume in 2026-W11 vs previous, target", ["previous: 2026-03-02 to 2026-03-08"]),
        ("volume monthly in 2025-Q4 vs previous", ["previous: 2025-07-01 to 2025-09-30, bucket by bucket"]),
        (
            "volume weekly last 2 weeks with change, total",
            [
                "the bucket before: 2026-02-23 to 2026-03-08, bucket by bucket; the total: 2026-02-16 to 2026-03-01"
            ]
        ),
        // One row stands for all days, and so does what it is compared with.
        ("volume daily in 2026-02 vs previous with spark", ["previous: 2026-01-01 to 2026-01-31"]),
        (
            "volume daily in 2026-02 vs previous with spark as csv",
            [
                "previous: 2026-01-04 to 2026-01-31, bucket by bucket"
            ]
        ),
        ("volume in 0001 vs previous", ["previous: no such dates"]),
        ("volume in 2026-W11 vs target", []),
    ])
    func theComparedDatesAreSaid(line: String, expected: [String]) throws {
        try SmallWarehouse.with(Self.tickets) { warehouse in
            let answer = try warehouse.answer(line, asOf: "2026-03-20T12:00:00Z")
            let presentation = AnswerPresentation(answer, for: line.hasSuffix("csv") ? .csv : .table)
            #expect(presentation.comparedDateNotes == expected)
        }
    }

    @Test func severalBasesNameTheirColumns() throws {
        try SmallWarehouse.with(Self.tickets) { warehouse in
            let answer = try warehouse.answer(
                "volume in 2026-W11 vs previous, same week last month, 2026-W10, target")
            #expect(
                answer.columnNames.dropFirst(3) == [
                    "ticket_volume_previous", "ticket_volume_previous_change",
                    "ticket_volume_last_month", "ticket_volume_last_month_change",
                    "ticket_volume_2026_w10", "ticket_volume_2026_w10_change",
                    "ticket_volume_target", "ticket_volume_target_change",
                ])
            #expect(answer.machineForm(["ticket_volume_2026_w10"]).rows == [["4"]])
        }
    }

    @Test func changeAloneIsAgainstTheBucketBefore() throws {
        try SmallWarehouse.with(Self.tickets) { warehouse in
            let answer = try warehouse.answer(
                "volume weekly from 2026-03-09 to 2026-03-22 with change", asOf: "2026-03-20T12:00:00Z")
            #expect(!answer.columnNames.contains("ticket_volume_previous"))
            // The week before the range counts too; the running week has two against four.
            let rows = answer.machineForm(["period", "ticket_volume", "ticket_volume_change"]).rows
            #expect(rows == [["2026-03-09", "4", "0"], ["2026-03-16", "2", "-50"]])
        }
    }

    @Test func aSnapshotIsComparedWithTheSameMomentOfItsBase() throws {
        try SmallWarehouse.with(Self.tickets) { warehouse in
            let rows = try warehouse.cells(
                "backlog weekly from 2026-03-09 to 2026-03-22 vs previous",
                ["period", "backlog", "backlog_previous"])
            #expect(rows == [["2026-03-09", "8", "0"], ["2026-03-16", "10", "3"]])
        }
    }

    private static let targets = """
        kpi,starts_on,target,ends_on,channel,team
        frt,2026-01-01,100,,,
        first_response_time,2026-01-01,50,2026-03-10,email,
        first_response_time,2026-03-11,40,,email,
        frt,2026-01-01,30,,email,one
        frt,2026-03-10,20,2026-03-09,email,one
        csat,2026-01-01,1,,,

        """

    @Test(arguments: [
        ("frt in 2026-W11", ["100"]),
        ("frt in 2026-W11 where channel = 'email'", ["40"]),
        ("frt in 2026-W10 where channel in ('email')", ["50"]),
        ("frt in 2026-W11 where channel in ('email', 'chat')", ["100"]),
        ("frt in 2026-W11 where not channel = 'email'", ["100"]),
        ("frt in 2026-W11 where channel = 'email' and team = 'one'", ["30"]),
        ("frt by channel in 2026-W11", ["40", "100"]),
        ("frt by channel in 2026-W11 where team = 'one'", ["30", "100"]),
        ("frt daily from 2026-03-10 to 2026-03-11 where channel = 'email'", ["50", "40"]),
        ("frt in 2025", [""]),
    ])
    func theMostSpecificTargetInForceCounts(line: String, expected: [String]) throws {
        let tickets: [SmallWarehouse.Ticket] = [
            .init("2026-03-10T08:00", "email", team: "one", answeredAfter: 60),
            .init("2026-03-11T08:00", "chat", team: "one", answeredAfter: 50),
        ]
        try SmallWarehouse.with(tickets, [("targets.csv", Self.targets)]) { warehouse in
            let rows = try warehouse.cells(line + " vs target", ["first_response_time_target"])
            #expect(rows.map { $0[0] } == expected)
        }
    }

    @Test func aTargetIsWhatTheChangeIsMeasuredAgainst() throws {
        let tickets: [SmallWarehouse.Ticket] = [.init("2026-03-10T08:00", answeredAfter: 80)]
        try SmallWarehouse.with(tickets, [("targets.csv", Self.targets)]) { warehouse in
            let rows = try warehouse.cells("frt in 2026-W11 vs target", ["first_response_time_change"])
            #expect(rows == [["-20"]])
        }
    }
}
