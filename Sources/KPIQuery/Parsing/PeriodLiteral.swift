import Basics

/// Reads `2026`, `2026-Q1`, `2026-03`, `2026-W14`, `2026-03-09`.
enum PeriodLiteral {
    enum Reading: Hashable {
        case period(Period)
        /// Meant as one, but none: what is wrong, and what may have been meant.
        case slip(String, suggestion: String?)
        case other
    }

    static func read(_ text: String) -> Reading {
        let word = text.uppercased()
        let parts = word.split(separator: "-", omittingEmptySubsequences: false)
        guard let first = parts.first, parts.count <= 3 else { return .other }
        guard let year = number(first, digits: 4...4) else { return withoutHyphens(word) }
        guard year >= 1 else { return .slip("years are 0001 to 9999", suggestion: nil) }
        switch parts.count {
        case 1: return .period(.year(year))
        case 2: return inYear(year, parts[1], text)
        default:
            guard let month = number(parts[1], digits: 1...2), let day = number(parts[2], digits: 1...2)
            else { return .other }
            guard let date = CivilDate(year: year, month: month, day: day) else {
                return .slip("the calendar has no \(text)", suggestion: nil)
            }
            return wellFormed(.day(date), word)
        }
    }

    private static func inYear(_ year: Int, _ part: Substring, _ text: String) -> Reading {
        if part.first == "Q", let quarter = number(part.dropFirst(), digits: 1...2) {
            guard (1...4).contains(quarter) else {
                return .slip("quarters are Q1 to Q4", suggestion: nil)
            }
            return wellFormed(.quarter(year: year, quarter), text.uppercased())
        }
        if part.first == "W", let week = number(part.dropFirst(), digits: 1...2) {
            guard (1...ISOWeek.count(inYear: year)).contains(week) else {
                return .slip(
                    "\(year.padded(to: 4)) has the weeks W01 to W\(ISOWeek.count(inYear: year))",
                    suggestion: nil)
            }
            return wellFormed(.isoWeek(year: year, week), text.uppercased())
        }
        guard let month = number(part, digits: 1...2) else { return .other }
        guard (1...12).contains(month) else {
            return .slip("months are 01 to 12", suggestion: nil)
        }
        return wellFormed(.month(year: year, month), text.uppercased())
    }

    /// A literal without its leading zeros is refused with the full one: `2026-1` reads like a typo.
    private static func wellFormed(_ period: Period, _ word: String) -> Reading {
        period.description == word
            ? .period(period) : .slip("'\(word)' lacks a zero", suggestion: period.description)
    }

    /// `2026Q1`, `2026W14`, `20260309`.
    private static func withoutHyphens(_ word: String) -> Reading {
        guard word.count >= 5, let year = number(word.prefix(4), digits: 4...4), year >= 1 else {
            return .other
        }
        let rest = word.dropFirst(4)
        if rest.first == "Q" || rest.first == "W" {
            switch inYear(year, rest, "\(word.prefix(4))-\(rest)") {
            case .period(let period):
                return .slip("'\(word)' lacks a hyphen", suggestion: period.description)
            case let slip: return slip
            }
        }
        if let digits = number(rest, digits: 4...4),
            let date = CivilDate(year: year, month: digits / 100, day: digits % 100)
        {
            return .slip("'\(word)' lacks its hyphens", suggestion: date.description)
        }
        return .other
    }

    private static func number(_ text: some StringProtocol, digits: ClosedRange<Int>) -> Int? {
        guard digits.contains(text.count), text.allSatisfy({ $0.isASCII && $0.isNumber }) else { return nil }
        return Int(text)
    }
}
