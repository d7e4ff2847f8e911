import KPIQuery
import PostgresClient

/// The warehouse's calendar at the moment of a question.
struct Moment {
    /// ISO 8601, UTC.
    let asOf: String
    /// Reporting zone, IANA.
    let zone: String
    let clock: QueryClock

    /// Throws `AsOfError` where the text is no instant.
    init(asOf: String?, on connection: inout Connection) throws {
        do {
            self = try Moment(reading: asOf, on: &connection)
        } catch let error as PostgresError {
            // Class 22: the text does not read as an instant, or as none that has a date.
            guard let asOf, error.sqlState?.classCode == "22" else { throw error }
            throw AsOfError(text: asOf)
        }
    }

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
                floor(extract(epoch from (moment.instant at time zone moment.zone)::time))::integer
            from (
                select
                    coalesce(\(asOf)::timestamptz, clock_timestamp()) as instant,
                    meta.setting_value('timezone') as zone
            ) as moment
            """
        ).map { row in
            (
                asOf: try row.decode(String.self, at: 0), zone: try row.decode(String.self, at: 1),
                weekStart: try row.decode(String.self, at: 2),
                date: try CivilDate(
                    year: row.decode(at: 3), month: row.decode(at: 4), day: row.decode(at: 5)),
                second: try row.decode(Int.self, at: 6)
            )
        }[0]
        self.asOf = row.asOf
        zone = row.zone
        let today = row.date ?? CivilDate(dayNumber: 0)
        clock = QueryClock(
            now: LocalTime(today, second: row.second), weekStart: Weekday(rawValue: row.weekStart) ?? .monday)
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
