/// How one column is written: what its type comes to once a reader is set up.
struct ColumnPlan: ~Copyable {
    /// The ways of reading and writing a value.
    enum Kind {
        case id, text, instant, date, seconds, signedNumber, wholeNumber, boolean, enumeration, currency
        case time, endOfDayTime, timeZone, tags
    }

    let kind: Kind
    let isRequired: Bool
    /// For whole numbers.
    let range: ClosedRange<Int64>
    /// For enumerations.
    let names: PackedNames
    /// What an absent value is written as, as a binary field.
    let absent: [UInt8]
    /// What an absent value means to the rules of the row; see `RowEncoder.values`.
    let absentValue: Int64
    /// Bytes that a value of this column may have.
    let byteLimit: Int

    init(_ column: Column) {
        isRequired = column.isRequired
        var range: ClosedRange<Int64> = 0...0
        var names: [String] = []
        switch column.type {
        case .id: kind = .id
        case .text: kind = .text
        case .instant: kind = .instant
        case .date: kind = .date
        case .seconds: kind = .seconds
        case .signedNumber: kind = .signedNumber
        case .wholeNumber(let bounds):
            kind = .wholeNumber
            range = bounds
        case .boolean: kind = .boolean
        case .enumeration(let members):
            kind = .enumeration
            names = members
        case .currency: kind = .currency
        case .time(let allowsEndOfDay): kind = allowsEndOfDay ? .endOfDayTime : .time
        case .timeZone: kind = .timeZone
        case .tags: kind = .tags
        }
        self.range = range
        self.names = PackedNames(names)
        byteLimit = kind == .id ? Limits.idBytes : Limits.fieldBytes
        switch (column.type, column.defaultValue) {
        case (.boolean, let value?):
            absent = [0, 0, 0, 1, value == "true" ? 1 : 0]
        case (_, let value?):
            absent = [0, 0, 0, UInt8(value.utf8.count)] + Array(value.utf8)
        case (_, nil):
            absent = [0xff, 0xff, 0xff, 0xff]
        }
        absentValue = column.defaultValue.flatMap { names.firstIndex(of: $0) }.map(Int64.init) ?? .min
    }
}
