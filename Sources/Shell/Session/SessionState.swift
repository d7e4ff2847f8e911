/// What a session of the server has been told that is lost with it.
struct SessionState {
    /// Settings by name, in the order in which they were made.
    private(set) var settings: [String] = []
    private var hasTemporaryTables = false
    private var hasPreparedStatements = false

    /// Takes note of a statement that succeeded.
    mutating func note(_ words: [String]) {
        guard let first = words.first else { return }
        switch first {
        case "set":
            var rest = words.dropFirst()
            if rest.first == "local" || rest.first == "transaction" { return }
            if rest.first == "session" { rest = rest.dropFirst() }
            guard let name = rest.first else { return }
            let known = name == "time" ? "timezone" : name
            if !settings.contains(known) { settings.append(known) }
        case "reset":
            settings.removeAll { words.dropFirst().first == "all" || words.dropFirst().first == $0 }
        case "create" where words.dropFirst().first == "temporary" || words.dropFirst().first == "temp":
            hasTemporaryTables = true
        case "prepare": hasPreparedStatements = true
        default: break
        }
    }

    /// What was lost, in words; empty where nothing was.
    func losses(inTransaction: Bool) -> String {
        var losses: [String] = []
        if inTransaction { losses.append("the open transaction") }
        if !settings.isEmpty { losses.append("the settings \(settings.joined(separator: ", "))") }
        if hasTemporaryTables { losses.append("temporary tables") }
        if hasPreparedStatements { losses.append("prepared statements") }
        return losses.joined(separator: ", ")
    }
}
