/// Reads instants, and counts those that only the source's time zone makes certain.
struct InstantReader {
    /// What was read in the source's time zone so far; its owner takes back what a rejected row added.
    var counts = LocalInstantCounts()
    /// Whether an offset was of hours only, as PostgreSQL writes the instants that it makes where its zone is UTC.
    private(set) var hasReadHourOffset = false

    private let rules: LocalTimeRules
    private var certainRange: Range<Int64> = 0..<0
    private var certainOffset: Int64 = 0

    init(rules: LocalTimeRules) {
        self.rules = rules
    }

    /// Microseconds since 2000-01-01 00:00 UTC, as PostgreSQL stores a `timestamptz`.
    @inline(__always)
    mutating func microseconds(_ field: Field, _ cache: inout DateCache) throws(TypingFault) -> Int64 {
        let text = field.start
        let count = field.count
        guard count >= 16 else { throw Self.shortFault(field) }
        guard text[10] == UInt8(ascii: "T") || text[10] == UInt8(ascii: " ") else { throw .noInstant }
        let days: Int64
        do {
            days = try cache.days(text)
        } catch {
            throw error == .noDate ? .noInstant : error
        }
        let hour = Digits.two(text + 11)
        let minute = Digits.two(text + 14)
        guard hour | minute >= 0, text[13] == UInt8(ascii: ":") else { throw .noInstant }
        var second = 0
        var fraction: Int64 = 0
        var index = 16
        if count > 16, text[16] == UInt8(ascii: ":") {
            second = count >= 19 ? Digits.two(text + 17) : -1
            guard second >= 0 else { throw .noInstant }
            index = 19
            if count > 19, text[19] == UInt8(ascii: ".") {
                fraction = try Self.fraction(field, from: &index)
            }
        }
        guard hour < 24, minute < 60, second < 60 else { throw .noSuchTimeOfDay }
        let seconds = days &* 86_400 &+ Int64(hour &* 3600 &+ minute &* 60 &+ second)
        let offset: Int64
        if index == count {
            offset = localOffset(seconds)
        } else if text[index] == UInt8(ascii: "Z"), index + 1 == count {
            offset = 0
        } else {
            offset = try writtenOffset(text + index, count - index)
        }
        return (seconds &- offset &- DayNumber.postgresEpochDays &* 86_400) &* 1_000_000 &+ fraction
    }

    private static func shortFault(_ field: Field) -> TypingFault {
        guard field.count == 10 else { return .noInstant }
        do {
            _ = try DayNumber.days(field.start)
            return .dateWithoutTime
        } catch {
            return error == .noDate ? .noInstant : error
        }
    }

    /// Microseconds of the fraction whose point is at `index`, which is moved behind it; rounded half to even.
    private static func fraction(_ field: Field, from index: inout Int) throws(TypingFault) -> Int64 {
        var microseconds: Int64 = 0
        var digits = 0
        var rest = 0  // Of a microsecond: 0 nothing, 1 less than half, 2 half, 3 more.
        index += 1
        while index < field.count {
            let digit = field.start[index] &- 48
            guard digit <= 9 else { break }
            if digits < 6 {
                microseconds = microseconds * 10 + Int64(digit)
            } else if digits == 6 {
                rest = digit == 0 ? 0 : digit < 5 ? 1 : digit == 5 ? 2 : 3
            } else if digit > 0 {
                rest |= 1
            }
            digits += 1
            index += 1
        }
        guard digits > 0 else { throw .noInstant }
        for _ in min(digits, 6)..<6 { microseconds *= 10 }
        let roundsUp = rest == 3 || rest == 2 && microseconds % 2 == 1
        return roundsUp ? microseconds + 1 : microseconds
    }

    /// Seconds ahead of UTC that `±hh:mm`, `±hhmm`, `±hh` or `±hh:mm:ss` stand for; up to 15:59:59, as PostgreSQL takes
    /// them.
    private mutating func writtenOffset(
        _ text: UnsafePointer<UInt8>, _ count: Int
    ) throws(TypingFault) -> Int64 {
        let isNegative = text[0] == UInt8(ascii: "-")
        guard isNegative || text[0] == UInt8(ascii: "+") else { throw .noInstant }
        let hours = count >= 3 ? Digits.two(text + 1) : -1
        let minutes: Int
        var seconds = 0
        switch count {
        case 3:
            minutes = 0
            hasReadHourOffset = true
        case 5: minutes = Digits.two(text + 3)
        case 6: minutes = Self.afterColon(text + 3)
        case 9:
            minutes = Self.afterColon(text + 3)
            seconds = Self.afterColon(text + 6)
        default: minutes = -1
        }
        guard hours >= 0, minutes >= 0, seconds >= 0 else { throw .noInstant }
        guard hours <= 15, minutes < 60, seconds < 60 else { throw .noSuchOffset }
        let offset = Int64(hours * 3600 + minutes * 60 + seconds)
        return isNegative ? -offset : offset
    }

    /// The two digits after a colon; negative where there is no such thing.
    private static func afterColon(_ text: UnsafePointer<UInt8>) -> Int {
        text[0] == UInt8(ascii: ":") ? Digits.two(text + 1) : -1
    }

    private mutating func localOffset(_ seconds: Int64) -> Int64 {
        counts.local += 1
        if certainRange.contains(seconds) { return certainOffset }
        let (offset, reading) = rules.offset(ofLocal: seconds)
        switch reading {
        case .plain: break
        case .skipped: counts.skipped += 1
        case .doubled: counts.doubled += 1
        }
        let range = rules.certainRange(aroundLocal: seconds)
        if range.contains(seconds) {
            certainRange = range
            certainOffset = offset
        }
        return offset
    }
}
