/// A meta-command as it was typed, without its backslash: its name, and what follows.
struct MetaCall {
    let name: String
    /// Without blanks around it, and without a semicolon at the end, but where it is a text to be printed.
    let arguments: String
    /// Nil where there is none of that name.
    let command: MetaCommand?

    /// The pattern of all names, the system's among them.
    static let everything = "*.*"
    /// What lists the system's names too where an `S` follows it.
    private static let listing: Set = ["d", "d+", "dt", "dv", "di", "dn", "df"]

    /// What takes a semicolon for a part of its text.
    private static let printing: Set = ["!", "echo", "qecho", "warn"]

    /// Where the command ends that begins at a place of a row, given without its backslash, and where the row goes on: at
    /// the next command, or behind a `\\` between the two.
    static func extent(in row: [Character], from start: Int) -> (end: Int, next: Int) {
        let name = name(in: row, from: start)
        var place = start + name.count
        while place < row.count, row[place].isWhitespace { place += 1 }
        guard let command = MetaCall(name).command, command.reads != .line,
            command.reads != .fileOrCommand || place == row.count || row[place] != "|",
            // A comment.
            !command.arguments.isEmpty || !row[place...].starts(with: "--")
        else { return (row.count, row.count) }
        let end = MetaArguments.end(in: row, from: place)
        let isParted = row[end...].starts(with: ["\\", "\\"])
        return (end, isParted ? end + 2 : end)
    }

    private static func name(in row: [Character], from start: Int) -> String {
        let rest = row[start...]
        return rest.first == "!" ? "!" : String(rest.prefix { !$0.isWhitespace && $0 != "\\" })
    }

    init(_ text: String) {
        // `\!ls` is `\! ls`.
        let typed = Self.name(in: Array(text), from: 0)
        var rest = String(text.dropFirst(typed.count)).trimmed
        if rest.last == ";", !Self.printing.contains(typed) { rest = String(rest.dropLast()).trimmed }
        // `\dt+` is what `\dt` is here; only where more is to be told there is a `\d+`.
        var base = typed[...]
        while base.count > 1, let last = base.last, "+S;".contains(last) { base.removeLast() }
        let endings = typed.dropFirst(base.count)
        let isExact = MetaCommand.named(typed) != nil
        let named =
            MetaCommand.named(typed) ?? (endings.contains("+") ? MetaCommand.named(base + "+") : nil)
            ?? MetaCommand.named(String(base))
        guard !isExact, endings.contains("S") else {
            (command, arguments) = (named, rest)
            name = named == nil ? String(base) : typed
            return
        }
        command = named.flatMap { Self.listing.contains($0.names[0]) ? $0 : nil }
        name = typed
        // A pattern that names a schema is about that one, PostgreSQL's own included.
        arguments = rest.isEmpty ? Self.everything : rest.contains(".") ? rest : "*." + rest
    }
}
