/// What people type who come from another shell, and what is said here instead.
enum ForeignCommand {
    /// A sentence that points there; nil for a line that is nothing of the kind.
    static func advice(for line: String) -> String? {
        var text = line.trimmed
        while text.last == ";" || text.last?.isWhitespace == true { text.removeLast() }
        let words = text.split { $0.isWhitespace }.map(String.init)
        let name = words.last ?? ""
        switch words.map({ $0.lowercased() }).prefix(2).joined(separator: " ") {
        case "show tables": return command("dt")
        case "show views": return command("dv")
        case "show databases": return command("l")
        case "show schemas": return command("dn")
        case "show columns": return command("d \(name)")
        case "show create": return command("d+ \(name)")
        default: break
        }
        switch words.first?.lowercased() {
        case "desc", "describe": return command(words.count > 1 ? "d \(name)" : "d")
        case "use" where words.count == 2:
            return "names have their schema, \(name).…; or: set search_path to \(name);"
        case "from" where words.count > 1: return "SQL begins with a verb: select * \(text);"
        default: return nil
        }
    }

    private static func command(_ text: String) -> String { "commands begin with \\, as in psql: \\\(text)" }
}
