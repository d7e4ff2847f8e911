/// A day of the proleptic Gregorian calendar, without a time zone.
///
/// Arithmetic by day numbers (Howard Hinnant, "chrono-Compatible Low-Level Date Algorithms").
package struct CivilDate: Hashable, Sendable, Comparable, CustomStringConvertible {
    package let year: Int
    /// 1…12.
    package let month: Int
    /// 1…31.
    package let day: Int

    /// `nil` for a day that does not exist (30 February).
    package init?(year: Int, month: Int, day: Int) {
        guard (1...12).contains(month), day >= 1, day <= CivilDate.lengthOfMonth(month, in: year) else {
            return nil
        }
        self.init(uncheckedYear: year, month: month, day: day)
    }

    /// Reads `2026-03-09`; `nil` for anything else, and for days that do not exist.
    package init?(_ text: some StringProtocol) {
        let bytes = Array(text.utf8.prefix(11))
        let dash = UInt8(ascii: "-")
        guard bytes.count == 10, bytes[4] == dash, bytes[7] == dash else { return nil }
        func number(_ places: Range<Int>) -> Int? {
            bytes[places].reduce(0) { number, byte in
                guard let number, (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) else { return nil }
                return number * 10 + Int(byte - UInt8(ascii: "0"))
            }
        }
        guard let year = number(0..<4), year > 0, let month = number(5..<7), let day = number(8..<10) else {
            return nil
        }
        self.init(year: year, month: month, day: day)
    }

    /// The day that many days after 1970-01-01 (before it, when negative).
    package init(dayNumber: Int) {
        // Years begin in March here, so that the leap day is a year's last day.
        let shifted = dayNumber + 719_468
        let era = (shifted >= 0 ? shifted : shifted - 146_096) / 146_097
        let dayOfEra = shifted - era * 146_097
        let yearOfEra = (dayOfEra - dayOfEra / 1_460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
        let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
        let monthFromMarch = (5 * dayOfYear + 2) / 153
        let month = monthFromMarch < 10 ? monthFromMarch + 3 : monthFromMarch - 9
        self.init(
            uncheckedYear: yearOfEra + era * 400 + (month <= 2 ? 1 : 0), month: month,
            day: dayOfYear - (153 * monthFromMarch + 2) / 5 + 1)
    }

    private init(uncheckedYear year: Int, month: Int, day: Int) {
        self.year = year
        self.month = month
        self.day = day
    }

    /// Days since 1970-01-01.
    package var dayNumber: Int {
        let shiftedYear = month <= 2 ? year - 1 : year
        let era = (shiftedYear >= 0 ? shiftedYear : shiftedYear - 399) / 400
        let yearOfEra = shiftedYear - era * 400
        let dayOfYear = (153 * (month > 2 ? month - 3 : month + 9) + 2) / 5 + day - 1
        let dayOfEra = yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear
        return era * 146_097 + dayOfEra - 719_468
    }

    package var weekday: Weekday {
        // 1970-01-01 was a Thursday.
        let index = (dayNumber + 3) % 7
        return Weekday.allCases[index < 0 ? index + 7 : index]
    }

    /// 1…4.
    package var quarter: Int { (month + 2) / 3 }

    package static func isLeap(_ year: Int) -> Bool {
        year % 4 == 0 && (year % 100 != 0 || year % 400 == 0)
    }

    /// 28…31; `month` is 1…12.
    package static func lengthOfMonth(_ month: Int, in year: Int) -> Int {
        switch month {
        case 2: isLeap(year) ? 29 : 28
        case 4, 6, 9, 11: 30
        default: 31
        }
    }

    package func adding(days: Int) -> CivilDate {
        CivilDate(dayNumber: dayNumber + days)
    }

    /// The same day of a month so many months later; the month's last day where it has no such day.
    package func adding(months: Int) -> CivilDate {
        let index = year * 12 + month - 1 + months
        let newYear = index >= 0 ? index / 12 : (index - 11) / 12
        let newMonth = index - newYear * 12 + 1
        return CivilDate(
            uncheckedYear: newYear, month: newMonth,
            day: min(day, CivilDate.lengthOfMonth(newMonth, in: newYear)))
    }

    /// The first day of its month.
    package var startOfMonth: CivilDate { adding(days: 1 - day) }

    package static func < (left: CivilDate, right: CivilDate) -> Bool {
        (left.year, left.month, left.day) < (right.year, right.month, right.day)
    }

    /// ISO 8601: `2026-03-09`.
    package var description: String {
        guard (0...9_999).contains(year) else {
            return "\(year.padded(to: 4))-\(month.padded(to: 2))-\(day.padded(to: 2))"
        }
        // A series has thousands of them.
        return String(unsafeUninitializedCapacity: 10) { bytes in
            let digits = [year / 1_000, year / 100 % 10, year / 10 % 10, year % 10]
            func put(_ digit: Int, at place: Int) { bytes[place] = UInt8(ascii: "0") + UInt8(digit) }
            for (place, digit) in digits.enumerated() { put(digit, at: place) }
            for (place, number) in [(5, month), (8, day)] {
                bytes[place - 1] = UInt8(ascii: "-")
                put(number / 10, at: place)
                put(number % 10, at: place + 1)
            }
            return 10
        }
    }
}
