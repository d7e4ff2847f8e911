extension Provenance {
    /// A value of the machine form's top level.
    enum Member {
        case cell(Cell)
        case object([Named])

        func write(to output: Output) {
            switch self {
            case .cell(let cell): output.write(json: cell)
            case .object(let entries):
                output.write("{")
                for (position, entry) in entries.enumerated() {
                    if position > 0 { output.write(", ") }
                    output.write(jsonString: entry.name)
                    output.write(": ")
                    output.write(jsonString: entry.text)
                }
                output.write("}")
            }
        }
    }

    /// The top-level members of the machine form, but for rows and totals.
    ///
    /// The answer to a KPI query, which always has a range, has every member, null where nothing is known, so that a
    /// script need not ask whether it is there. Plain SQL has only those that are known.
    var members: [(name: String, value: Member)] {
        func text(_ value: String?) -> Cell { value.map { Cell.text($0) } ?? .null }
        func number(_ value: Int?) -> Cell { value.map { Cell.integer($0) } ?? .null }
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
        ]
        var members: [(name: String, value: Member)] = []
        for (name, cell) in known where from != nil || cell != .null {
            members.append((name, .cell(cell)))
        }
        if !definitions.isEmpty { members.append(("definitions", .object(definitions))) }
        for entry in extra where !members.contains(where: { $0.name == entry.name }) {
            members.append((entry.name, .cell(.text(entry.text))))
        }
        return members
    }
}
