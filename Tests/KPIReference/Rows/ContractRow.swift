/// One row of an entity of the data contract.
package protocol ContractRow: Sendable {
    /// The entity's name, which is also its file's.
    static var entity: String { get }
    /// The source's NAME under which the row was loaded.
    var source: String { get }
    /// What makes the row unique within its source.
    var key: [String] { get }
    /// The row as its file has it: column and text, nil where empty.
    var columns: [(name: String, text: String?)] { get }
    /// Reads a row.
    init(source: String, record: Record) throws(ContractError)
}

/// A row that does not meet the contract.
package struct ContractError: Error, Hashable, Sendable, CustomStringConvertible {
    package let description: String
}

/// One record of a file: text by column, with the contract's types.
package struct Record: Sendable {
    package let texts: [String: String]

    package init(_ texts: [String: String]) {
        self.texts = texts.filter { !$0.value.isEmpty }
    }

    package func text(_ column: String) -> String? { texts[column] }

    package func required(_ column: String) throws(ContractError) -> String {
        guard let text = texts[column] else { throw ContractError(description: "\(column) is empty") }
        return text
    }

    package func instant(_ column: String) throws(ContractError) -> Instant? {
        try read(column) { parseInstant($0) }
    }

    package func requiredInstant(_ column: String) throws(ContractError) -> Instant {
        try readRequired(column) { parseInstant($0) }
    }

    package func date(_ column: String) throws(ContractError) -> LocalDate? {
        try read(column) { LocalDate($0) }
    }

    package func requiredDate(_ column: String) throws(ContractError) -> LocalDate {
        try readRequired(column) { LocalDate($0) }
    }

    /// Seconds as microseconds.
    package func seconds(_ column: String) throws(ContractError) -> Instant? {
        try read(column) { text in
            guard let value = Exact(decimal: text), value >= Exact(0) else { return nil }
            return Instant((value * Exact(1_000_000)).doubleValue)
        }
    }

    package func integer(_ column: String) throws(ContractError) -> Int? {
        try read(column) { Int($0.hasSuffix(".0") ? String($0.dropLast(2)) : $0) }
    }

    package func boolean(_ column: String) throws(ContractError) -> Bool? {
        try read(column) { text in
            switch text.lowercased() {
            case "true", "t", "yes", "1": true
            case "false", "f", "no", "0": false
            default: nil
            }
        }
    }

    /// `HH:MM` as microseconds of the day.
    package func requiredTimeOfDay(_ column: String) throws(ContractError) -> Instant {
        try readRequired(column) { text in
            let parts = text.split(separator: ":").map { Int($0) }
            guard parts.count == 2, let hour = parts[0], let minute = parts[1] else { return nil }
            return Instant(hour) * .hour + Instant(minute) * .minute
        }
    }

    package func read<Value>(_ column: String, _ parse: (String) -> Value?) throws(ContractError) -> Value? {
        guard let text = texts[column] else { return nil }
        guard let value = parse(text) else {
            throw ContractError(description: "\(column) does not read: \(text)")
        }
        return value
    }

    package func readRequired<Value>(
        _ column: String, _ parse: (String) -> Value?
    ) throws(ContractError) -> Value {
        guard let value = try read(column, parse) else {
            throw ContractError(description: "\(column) is empty")
        }
        return value
    }
}

/// Reads an instant; one without an offset is UTC.
package func parseInstant(_ text: String) -> Instant? {
    guard let date = LocalDate(text.prefix(10)) else { return nil }
    var rest = text.dropFirst(10)
    guard let separator = rest.popFirst(), separator == "T" || separator == " " else { return nil }
    var offset: Instant = 0
    if rest.hasSuffix("Z") {
        rest.removeLast()
    } else if let signAt = rest.lastIndex(where: { $0 == "+" || $0 == "-" }) {
        let digits = rest[signAt...].dropFirst().filter { $0 != ":" }
        guard let hours = Instant(digits.prefix(2)), let minutes = Instant("0" + digits.dropFirst(2))
        else { return nil }
        offset = (hours * 60 + minutes) * .minute * (rest[signAt] == "-" ? -1 : 1)
        rest = rest[..<signAt]
    }
    let fraction = rest.split(separator: ".", maxSplits: 1)
    let clock = (fraction.first ?? "").split(separator: ":").map { Instant($0) }
    guard (2...3).contains(clock.count), let hour = clock[0], let minute = clock[1],
        let second = clock.count == 3 ? clock[2] : 0
    else { return nil }
    var microseconds: Instant = 0
    if fraction.count == 2 {
        guard let digits = Instant((fraction[1] + "000000").prefix(6)) else { return nil }
        microseconds = digits
    }
    return Instant(date.dayNumber) * .day + hour * .hour + minute * .minute + second * .second
        + microseconds - offset
}

/// Writes an instant as the files have it, in UTC.
package func formatInstant(_ instant: Instant) -> String {
    let date = LocalDate(dayNumber: Int(floorDivide(instant, .day)))
    let time = instant - Instant(date.dayNumber) * .day
    let clock = [time / .hour, time % .hour / .minute, time % .minute / .second].map { padded($0, to: 2) }
    let microseconds = time % .second
    let fraction = microseconds == 0 ? "" : ".\(padded(microseconds, to: 6))"
    return "\(date)T\(clock.joined(separator: ":"))\(fraction)Z"
}

/// Writes microseconds as seconds.
package func formatSeconds(_ microseconds: Instant) -> String {
    let whole = microseconds / .second
    let fraction = microseconds % .second
    return fraction == 0 ? "\(whole)" : "\(whole).\(padded(fraction, to: 6))"
}

/// Writes a time of day as `HH:MM`.
package func formatTimeOfDay(_ time: Instant) -> String {
    "\(padded(time / .hour, to: 2)):\(padded(time % .hour / .minute, to: 2))"
}
