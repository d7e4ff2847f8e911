/// A span of time as PostgreSQL has it: months, days and a time, none of which is a fixed number of the others.
package struct Interval: Sendable, Hashable {
    /// As PostgreSQL wrote it.
    package let text: String
    private var months = 0
    private var days = 0
    private var microseconds = 0

    /// Reads what PostgreSQL writes with `intervalstyle` `postgres`, `postgres_verbose` or `iso_8601`; nil for what is
    /// none of these.
    package init?(_ text: String) {
        self.text = text
        guard text.hasPrefix("P") ? readISO(text.dropFirst()) : readWords(text) else { return nil }
    }

    /// In seconds, to the last digit: a month has 30 days and a year 365.25, as in PostgreSQL's `extract(epoch …)`.
    package var seconds: String {
        var whole = months / 12 * 31_557_600 + (months % 12 * 30 + days) * 86_400 + microseconds / 1_000_000
        var rest = microseconds % 1_000_000
        if whole > 0, rest < 0 { (whole, rest) = (whole - 1, rest + 1_000_000) }
        if whole < 0, rest > 0 { (whole, rest) = (whole + 1, rest - 1_000_000) }
        let sign = whole < 0 || rest < 0 ? "-" : ""
        let digits = String(rest.magnitude)
        let fraction = String(repeating: "0", count: 6 - digits.count) + digits
        return sign + DecimalText.trimmed("\(whole.magnitude).\(fraction)")
    }

    /// For people, `2h 14m` or `2h 14m 7s`, where nothing is lost by that; else as PostgreSQL wrote it.
    package var readable: String {
        guard months == 0, days == 0, microseconds % 1_000_000 == 0 else { return text }
        let all = (microseconds / 1_000_000).magnitude
        let (hours, minutes, seconds) = (all / 3600, all / 60 % 60, all % 60)
        let sign = microseconds < 0 ? "-" : ""
        if hours > 0 { return "\(sign)\(hours)h \(minutes)m" + (seconds > 0 ? " \(seconds)s" : "") }
        return minutes > 0 ? "\(sign)\(minutes)m \(seconds)s" : "\(sign)\(seconds)s"
    }

    /// `1Y2M-3DT4H5M6.7S`.
    private mutating func readISO(_ text: Substring) -> Bool {
        var isTime = false
        var number = ""
        for character in text {
            switch character {
            case "T" where number.isEmpty: isTime = true
            case "0"..."9", "-", "+", ".": number.append(character)
            default:
                guard let unit = Unit(letter: character, isTime: isTime), add(number, unit) else {
                    return false
                }
                number = ""
            }
        }
        return number.isEmpty && !text.isEmpty
    }

    /// `1 year 2 mons -3 days +04:05:06.7`, `@ 4 hours 5 mins 6.7 secs ago`.
    private mutating func readWords(_ text: String) -> Bool {
        var words = text.split(separator: " ").map(String.init)[...]
        let isVerbose = words.first == "@"
        if isVerbose { words.removeFirst() }
        if isVerbose, words == ["0"] { return true }
        guard !words.isEmpty else { return false }
        let isNegative = isVerbose && words.last == "ago"
        if isNegative { words.removeLast() }
        while let word = words.popFirst() {
            if word.contains(":") {
                guard readTime(word) else { return false }
            } else {
                guard let unit = words.popFirst().flatMap(Unit.init(word:)), add(word, unit) else {
                    return false
                }
            }
        }
        if isNegative { (months, days, microseconds) = (-months, -days, -microseconds) }
        return true
    }

    /// `-04:05:06.7`: the sign is that of all of it.
    private mutating func readTime(_ word: String) -> Bool {
        let sign = word.first == "-" ? "-" : ""
        let parts = word.drop { $0 == "-" || $0 == "+" }.split(
            separator: ":", omittingEmptySubsequences: false)
        guard parts.count == 3 else { return false }
        return zip(parts, [Unit.hour, .minute, .second]).allSatisfy { add(sign + $0, $1) }
    }

    /// Adds so many of a unit; false where that is no number, or more than can be counted.
    private mutating func add(_ number: String, _ unit: Unit) -> Bool {
        let parts = number.split(separator: ".", omittingEmptySubsequences: false)
        guard let first = parts.first, let whole = Int(first == "-" ? "-0" : first) else { return false }
        if unit.isTime {
            guard parts.count == 1 || (parts.count == 2 && parts[1].count <= 6) else { return false }
            let digits = parts.count == 2 ? String(parts[1]) : ""
            guard let fraction = Int(digits + String(repeating: "0", count: 6 - digits.count)) else {
                return false
            }
            guard unit == .second || fraction == 0 else { return false }
            let (all, overflows) = whole.multipliedReportingOverflow(by: unit.size * 1_000_000)
            let (sum, overflowsSum) = microseconds.addingReportingOverflow(all)
            guard !overflows, !overflowsSum else { return false }
            microseconds = sum + (number.first == "-" ? -fraction : fraction)
            return true
        }
        guard parts.count == 1, whole.magnitude < 1 << 32 else { return false }
        if unit == .day { days += whole } else { months += whole * unit.size }
        return true
    }

    private enum Unit {
        case year, month, day, hour, minute, second

        init?(letter: Character, isTime: Bool) {
            switch (letter, isTime) {
            case ("Y", false): self = .year
            case ("M", false): self = .month
            case ("D", false): self = .day
            case ("H", true): self = .hour
            case ("M", true): self = .minute
            case ("S", true): self = .second
            default: return nil
            }
        }

        init?(word: String) {
            switch word.last == "s" ? String(word.dropLast()) : word {
            case "year": self = .year
            case "mon": self = .month
            case "day": self = .day
            case "hour": self = .hour
            case "min": self = .minute
            case "sec": self = .second
            default: return nil
            }
        }

        var isTime: Bool { [.hour, .minute, .second].contains(self) }

        /// In months, days or seconds.
        var size: Int {
            switch self {
            case .year: 12
            case .month, .day, .second: 1
            case .hour: 3600
            case .minute: 60
            }
        }
    }
}
