/// Which numbers a cell of a workbook can hold.
///
/// Excel shows 15 digits of a number and keeps hardly more: what has more is another number there, and an identifier
/// another identifier.
enum SheetNumber {
    private static let digitLimit = 15

    /// Whether a whole number is the same in a cell.
    static func holds(_ value: Int) -> Bool { value.magnitude < 1_000_000_000_000_000 }

    /// Whether a number as PostgreSQL writes it is the same in a cell.
    static func holds(_ digits: String) -> Bool { significantDigits(of: digits) <= digitLimit }

    /// The digits from the first that is not zero to the last before the point, or behind it to the last not zero.
    private static func significantDigits(of digits: String) -> Int {
        DecimalText.trimmed(digits).utf8.prefix { $0 != UInt8(ascii: "e") }
            .filter { $0 >= UInt8(ascii: "0") && $0 <= UInt8(ascii: "9") }
            .drop { $0 == UInt8(ascii: "0") }.count
    }
}
