import Basics

/// A second in UTC, after 1970.
struct Instant: Hashable, Comparable, Sendable {
    /// Seconds since 1970-01-01T00:00:00Z.
    let seconds: Int

    init(seconds: Int) {
        self.seconds = seconds
    }

    /// The day's first second, or one that many seconds later.
    init(_ date: CivilDate, second: Int = 0) {
        seconds = date.dayNumber * 86_400 + second
    }

    /// The day it lies on, in UTC.
    var date: CivilDate { CivilDate(dayNumber: seconds / 86_400) }

    var secondOfDay: Int { seconds % 86_400 }

    var hour: Int { secondOfDay / 3600 }

    static func < (left: Instant, right: Instant) -> Bool { left.seconds < right.seconds }

    static func + (instant: Instant, seconds: Int) -> Instant { Instant(seconds: instant.seconds + seconds) }

    static func - (left: Instant, right: Instant) -> Int { left.seconds - right.seconds }
}
