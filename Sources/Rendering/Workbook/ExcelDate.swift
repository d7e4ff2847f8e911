import Basics

/// Days as Excel counts them.
enum ExcelDate {
    /// The serial number of a day or an instant written in ISO 8601; nil where Excel has none.
    ///
    /// An instant is taken as it is written: Excel knows no zones, so an offset behind the time is dropped, and the
    /// zone that the instants were written in stands on the About sheet. Excel's calendar has a 29 February 1900 that
    /// never was; what is before it stays text.
    static func serial(of text: String) -> Double? {
        guard let day = CivilDate(text.prefix(10)) else { return nil }
        let serial = day.dayNumber + 25_569
        guard serial >= 61 else { return nil }
        let rest = text.utf8.dropFirst(10)
        guard !rest.isEmpty else { return Double(serial) }
        guard let seconds = secondsOfDay(rest) else { return nil }
        return Double(serial) + seconds / 86_400
    }

    /// Reads `T14:05:06.789+01` up to the offset.
    private static func secondsOfDay(_ text: Substring.UTF8View.SubSequence) -> Double? {
        var parts: [Double] = []
        var number = 0.0
        var scale = 0.0
        var hasDigits = false
        for byte in text.dropFirst() {
            switch byte {
            case UInt8(ascii: "0")...UInt8(ascii: "9"):
                hasDigits = true
                let digit = Double(byte - UInt8(ascii: "0"))
                if scale > 0 {
                    number += digit * scale
                    scale /= 10
                } else {
                    number = number * 10 + digit
                }
                continue
            case UInt8(ascii: ":"):
                guard hasDigits else { return nil }
                parts.append(number)
                number = 0
                hasDigits = false
                continue
            case UInt8(ascii: "."):
                scale = 0.1
                continue
            default: break
            }
            break
        }
        if hasDigits { parts.append(number) }
        guard (2...3).contains(parts.count) else { return nil }
        return parts[0] * 3600 + parts[1] * 60 + (parts.count == 3 ? parts[2] : 0)
    }
}
