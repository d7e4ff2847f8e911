/// What the warehouse is set to.
package struct Settings: Sendable {
    /// The reporting zone.
    package var zone: Zone = .utc
    /// 1 Monday … 7 Sunday.
    package var weekStart = 1
    /// nil: the ledger's most frequent.
    package var currency: String?
    /// T of resolution_rate.
    package var resolutionWithin: Instant = 72 * .hour
    /// How long after its resolution another ticket is a repeat.
    package var repeatWithin: Instant = 7 * .day
    /// More than this between two agent messages starts a new contact.
    package var contactGap: Instant = 30 * .minute

    package init() {}

    /// Takes one line of a `settings.txt`: `name=value`, names and values as `deskhouse settings` has them.
    package mutating func apply(_ name: String, _ value: String) throws(Refusal) {
        let days = ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"]
        switch name {
        case "timezone":
            guard let zone = Zone(value) else { throw Refusal("\(value) is no zone") }
            self.zone = zone
        case "week_start":
            guard let day = days.firstIndex(of: value) else { throw Refusal("\(value) is no weekday") }
            weekStart = day + 1
        case "currency": currency = value
        case "resolution_within": resolutionWithin = try span(value)
        case "repeat_within": repeatWithin = try span(value)
        case "contact_gap": contactGap = try span(value)
        default: throw Refusal("\(name) is no setting")
        }
    }

    private func span(_ text: String) throws(Refusal) -> Instant {
        let units: [Character: Instant] = ["d": .day, "h": .hour, "m": .minute, "s": .second]
        guard let unit = text.last.flatMap({ units[$0] }), let number = Instant(text.dropLast())
        else { throw Refusal("\(text) is no span of time") }
        return number * unit
    }
}

/// Why a question gets no answer.
package struct Refusal: Error, Hashable, Sendable, CustomStringConvertible {
    package let description: String

    package init(_ description: String) {
        self.description = description
    }
}
