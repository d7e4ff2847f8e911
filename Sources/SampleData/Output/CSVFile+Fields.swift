import Basics

/// Whole fields of the contract's types; nil is an empty field.
extension CSVFile {
    mutating func text(_ value: StaticString?) {
        if let value { append(value) }
        endTextField()
    }

    /// A prefix and a number, as in `T1000042`.
    mutating func identifier(_ prefix: IdentifierPrefix, _ number: Int?) {
        if let number { append(prefix, number) }
        endField()
    }

    /// Adds a prefix and a number to the field being written.
    mutating func append(_ prefix: IdentifierPrefix, _ number: Int) {
        append(prefix.letter)
        append(prefix.base + number)
    }

    mutating func number(_ value: Int?) {
        if let value { append(value) }
        endField()
    }

    /// A number given in tenths, with a fraction only where there is one.
    mutating func tenths(_ value: Int?) {
        if let value {
            append(value / 10)
            if value % 10 != 0 {
                append(UInt8(ascii: "."))
                append(value % 10)
            }
        }
        endField()
    }

    /// An amount given in cents, with two decimals.
    mutating func money(cents: Int?) {
        if let cents {
            if cents < 0 { append(UInt8(ascii: "-")) }
            append(Int(cents.magnitude / 100))
            append(UInt8(ascii: "."))
            append(Int(cents.magnitude % 100), width: 2)
        }
        endField()
    }

    mutating func boolean(_ value: Bool?) {
        if let value { append(value ? "true" : "false") }
        endField()
    }

    mutating func date(_ value: CivilDate?) {
        if let value { append(value) }
        endField()
    }

    mutating func instant(_ value: Instant?, _ form: InstantForm = .utc) {
        if let value { append(value, form) }
        endField()
    }

    private mutating func append(_ date: CivilDate) {
        append(date.year, width: 4)
        append(UInt8(ascii: "-"))
        append(date.month, width: 2)
        append(UInt8(ascii: "-"))
        append(date.day, width: 2)
    }

    private mutating func append(_ instant: Instant, _ form: InstantForm) {
        let local = instant + form.offsetHours * 3600
        append(local.date)
        append(UInt8(ascii: "T"))
        append(local.hour, width: 2)
        append(UInt8(ascii: ":"))
        append(local.secondOfDay / 60 % 60, width: 2)
        append(UInt8(ascii: ":"))
        append(local.secondOfDay % 60, width: 2)
        switch form {
        case .utc: append(UInt8(ascii: "Z"))
        case .milliseconds(let milliseconds):
            append(UInt8(ascii: "."))
            append(milliseconds, width: 3)
            append(UInt8(ascii: "Z"))
        case .ahead(let hours):
            append(UInt8(ascii: "+"))
            append(hours, width: 2)
            append(":00")
        }
    }
}
