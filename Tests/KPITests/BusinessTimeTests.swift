import PostgresClient
import Testing
import Warehouse
import WarehouseTestSupport

/// Open time between two instants, worked out by hand from the contract's rules.
@Suite struct BusinessTimeTests {
    struct Example: Sendable, CustomTestStringConvertible {
        let testDescription: String
        var zone = "Europe/Berlin"
        /// Lines of `schedule_hours.csv` behind the schedule: weekday, opens_at, closes_at, valid_from, valid_to.
        let hours: [String]
        /// Lines of `holidays.csv`: holiday_on, schedule_id.
        var holidays: [String] = []
        let from: String
        let to: String
        let seconds: Int
    }

    private static func daily(_ hours: String) -> [String] { (1...7).map { "\($0),\(hours),," } }
    private static let workdays = (1...5).map { "\($0),09:00,17:00,," }

    static let examples = [
        Example(
            testDescription: "a part of a working day", hours: workdays,
            from: "2026-03-02T08:00:00+01:00", to: "2026-03-02T16:00:00+01:00", seconds: 7 * 3_600),
        Example(
            testDescription: "to the microsecond's second, both ends inside", hours: workdays,
            from: "2026-03-02T09:00:00.4+01:00", to: "2026-03-02T09:00:59.4+01:00", seconds: 59),
        Example(
            testDescription: "a night in which the clock goes forward", hours: daily("22:00,06:00"),
            from: "2026-03-28T20:00:00+01:00", to: "2026-03-29T12:00:00+02:00", seconds: 7 * 3_600),
        Example(
            testDescription: "a night in which the clock goes back", hours: daily("22:00,06:00"),
            from: "2026-10-24T20:00:00+02:00", to: "2026-10-25T12:00:00+01:00", seconds: 9 * 3_600),
        Example(
            testDescription: "New York goes forward on another day", zone: "America/New_York",
            hours: daily("22:00,06:00"), from: "2026-03-07T20:00:00-05:00", to: "2026-03-08T12:00:00-04:00",
            seconds: 7 * 3_600),
        Example(
            testDescription: "New York goes back on another day", zone: "America/New_York",
            hours: daily("22:00,06:00"), from: "2026-10-31T20:00:00-04:00", to: "2026-11-01T12:00:00-05:00",
            seconds: 9 * 3_600),
        Example(
            testDescription: "times that the clock skips are read as PostgreSQL reads them",
            hours: ["7,02:15,02:45,,"],
            from: "2026-03-28T12:00:00+01:00", to: "2026-03-29T12:00:00+02:00", seconds: 1_800),
        Example(
            testDescription: "an interval that then ends before its start is none",
            hours: ["7,02:30,03:00,,"],
            from: "2026-03-28T12:00:00+01:00", to: "2026-03-29T12:00:00+02:00", seconds: 0),
        Example(
            testDescription: "a holiday cuts the nights at both its midnights", hours: daily("22:00,06:00"),
            holidays: ["2026-05-01,s"],
            from: "2026-04-30T12:00:00+02:00", to: "2026-05-02T12:00:00+02:00", seconds: 8 * 3_600),
        Example(
            testDescription: "a holiday without a schedule holds for all of the source", hours: workdays,
            holidays: ["2026-05-01,"],
            from: "2026-04-30T00:00:00+02:00", to: "2026-05-05T00:00:00+02:00", seconds: 16 * 3_600),
        Example(
            testDescription: "another schedule's holiday does not", hours: workdays,
            holidays: ["2026-05-01,t"],
            from: "2026-04-30T00:00:00+02:00", to: "2026-05-05T00:00:00+02:00", seconds: 24 * 3_600),
        Example(
            testDescription: "a holiday on a day with a clock change is 25 hours long",
            hours: daily("00:00,24:00"),
            holidays: ["2026-10-25,s"],
            from: "2026-10-24T22:00:00Z", to: "2026-10-25T23:00:00Z", seconds: 0),
        Example(
            testDescription: "several intervals of a day are united",
            hours: ["1,09:00,12:00,,", "1,11:00,14:00,,", "1,13:00,18:00,,"],
            from: "2026-03-02T00:00:00+01:00", to: "2026-03-03T00:00:00+01:00", seconds: 9 * 3_600),
        Example(
            testDescription: "closing when it opens is a whole day", hours: ["1,09:00,09:00,,"],
            from: "2026-03-02T00:00:00+01:00", to: "2026-03-04T00:00:00+01:00", seconds: 24 * 3_600),
        Example(
            testDescription: "24:00 is midnight", hours: ["1,18:00,24:00,,"],
            from: "2026-03-02T00:00:00+01:00", to: "2026-03-04T00:00:00+01:00", seconds: 6 * 3_600),
        Example(
            testDescription: "what opens on valid_to runs out in full", hours: ["1,22:00,06:00,,2026-03-02"],
            from: "2026-03-02T12:00:00+01:00", to: "2026-03-16T12:00:00+01:00", seconds: 8 * 3_600),
        Example(
            testDescription: "valid_from is the first day", hours: ["1,22:00,06:00,2026-03-09,"],
            from: "2026-03-02T12:00:00+01:00", to: "2026-03-10T03:00:00+01:00", seconds: 5 * 3_600),
        Example(
            testDescription: "all rows valid on a day count",
            hours: ["1,09:00,17:00,,", "1,08:00,18:00,2026-03-09,"],
            from: "2026-03-02T00:00:00+01:00", to: "2026-03-10T00:00:00+01:00", seconds: 18 * 3_600),
        Example(
            testDescription: "valid_to before valid_from is never valid",
            hours: ["1,09:00,17:00,2026-03-09,2026-03-02"],
            from: "2026-03-01T00:00:00+01:00", to: "2026-03-20T00:00:00+01:00", seconds: 0),
        Example(
            testDescription: "a schedule without hours is never open", hours: [],
            from: "2026-03-01T00:00:00+01:00", to: "2026-03-20T00:00:00+01:00", seconds: 0),
        Example(
            testDescription: "ten years: 2609 working days", zone: "UTC", hours: workdays,
            from: "2016-01-01T00:00:00Z", to: "2026-01-01T00:00:00Z", seconds: 2_609 * 8 * 3_600),
    ]

    @Test(arguments: examples)
    func countsOpenSeconds(example: Example) throws {
        try ScratchWarehouse.lend { warehouse in
            try warehouse.load([
                "schedules.csv": "schedule_id,timezone\ns,\(example.zone)\n",
                "schedule_hours.csv":
                    (["schedule_id,weekday,opens_at,closes_at,valid_from,valid_to"]
                    + example.hours.map { "s,\($0)" }).joined(separator: "\n") + "\n",
                "holidays.csv": (["holiday_on,schedule_id"] + example.holidays).joined(separator: "\n")
                    + "\n",
            ])
            // Far around the two instants too: where counting begins makes no difference.
            let seconds = try warehouse.connection.execute(
                """
                with instant (number, at) as (
                    values (1, \(example.from)::timestamptz), (2, \(example.to)::timestamptz)
                ),
                open_time as (
                    select number, fact.open_us(at, block_at, opens_us, offset_us, limit_us) as open_us
                    from core.schedule
                    cross join lateral fact.open_blocks(
                        schedule_id, source, '2015-12-01 00:00:00+00', '2027-01-01 00:00:00+00'
                    )
                    inner join instant on fact.block_at(at) = block_at
                )
                select ((select open_us from open_time where number = 2) - open_us) / 1000000
                from open_time
                where number = 1
                """
            ).value(Int.self)
            #expect(seconds == example.seconds)
        }
    }

    /// Every instant of a local day, also where the clock goes back over its midnight.
    @Test(arguments: [
        ("Europe/Berlin", "2026-03-29", 23 * 60), ("Europe/Berlin", "2026-10-25", 25 * 60),
        // 00:01 became 23:01 of the day before: 59 of its minutes came again, one of the next day was before them.
        ("America/St_Johns", "2010-11-06", 24 * 60 + 59), ("America/St_Johns", "2010-11-07", 24 * 60 + 1),
        // 24:00 became 23:00; 00:00 became 01:00.
        ("Africa/Cairo", "2024-10-31", 25 * 60), ("Africa/Cairo", "2024-04-26", 23 * 60),
        // Skipped.
        ("Pacific/Apia", "2011-12-30", 0),
    ])
    func knowsTheMinutesOfALocalDay(zone: String, day: String, minutes: Int) throws {
        try ScratchWarehouse.lend { warehouse in
            let found = try warehouse.connection.execute(
                """
                select coalesce(sum(extract(epoch from upper(part) - lower(part))) / 60, 0)::integer
                from unnest(fact.local_day(\(day)::date, \(zone))) as part
                """
            ).value(Int.self)
            #expect(found == minutes)
        }
    }
}
