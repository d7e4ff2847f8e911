/// Why a value does not meet the contract.
enum TypingFault: Error, Hashable {
    case missing
    case tooLong(limit: Int)
    case nested
    case nul
    case invalidUTF8
    case noInstant
    case dateWithoutTime
    case noDate
    case noSuchDate
    case noSuchTimeOfDay
    case noSuchEndOfDay
    case noSuchOffset
    case noNumber
    case negative
    case noWholeNumber
    case outOfRange(ClosedRange<Int64>)
    case tooManyDigits(limit: Int)
    case noBoolean
    case noneOf([String])
    case noCurrency
    case noTime
    case endOfDay
    case noTags
    case noObject
    case unknownTimeZone
    case notAfter(String)
    case before(String)
    case tooLate(days: Int64, after: String)
    case emptyScale(low: Int64, high: Int64)
    case fixedScale
    case offScale(low: Int64?, high: Int64?)

    /// A sentence for the person who has to mend the row: what is wrong, and what would be right.
    ///
    /// - Parameters:
    ///   - column: The name of the column at fault.
    ///   - value: What stands there.
    /// - Returns: The sentence, which begins with the column.
    func reason(column: String, value: String) -> String {
        let shown = Quoted.text(value)
        switch self {
        case .missing:
            return "\(column): a value is required here; fill it in"
        case .tooLong(let limit):
            let size = limit == Limits.fieldBytes ? "1 MiB (\(limit) bytes)" : "\(limit) bytes"
            return "\(column): the value is \(value.utf8.count) bytes long, more than \(size); shorten it"
        case .nested:
            return "\(column): \(shown) is a JSON object or array; give a single value"
        case .nul:
            return "\(column): the value contains a NUL byte (\\x00), which text cannot hold; remove it"
        case .invalidUTF8:
            return "\(column): the value is not valid UTF-8; save the file as UTF-8"
        case .noInstant:
            return "\(column): \(shown) is no date and time; write it as 2026-01-31T09:30:00Z"
        case .dateWithoutTime:
            return "\(column): \(shown) is a date without a time; write it as \(value)T09:30:00Z"
        case .noDate:
            return "\(column): \(shown) is no date; write it as 2026-01-31"
        case .noSuchDate:
            return "\(column): \(shown) is no date that exists"
        case .noSuchTimeOfDay:
            return "\(column): \(shown) has no time of day that exists; 00:00:00 to 23:59:59 do"
        case .noSuchEndOfDay:
            return "\(column): \(shown) has no time of day that exists; 00:00 to 24:00 do"
        case .noSuchOffset:
            return "\(column): \(shown) has no offset from UTC that exists; write Z, +02:00, +0200 or +02"
        case .noNumber:
            return "\(column): \(shown) is no number; write digits with at most one decimal point, as 12.5"
        case .negative:
            return "\(column): \(shown) is negative; it must be 0 or more"
        case .noWholeNumber:
            return "\(column): \(shown) is no whole number; write digits only"
        case .outOfRange(let range):
            return
                "\(column): \(shown) is out of range; \(range.lowerBound) to \(range.upperBound) is allowed"
        case .tooManyDigits(let limit):
            return "\(column): \(shown) is out of range; at most \(limit) digits may stand before the point, "
                + "and \(Limits.scaleDigits) after it"
        case .noBoolean:
            return "\(column): \(shown) is neither true nor false; write true or false"
        case .noneOf(let names):
            return "\(column): \(shown) is none of \(names.joined(separator: ", ")) (spelt exactly so)"
        case .noCurrency:
            return "\(column): \(shown) is no currency code; write three capital letters, as EUR"
        case .noTime:
            return "\(column): \(shown) is no time of day; write HH:MM, as 09:30"
        case .endOfDay:
            return "\(column): 24:00 may stand in closes_at only; write 00:00"
        case .noTags:
            return "\(column): \(shown) is no list of tags; separate them by ; or write a JSON array of text"
        case .noObject:
            return "\(column): \(shown) is no JSON object; select one, as by jsonb_build_object"
        case .unknownTimeZone:
            return "\(column): \(shown) is no IANA time zone; write one such as Europe/Berlin"
        case .notAfter(let earlier):
            return "\(column): \(shown) is not after \(earlier)"
        case .before(let earlier):
            return "\(column): \(shown) is before \(earlier)"
        case .tooLate(let days, let earlier):
            return "\(column): \(shown) is more than \(days) days after \(earlier); check the year"
        case .emptyScale(let low, let high):
            return
                "\(column): the scale from \(low) to \(high) is none; scale_min must be less than scale_max"
        case .fixedScale:
            return "\(column): \(shown) is no end of the NPS scale, which is always 0 to 10; leave it empty"
        case .offScale(let low, let high):
            switch (low, high) {
            case (let low?, let high?):
                return "\(column): \(shown) is not on the scale from \(low) to \(high)"
            case (let low?, nil):
                return "\(column): \(shown) is below scale_min, \(low)"
            case (nil, let high?):
                return "\(column): \(shown) is above scale_max, \(high)"
            case (nil, nil):
                return "\(column): \(shown) is not on the scale"
            }
        }
    }
}
