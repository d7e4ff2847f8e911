/// What the values of a contract column look like in a file, and what they are in PostgreSQL.
package enum ColumnType: Sendable, Hashable {
    /// Opaque text of at most 512 bytes.
    case id
    /// Text of at most 1 MiB.
    case text
    /// ISO 8601 date and time; without an offset it is read in the source's time zone.
    case instant
    /// `YYYY-MM-DD`.
    case date
    /// A non-negative number of seconds.
    case seconds
    /// A decimal number that may be negative: an amount, a target.
    case signedNumber
    /// A whole number within bounds, both inclusive.
    case wholeNumber(ClosedRange<Int64>)
    /// `true/false`, `t/f`, `yes/no`, `1/0` in any case.
    case boolean
    /// One of the names listed, spelt exactly so; none is longer than 16 bytes.
    case enumeration([String])
    /// Three capital letters (ISO 4217).
    case currency
    /// `HH:MM`, local; `24:00` only where allowed.
    case time(allowsEndOfDay: Bool)
    /// The IANA name of a time zone.
    case timeZone
    /// Names separated by `;`, or a JSON array of them.
    case tags

    /// The PostgreSQL type of a stored value of this type.
    package var postgresType: String {
        switch self {
        case .id, .text, .enumeration, .currency, .timeZone: "text"
        case .instant: "timestamptz"
        case .date: "date"
        case .seconds, .signedNumber: "numeric"
        case .wholeNumber: "integer"
        case .boolean: "boolean"
        case .time: "time"
        case .tags: "text[]"
        }
    }
}
