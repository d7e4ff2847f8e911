/// A meta-command as it was typed, without its backslash: its name, and what follows.
struct MetaCall {
    let name: String
    /// Without blanks around it, and without a semicolon at the end.
    let arguments: String
    /// Nil where there is none of that name.
    let command: MetaCommand?

    /// The pattern of all names, the system's among them.
    static let everything = "*.*"
    /// What lists the system's names too where an `S` follows it.
    private static let listing: Set = ["d", "d+", "dt", "dv", "di", "dn", "df"]

    init(_ text: String) {
        // `\!ls` is `\! ls`.
        let typed = text.first == "!" ? "!" : String(text.prefix { !$0.isWhitespace })
        var rest = String(text.dropFirst(typed.count)).trimmed
        if rest.last == ";", typed != "!" { rest = String(rest.dropLast()).trimmed }
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
