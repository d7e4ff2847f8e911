extension Provenance {
    /// A statement for people: a name and what it says.
    struct Statement: Equatable {
        let name: String
        let text: String
        var isCode = false
    }

    /// What is known, as a list for people: below a page, on the About sheet.
    var statements: [Statement] {
        var statements = [Statement(name: "Query", text: query, isCode: true)]
        func add(_ name: String, _ text: String?) {
            guard let text, !text.isEmpty else { return }
            statements.append(Statement(name: name, text: text))
        }
        if let from, let to { add("Range", from == to ? from : "\(from) to \(to), inclusive") }
        for base in comparedWith { add("Compared with \(base.name)", base.text) }
        add("Time zone", timeZone)
        add("Week starts on", weekStart)
        add("Currency", currency)
        add("Filters", filters)
        add("Asked as of", askedAsOf)
        add("Data as of", dataAsOf)
        add("Answered from", answeredFrom)
        add("Cases", cases.map { NumberText.grouped($0) })
        add("Excluded tickets", excluded.map { NumberText.grouped($0) })
        add("Rows waiting for their ticket", waiting.map { NumberText.grouped($0) })
        for entry in extra { add(entry.name, entry.text) }
        for definition in definitions { add(definition.name, definition.text) }
        return statements
    }
}
