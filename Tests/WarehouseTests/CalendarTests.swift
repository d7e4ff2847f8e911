import PostgresClient
import TestSupport
import Testing
import WarehouseTestSupport

@testable import Warehouse

/// When a time of the clock on the wall comes.
@Suite struct CalendarTests {
    /// Every day, and hours around clock changes, in zones that have had odd ones: midnights that come twice or not at
    /// all, half an hour, a day that was left out.
    @Test func aLocalTimeBeginsWithItsFirstComing() throws {
        try ScratchWarehouse.lend { warehouse in
            let wrong = try warehouse.rows(
                """
                select zone, local_at, kpi.local_start(local_at, zone)
                from unnest(array[
                    'UTC', 'Europe/Berlin', 'Asia/Kathmandu', 'Australia/Lord_Howe', 'Pacific/Apia', 'America/St_Johns',
                    'America/Sao_Paulo', 'Africa/Cairo', 'Africa/Casablanca', 'America/Goose_Bay', 'Asia/Gaza'
                ]) as zone
                cross join generate_series(
                    timestamp '2006-01-01', timestamp '2013-01-01', interval '30 minutes'
                ) as local_at
                cross join lateral (
                    select min(instant) as first_at
                    from unnest(array[
                        (local_at at time zone zone) - interval '2 hours', (local_at at time zone zone) - interval '1 hour',
                        (local_at at time zone zone) - interval '30 minutes', local_at at time zone zone
                    ]) as instant
                    where instant at time zone zone >= local_at
                ) as looked_for
                where extract(hour from local_at) in (23, 0, 1, 2, 3)
                    and kpi.local_start(local_at, zone) is distinct from looked_for.first_at
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
}
