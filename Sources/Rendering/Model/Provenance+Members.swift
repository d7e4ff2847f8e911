extension Provenance {
    /// The top-level members of the machine form, but for rows and totals.
    ///
    /// The answer to a KPI query, which always has a range, has every member, null where nothing is known, so that a
    /// script need not ask whether it is there. Plain SQL has only those that are known.
    var members: [JSONValue.Member] {
        func text(_ value: String?) -> Cell { value.map { .text($0) } ?? .null }
        func number(_ value: Int?) -> Cell { value.map { .integer($0) } ?? .null }
        let known: [(String, Cell)] = [
            ("query", .text(query)),
            ("from", text(from)),
            ("to", text(to)),
            ("timezone", text(timeZone)),
            ("week_start", text(weekStart)),
            ("currency", text(currency)),
            ("answered_from", text(answeredFrom)),
            ("as_of", text(dataAsOf)),
            ("filters", text(filters)),
            ("cases", number(cases)),
            ("excluded", number(excluded)),
            ("waiting", number(waiting)),
            ("open_from", text(openFrom)),
        ]
        var members: [JSONValue.Member] = []
        for (name, cell) in known where from != nil || cell != .null {
            members.append((name, .value(cell)))
        }
        if from != nil {
            let periods = cutPeriods.sorted().map { JSONValue.value(.text($0)) }
            members.append(("partial_periods", .array(periods)))
        }
        if !comparedWith.isEmpty {
            members.append(("compared_with", .object(comparedWith.map { ($0.name, .text($0.text)) })))
        }
        if !definitions.isEmpty {
            members.append(("definitions", .object(definitions.map { ($0.name, .text($0.text)) })))
        }
        if let askedAsOf { members.append(("asked_as_of", .value(.text(askedAsOf)))) }
        for entry in extra where !members.contains(where: { $0.name == entry.name }) {
            members.append((entry.name, .text(entry.text)))
        }
        return members
    }
}
