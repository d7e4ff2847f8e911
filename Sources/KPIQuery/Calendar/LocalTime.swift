package import Basics

/// A reading of the clock on the wall in the reporting zone, to the second.
package struct LocalTime: Hashable, Sendable, Comparable, CustomStringConvertible {
    package let date: CivilDate
    /// Seconds since local midnight, 0…86 399, as the clock shows them (clock changes left aside).
    package let second: Int

    /// Seconds beyond the day run on into the days before or after.
    package init(_ date: CivilDate, second: Int = 0) {
        let days = second >= 0 ? second / 86_400 : (second - 86_399) / 86_400
        self.date = days == 0 ? date : date.adding(days: days)
        self.second = second - days * 86_400
    }

    package func adding(seconds: Int) -> LocalTime {
        LocalTime(date, second: second + seconds)
    }

    /// Seconds from `earlier` to this by the wall clock.
    package func seconds(since earlier: LocalTime) -> Int {
        (date.dayNumber - earlier.date.dayNumber) * 86_400 + second - earlier.second
    }

    package static func < (left: LocalTime, right: LocalTime) -> Bool {
        (left.date, left.second) < (right.date, right.second)
    }

    /// `2026-03-09 14:00:00`, which PostgreSQL reads as `timestamp`.
    package var description: String {
        let clock = [second / 3_600, second / 60 % 60, second % 60].map { $0.padded(to: 2) }
        return "\(date) \(clock.joined(separator: ":"))"
    }
}
