/// A day of the Gregorian calendar, without a zone.
package struct LocalDate: Hashable, Comparable, Sendable, CustomStringConvertible {
    /// Days since 1970-01-01.
    package let dayNumber: Int

    package init(dayNumber: Int) {
        self.dayNumber = dayNumber
    }

    package init(year: Int, month: Int, day: Int) {
        // Years begin in March, so that the leap day is the last one.
        let shiftedYear = month <= 2 ? year - 1 : year
        let shiftedMonth = (month + 9) % 12
        let dayOfYear = (153 * shiftedMonth + 2) / 5 + day - 1
        dayNumber =
            365 * shiftedYear + floorDivide(shiftedYear, 4) - floorDivide(shiftedYear, 100)
            + floorDivide(shiftedYear, 400) + dayOfYear - 719_468
    }

    /// Reads `YYYY-MM-DD`; nil for anything else, also for a day that does not exist.
    package init?(_ text: some StringProtocol) {
        let parts = text.split(separator: "-", omittingEmptySubsequences: false).map { Int($0) }
        guard parts.count == 3, text.utf8.count == 10,
            let year = parts[0], let month = parts[1], let day = parts[2],
            (1...12).contains(month), (1...31).contains(day)
        else { return nil }
        self.init(year: year, month: month, day: day)
        guard description == text else { return nil }
    }

    package static func < (left: LocalDate, right: LocalDate) -> Bool { left.dayNumber < right.dayNumber }

    package func adding(days: Int) -> LocalDate { LocalDate(dayNumber: dayNumber + days) }

    /// 1 Monday … 7 Sunday; 1970-01-01 was a Thursday.
    package var weekday: Int { dayNumber + 3 - 7 * floorDivide(dayNumber + 3, 7) + 1 }

    package var year: Int { yearMonthDay.year }
    package var month: Int { yearMonthDay.month }
    package var day: Int { yearMonthDay.day }

    /// The first day of the calendar month.
    package var firstOfMonth: LocalDate { LocalDate(year: year, month: month, day: 1) }

    /// The first day of the month after this one's.
    package var firstOfNextMonth: LocalDate { firstOfMonth.adding(days: 31).firstOfMonth }

    private var yearMonthDay: (year: Int, month: Int, day: Int) {
        let shifted = dayNumber + 719_468
        let era = floorDivide(shifted, 146_097)
        let dayOfEra = shifted - era * 146_097
        let yearOfEra = (dayOfEra - dayOfEra / 1460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
        let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
        let shiftedMonth = (5 * dayOfYear + 2) / 153
        let month = shiftedMonth < 10 ? shiftedMonth + 3 : shiftedMonth - 9
        let year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0)
        return (year, month, dayOfYear - (153 * shiftedMonth + 2) / 5 + 1)
    }

    package var description: String {
        let (year, month, day) = yearMonthDay
        return "\(padded(year, to: 4))-\(padded(month, to: 2))-\(padded(day, to: 2))"
    }
}

/// A whole number with leading zeros.
func padded(_ number: some BinaryInteger, to width: Int) -> String {
    let digits = String(number)
    return String(repeating: "0", count: max(0, width - digits.count)) + digits
}
