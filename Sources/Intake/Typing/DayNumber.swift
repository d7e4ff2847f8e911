/// Dates of the Gregorian calendar as day numbers.
enum DayNumber {
    /// Days from 1970-01-01 to 2000-01-01, where PostgreSQL counts from.
    static let postgresEpochDays: Int64 = 10_957

    /// Days since 1970-01-01 of a date written `YYYY-MM-DD` at `text`, of which ten bytes are read.
    @inline(__always)
    static func days(_ text: UnsafePointer<UInt8>) throws(TypingFault) -> Int64 {
        guard text[4] == UInt8(ascii: "-"), text[7] == UInt8(ascii: "-") else { throw .noDate }
        let century = Digits.two(text)
        let yearOfCentury = Digits.two(text + 2)
        let month = Digits.two(text + 5)
        let day = Digits.two(text + 8)
        guard century | yearOfCentury | month | day >= 0 else { throw .noDate }
        let year = century &* 100 &+ yearOfCentury
        guard year > 0, month > 0, month <= 12, day > 0, day <= length(ofMonth: month, year: year) else {
            throw .noSuchDate
        }
        return days(year: year, month: month, day: day)
    }

    /// Days since 1970-01-01; Howard Hinnant's days_from_civil: years begin in March.
    static func days(year: Int, month: Int, day: Int) -> Int64 {
        let shiftedYear = month <= 2 ? year - 1 : year
        let era = shiftedYear / 400
        let yearOfEra = shiftedYear - era * 400
        let dayOfYear = (153 * (month > 2 ? month - 3 : month + 9) + 2) / 5 + day - 1
        let dayOfEra = yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear
        return Int64(era * 146_097 + dayOfEra - 719_468)
    }

    private static func length(ofMonth month: Int, year: Int) -> Int {
        switch month {
        case 4, 6, 9, 11: 30
        case 2: year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) ? 29 : 28
        default: 31
        }
    }
}

/// The date read last, kept because the next one is usually the same.
struct DateCache {
    private var first: UInt64 = 0
    private var last: UInt64 = 0
    private var cachedDays: Int64 = 0

    /// As `DayNumber.days`, at the price of a comparison where the date is the same as last time.
    @inline(__always)
    mutating func days(_ text: UnsafePointer<UInt8>) throws(TypingFault) -> Int64 {
        let first = Words.load(text)
        let last = Words.load(text + 2)
        if first == self.first, last == self.last { return cachedDays }
        let days = try DayNumber.days(text)
        self.first = first
        self.last = last
        cachedDays = days
        return days
    }
}

/// Decimal digits.
enum Digits {
    /// The number that two digits stand for, or a negative one if they are not digits.
    @inline(__always)
    static func two(_ text: UnsafePointer<UInt8>) -> Int {
        let tens = text[0] &- 48
        let ones = text[1] &- 48
        return tens > 9 || ones > 9 ? -1 : Int(tens) &* 10 &+ Int(ones)
    }
}
