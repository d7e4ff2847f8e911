import PostgresClient
import TestSupport
import Testing
import WarehouseTestSupport

@testable import Warehouse

/// When a time of the clock on the wall comes.
@Suite struct CalendarTests {
    /// Zones that have had odd changes: midnights that come twice or not at all, half an hour, several hours, changes a
    /// minute past midnight, a day that was left out, a day that came twice but for an hour.
    private static let zones = """
        array[
            'UTC', 'Europe/Berlin', 'Asia/Kathmandu', 'Australia/Lord_Howe', 'Pacific/Apia', 'America/St_Johns',
            'America/Sao_Paulo', 'Africa/Cairo', 'Africa/Casablanca', 'America/Goose_Bay', 'Asia/Gaza',
            'Antarctica/Casey', 'Pacific/Kwajalein'
        ]
        """

    /// Every half hour around each change: the clock shows the time, or a later one, at that instant and at none of the
    /// day and the two hours before.
    @Test func aLocalTimeBeginsWithItsFirstComing() throws {
        try ScratchWarehouse.lend { warehouse in
            let wrong = try warehouse.rows(
                """
                with change as (
                    select zone, date_trunc('hour', day_at at time zone zone) as local_at
                    from unnest(\(Self.zones)) as zone
                    cross join generate_series(
                        timestamptz '1969-01-01 00:00Z', '2022-12-31 00:00Z', interval '12 hours'
                    ) as day_at
                    where (day_at at time zone zone) - ((day_at - interval '12 hours') at time zone zone)
                        <> interval '12 hours'
                        and (extract(year from day_at) in (1969, 1993) or day_at >= '2006-01-01')
                ),
                looked_at as (
                    select zone, later_at as local_at, kpi.local_start(later_at, zone) as starts_at
                    from change
                    cross join generate_series(-76, 52) as half_hour
                    cross join lateral (select local_at + half_hour * interval '30 minutes') as part (later_at)
                )
                select zone, local_at, starts_at
                from looked_at
                where (starts_at at time zone zone) < local_at
                    or ((starts_at - interval '1 microsecond') at time zone zone) >= local_at
                    or exists (
                        select
                        from generate_series(
                            starts_at - interval '26 hours', starts_at - interval '5 minutes', interval '15 minutes'
                        ) as earlier_at
                        where (earlier_at at time zone zone) >= local_at
                    )
                limit 5
                """)
            #expect(wrong.isEmpty)
            let several = try warehouse.rows(
                """
                select kpi.local_starts(array[timestamp '2026-03-30', '2026-03-29 02:30', '2026-03-01'], 'Europe/Berlin')
                """)
            #expect(
                several == [
                    ["{\"2026-03-29 22:00:00+00\",\"2026-03-29 01:00:00+00\",\"2026-02-28 23:00:00+00\"}"]
                ])
        }
    }

    /// What is skipped begins with the change, to the second.
    @Test(arguments: [
        // 00:01 became 01:01.
        ("America/St_Johns", "2011-03-13 00:00", "2011-03-13 03:30:00+00"),
        ("America/St_Johns", "2011-03-13 00:30", "2011-03-13 03:31:00+00"),
        ("America/St_Johns", "2011-03-13 01:00", "2011-03-13 03:31:00+00"),
        ("America/St_Johns", "2011-03-13 01:02", "2011-03-13 03:32:00+00"),
        // 00:01 became 03:01.
        ("Antarctica/Casey", "2020-10-04 01:00", "2020-10-03 16:01:00+00"),
        ("Antarctica/Casey", "2020-10-04 03:00", "2020-10-03 16:01:00+00"),
        // 04:00 became 01:00.
        ("Antarctica/Casey", "2018-03-11 03:30", "2018-03-10 16:30:00+00"),
        // The 30th was left out.
        ("Pacific/Apia", "2011-12-30 00:00", "2011-12-30 10:00:00+00"),
        ("Pacific/Apia", "2011-12-30 23:59:59.5", "2011-12-30 10:00:00+00"),
        ("Pacific/Apia", "2011-12-31 00:00", "2011-12-30 10:00:00+00"),
        ("Pacific/Apia", "2011-12-31 01:00", "2011-12-30 11:00:00+00"),
        // 00:00 became 01:00 of the day before.
        ("Pacific/Kwajalein", "1969-09-30 23:00", "1969-09-30 12:00:00+00"),
        // 00:44:30 was skipped.
        ("Africa/Monrovia", "1972-01-07 00:00:10.25", "1972-01-07 00:44:30+00"),
    ])
    func whatTheClockSkipsBeginsWithTheChange(zone: String, local: String, expected: String) throws {
        try ScratchWarehouse.lend { warehouse in
            let found = try warehouse.rows("select kpi.local_start('\(local)'::timestamp, '\(zone)')")
            #expect(found == [[expected]])
        }
    }

    /// Until midnight comes once more the wall shows the day before, and for all that has days it is the one begun.
    ///
    /// In Newfoundland it was 00:01 of the 7th at 02:31Z, and 23:01 of the 6th again.
    @Test func theMinutesThatComeBackAreOfOneDayEverywhere() throws {
        try ScratchWarehouse.lend { warehouse in
            #expect(try warehouse.change(.timezone, to: "America/St_Johns"))
            try warehouse.load([
                "tickets.csv": """
                ticket_id,created_at,resolved_at,agent_id
                1,2010-11-07T02:30:30Z,2010-11-07T02:35:00Z,A
                2,2010-11-07T02:40:00Z,2010-11-07T03:20:00Z,A
                3,2010-11-07T02:50:00Z,2010-11-08T12:00:00Z,A
                4,2010-11-06T12:00:00Z,,A
                """,
                "interactions.csv": """
                interaction_id,ticket_id,occurred_at,author,agent_id,handling_seconds
                i,2,2010-11-07T02:55:00Z,agent,A,60
                """,
                "surveys.csv":
                    "survey_id,kind,responded_at,ticket_id,score\ns,csat,2010-11-07T03:25:00Z,2,5\n",
                "shifts.csv":
                    "shift_id,agent_id,starts_at,ends_at\nh,A,2010-11-07T02:45:00Z,2010-11-07T04:00:00Z\n",
                "customers.csv": "customer_id,joined_at\nC,2010-11-07T02:45:00Z\n",
                "orders.csv": "order_id,customer_id,ordered_at\no,C,2010-11-07T02:45:00Z\n",
            ])
            let days = "day between '2010-11-05' and '2010-11-10'"
            let kpis = try warehouse.rows("select distinct kpi from kpi.daily order by 1").map { $0[0] }
            #expect(kpis.count > 20)
            for kpi in kpis {
                let parts = "day, trim_scale(sum(numerator)), trim_scale(sum(denominator)), sum(n)"
                let own = try warehouse.rows(
                    "select \(parts) from kpi.\(kpi) where \(days) group by day order by day")
                let daily = try warehouse.rows(
                    """
                    select \(parts) from kpi.daily
                    where \(days) and kpi = '\(kpi)' and dimension is null
                    group by day order by day
                    """)
                #expect(own == daily, "\(kpi)")
            }
            #expect(
                try warehouse.rows("select day, n from kpi.ticket_volume order by day")
                    == [["2010-11-06", "1"], ["2010-11-07", "3"]])
            #expect(
                try warehouse.rows(
                    "select ticket_id, created_on, resolved_on, first_response_on from kpi.ticket order by 1")
                    == [
                        ["1", "2010-11-07", "2010-11-07", "-"],
                        ["2", "2010-11-07", "2010-11-07", "2010-11-07"],
                        ["3", "2010-11-07", "2010-11-08", "-"], ["4", "2010-11-06", "-", "-"],
                    ])
            #expect(try warehouse.rows("select min(day) from kpi.churn_rate") == [["2010-11-08"]])
            #expect(try warehouse.verify().checks.filter { !$0.passed }.isEmpty)
        }
    }
}
