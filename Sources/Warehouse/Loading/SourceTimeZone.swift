import Intake
import PostgresClient

/// The clock changes of a source's time zone, asked of PostgreSQL, so that local times are read as it reads them.
enum SourceTimeZone {
    /// The zone of a source: as given, else as kept from an earlier load, else UTC.
    ///
    /// Returns whether it is the default, neither given nor kept.
    static func resolve(
        given: String?, source: String, on connection: inout Connection
    ) throws -> (name: String, isDefault: Bool) {
        if let given {
            guard try TimeZoneNames.contain(given, on: &connection) else {
                throw LoadError.unknownTimezone(given)
            }
            return (given, false)
        }
        let kept = try connection.execute(
            "select timezone from meta.source where source = \(source)"
        ).values(String.self).first
        return (kept ?? "UTC", kept == nil)
    }

    /// Every clock change from 1900 to 2200: days whose offset differs from the next day's, looked into by the hour,
    /// the minute and the second.
    static func rules(of zone: String, on connection: inout Connection) throws -> LocalTimeRules {
        guard zone != "UTC" else { return .utc }
        var initialOffset: Int64 = 0
        var transitions: [LocalTimeRules.Transition] = []
        try connection.execute(
            """
            with day as (
                select
                    at_day.instant,
                    extract(epoch from (at_day.instant at time zone \(zone)) - (at_day.instant at time zone 'UTC'))
                        as utc_offset,
                    extract(
                        epoch from ((at_day.instant + interval '24 hours') at time zone \(zone))
                        - ((at_day.instant + interval '24 hours') at time zone 'UTC')
                    ) as next_offset
                from generate_series(
                    timestamptz '1900-01-01 00:00+00', timestamptz '2200-01-01 00:00+00', interval '24 hours'
                ) as at_day (instant)
            ),
            change as (
                select
                    day.next_offset,
                    (
                        select min(hour.instant)
                        from generate_series(
                            day.instant + interval '1 hour', day.instant + interval '24 hours', interval '1 hour'
                        ) as hour (instant)
                        where extract(
                            epoch from (hour.instant at time zone \(zone)) - (hour.instant at time zone 'UTC')
                        ) = day.next_offset
                    ) as hour_end
                from day
                where day.utc_offset <> day.next_offset
            ),
            minute as (
                select
                    change.next_offset,
                    (
                        select min(minute.instant)
                        from generate_series(
                            change.hour_end - interval '59 minutes', change.hour_end, interval '1 minute'
                        ) as minute (instant)
                        where extract(
                            epoch from (minute.instant at time zone \(zone)) - (minute.instant at time zone 'UTC')
                        ) = change.next_offset
                    ) as minute_end
                from change
            )
            select
                extract(epoch from (
                    select min(second.instant)
                    from generate_series(
                        minute.minute_end - interval '59 seconds', minute.minute_end, interval '1 second'
                    ) as second (instant)
                    where extract(
                        epoch from (second.instant at time zone \(zone)) - (second.instant at time zone 'UTC')
                    ) = minute.next_offset
                ))::bigint,
                minute.next_offset::bigint
            from minute
            union all
            select null, day.utc_offset::bigint
            from day
            where day.instant = timestamptz '1900-01-01 00:00+00'
            """
        ).forEach { row throws(PostgresError) in
            let offset = try row.decode(Int64.self, at: 1)
            if let instant = try row.decode(Int64?.self, at: 0) {
                transitions.append(LocalTimeRules.Transition(instant: instant, offset: offset))
            } else {
                initialOffset = offset
            }
        }
        return LocalTimeRules(initialOffset: initialOffset, transitions: transitions)
    }
}
