/// A meta-command as it was typed, without its backslash: its name, and what follows.
struct MetaCall {
    let name: String
    /// Without blanks around it, and without a semicolon at the end.
    let arguments: String
    /// Nil where there is none of that name.
    let command: MetaCommand?

    init(_ text: String) {
        // `\!ls` is `\! ls`.
        let typed = text.first == "!" ? "!" : String(text.prefix { !$0.isWhitespace })
        var rest = String(text.dropFirst(typed.count)).trimmed
        if rest.last == ";", typed != "!" { rest = String(rest.dropLast()).trimmed }
        arguments = rest
        // `\dt+` and `\dtS` are what `\dt` is here; only where more is to be told there is a `\d+`.
        var base = typed[...]
        while base.count > 1, let last = base.last, "+S;".contains(last) { base.removeLast() }
        let endings = typed.dropFirst(base.count)
        command =
            MetaCommand.named(typed) ?? (endings.contains("+") ? MetaCommand.named(base + "+") : nil)
            ?? MetaCommand.named(String(base))
        name = command == nil ? String(base) : typed
    }
}
