/// How long the parts of an input may be.
enum Limits {
    /// Bytes of one field: 1 MiB.
    static let fieldBytes = 1 << 20
    /// Bytes of an id.
    static let idBytes = 512
    /// Bytes of one record.
    ///
    /// A longer one is rejected, with so much of it kept: this bounds the memory of a load.
    static let recordBytes = 16 << 20
    /// How deep JSON may be nested; PostgreSQL would take more, but not without end.
    static let jsonDepth = 128
    /// Digits on either side of the point of a number in JSON that is kept as it is.
    static let numberDigits = 1000
    /// Digits before the point of an amount or a target, which answers also count with in floating point.
    static let amountDigits = 100
    /// Digits after the point of a number.
    static let scaleDigits = 1000
    /// Digits before the point of a number of seconds, which the warehouse counts in milliseconds of 64 bits.
    static let secondsDigits = 12
    /// Members of one JSON object.
    static let jsonMembers = 10_000
    /// Columns of a raw table; PostgreSQL's own limit is 1600.
    static let rawColumns = 1500
}
