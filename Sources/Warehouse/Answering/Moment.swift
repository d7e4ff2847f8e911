import Basics
import KPIQuery
import PostgresClient

/// The warehouse's calendar at the moment of a question.
struct Moment {
    /// ISO 8601, UTC.
    let asOf: String
    /// Reporting zone, IANA.
    let zone: String
    let clock: QueryClock
    /// Whether rollups have cells by the attributes of tickets.
    let hasAttributeCells: Bool

    /// Throws `AsOfError` where the text is no instant.
    init(asOf: String?, on connection: inout Connection) throws {
        // PostgreSQL reads `now`, `yesterday` and `epoch` too; an instant that moves is no instant.
        if let asOf, asOf.drop(while: \.isWhitespace).first?.isNumber != true { throw AsOfError(text: asOf) }
        do {
            self = try Moment(reading: asOf, on: &connection)
        } catch let error as PostgresError {
            // Class 22: the text does not read as an instant, or as one without a date.
            guard let asOf, error.sqlState?.classCode == "22" else { throw error }
            throw AsOfError(text: asOf)
        }
    }

    /// A date, perhaps with a time of day, that names no zone.
    ///
    /// It is one of the reporting zone, as every other time in a question.
    private static let local = #"^\s*\d{4}-\d{2}-\d{2}([T ]\d{2}(:\d{2}){1,2}(\.\d+)?)?\s*$"#

    private init(reading asOf: String?, on connection: inout Connection) throws {
        let row = try connection.execute(
            """
            select
                to_char(moment.instant at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"'),
                moment.zone,
                meta.setting_value('week_start'),
                extract(year from moment.instant at time zone moment.zone)::integer,
                extract(month from moment.instant at time zone moment.zone)::integer,
                extract(day from moment.instant at time zone moment.zone)::integer,
                floor(extract(epoch from (moment.instant at time zone moment.zone)::time))::integer,
                (select attribute_cells.is_kept from meta.attribute_cells)
            from (
                select
                    case
                        when given.text is null then clock_timestamp()
                        when given.text ~ \(Self.local) then given.text::timestamp at time zone reporting.zone
                        else given.text::timestamptz
                    end as instant,
                    reporting.zone
                from (select \(asOf)::text as text) as given
                cross join (select meta.setting_value('timezone') as zone) as reporting
            ) as moment
            where isfinite(moment.instant)
            """
        ).map { row in
            (
                asOf: try row.decode(String.self, at: 0), zone: try row.decode(String.self, at: 1),
                weekStart: try row.decode(String.self, at: 2),
                date: try CivilDate(
                    year: row.decode(at: 3), month: row.decode(at: 4), day: row.decode(at: 5)),
                second: try row.decode(Int.self, at: 6),
                hasAttributeCells: try row.decode(Bool.self, at: 7)
            )
        }.first
        guard let row else { throw AsOfError(text: asOf ?? "") }
        self.asOf = row.asOf
        zone = row.zone
        hasAttributeCells = row.hasAttributeCells
        let today = row.date ?? CivilDate(dayNumber: 0)
        clock = QueryClock(
            now: LocalTime(today, second: row.second), weekStart: Weekday(rawValue: row.weekStart) ?? .monday)
    }
}

extension Moment {
    /// The hours that clock changes skip in a range, and as far before it as it is extended by them or compared with.
    func skippedHours(around range: TimeRange, on connection: inout Connection) throws -> [LocalTime] {
        // A zone skips an hour or two a year, and at most once a day; none did before 1800.
        let days = 2 * (range.to.date.dayNumber - range.from.date.dayNumber) + 3
        let end = range.to.date.description
        let texts = try connection.execute(
            """
            select to_char(hour.local_at, 'YYYY-MM-DD HH24:MI:SS')
            from (
                select \(end)::timestamp - make_interval(days => day_before.number) as local_at
                -- Of numbers the planner knows how many there are.
                from generate_series(
                    0, least(\(days + days / 1_000), \(end)::date - date '1800-01-01')
                ) as day_before (number)
            ) as day
            cross join lateral (
                select day.local_at + make_interval(hours => clock.number) as local_at
                from generate_series(0, 23) as clock (number)
            ) as hour
            where kpi.local_start(day.local_at + interval '1 day', \(zone))
                < kpi.local_start(day.local_at, \(zone)) + interval '24 hours'
                and kpi.local_start(hour.local_at, \(zone))
                = kpi.local_start(hour.local_at + interval '1 hour', \(zone))
            order by hour.local_at
            """
        ).values(String.self)
        return texts.compactMap { LocalTime($0) }
    }
}

/// The instant that counts as now is none.
package struct AsOfError: Error, CustomStringConvertible {
    /// What was given.
    package let text: String

    package var description: String {
        "--as-of \(text) is no instant; write it as 2026-03-31T18:00:00Z"
    }
}
