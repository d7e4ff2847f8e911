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
        case "kpis": return command("kpis")
        case "dims", "dimensions": return command("dims")
        case "targets": return command("targets")
        case "from" where words.count > 1: return "SQL begins with a verb: select * \(text);"
        default: return nil
        }
    }

    /// A sentence that points to what a command with a dot, as SQLite and DuckDB have them, is called here.
    static func advice(forDotCommand text: String) -> String? {
        guard text.first == ".", text.dropFirst().first?.isLetter == true else { return nil }
        let name = String(text.dropFirst().prefix { $0.isLetter }).lowercased()
        return dotCommands[name].map(command) ?? "commands begin with \\, as in psql; \\? lists them"
    }

    private static let dotCommands = [
        "help": "?", "tables": "d", "schema": "d", "databases": "l", "quit": "q", "exit": "q",
        "mode": "format", "read": "i", "timer": "timing", "output": "o", "once": "g", "edit": "e",
        "shell": "!", "last": "last", "import": "? (data comes in with deskhouse load)", "excel": "export",
        "dump": "copy",
    ]

    /// What stands here for commands of psql that are not there, or goes by another name.
    static let commandsOfPsql = [
        "a": "\\format csv, tsv … say how answers are shown",
        "t": "\\format csv gives rows without a frame", "H": "\\format html shows answers so",
        "c": "start another: deskhouse shell --database …",
        "connect": "start another: deskhouse shell --database …",
        "z": "\\d NAME tells all about a table", "dp": "\\d NAME tells all about a table",
        "dm": "\\dv lists them too", "ds": "\\d lists them too", "sv": "\\d+ NAME shows its SQL",
        "p": "\\e shows the last question", "w": "\\s FILE writes what was typed",
        "r": "Ctrl-C leaves what is typed", "dx": "select * from pg_extension; lists extensions",
    ]

    private static func command(_ text: String) -> String { "commands begin with \\, as in psql: \\\(text)" }
}
