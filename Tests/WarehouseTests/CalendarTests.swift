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
}
