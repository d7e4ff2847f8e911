/// A duration as people write one: digits and a unit, `90s`, `30m`, `2h`, `7d`.
package struct DurationLiteral: Hashable, Sendable {
    /// What its number counts.
    package enum Unit: Character, Hashable, Sendable {
        case seconds = "s"
        case minutes = "m"
        case hours = "h"
        case days = "d"

        fileprivate var length: Int {
            switch self {
            case .seconds: 1
            case .minutes: 60
            case .hours: 3_600
            case .days: 86_400
            }
        }
    }

    package let count: Int
    package let unit: Unit
    /// Its length; a day has 24 hours.
    package let seconds: Int

    /// Nil for any other text, and for one of more seconds than a number holds.
    package init?(_ text: some StringProtocol) {
        let digits = text.dropLast()
        guard let unit = text.last.flatMap(Unit.init), digits.utf8.allSatisfy({ (0x30...0x39).contains($0) }),
            let count = Int(digits)
        else { return nil }
        let (seconds, isTooLong) = count.multipliedReportingOverflow(by: unit.length)
        guard !isTooLong else { return nil }
        self.count = count
        self.unit = unit
        self.seconds = seconds
    }
}
