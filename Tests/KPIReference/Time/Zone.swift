import Foundation

/// A time zone of the IANA database: instants to local times and back.
package struct Zone: Hashable, Sendable {
    package let identifier: String
    private let rules: TimeZone

    /// nil when the database has no such zone.
    package init?(_ identifier: String) {
        guard let rules = TimeZone(identifier: identifier) else { return nil }
        self.identifier = identifier
        self.rules = rules
    }

    package static let utc = Zone("UTC") ?? Zone(rules: .gmt)

    private init(rules: TimeZone) {
        identifier = rules.identifier
        self.rules = rules
    }

    /// Local time minus UTC at an instant.
    package func offset(at instant: Instant) -> Instant {
        let wholeSecond = floorDivide(instant, .second)
        return Instant(rules.secondsFromGMT(for: Date(timeIntervalSince1970: Double(wholeSecond)))) * .second
    }

    /// The local date on which an instant lies.
    package func date(of instant: Instant) -> LocalDate {
        LocalDate(dayNumber: Int(floorDivide(instant + offset(at: instant), .day)))
    }

    /// The first instant of a local day.
    ///
    /// Where the clock shows midnight twice that is the earlier one, where it skips midnight the instant of
    /// the change: so that an instant lies on the day that `date(of:)` names.
    package func start(of date: LocalDate) -> Instant {
        let local = Instant(date.dayNumber) * .day
        return readings(of: local).min() ?? (local - offset(at: local - .day))
    }

    /// The instant of a local time, as PostgreSQL reads it: a skipped time with the offset before the
    /// change, a doubled one with the offset after it.
    package func instant(on date: LocalDate, timeOfDay: Instant) -> Instant {
        let local = Instant(date.dayNumber) * .day + timeOfDay
        return readings(of: local).max() ?? (local - offset(at: local - .day))
    }

    /// The instants at which the clock shows a local time (microseconds since the local 1970-01-01).
    private func readings(of local: Instant) -> [Instant] {
        // No offset is as large as a day: these are the offsets before and after.
        let offsets = [offset(at: local - .day), offset(at: local + .day)]
        return offsets.map { local - $0 }.filter { $0 + offset(at: $0) == local }
    }
}
