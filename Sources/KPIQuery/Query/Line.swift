/// One line as the shell, a script or `deskhouse query` gets it.
package enum Line: Hashable, Sendable {
    /// Nothing, or only comments (`--` to the end of a line).
    case blank
    case query(Verb?, Query)
    /// `name = query`; `text` is the query's text as written, for keeping.
    case definition(name: Located<String>, query: Query, text: String)
    /// A saved query by name, with values for all of its parameters.
    case call(Verb?, name: Located<String>, arguments: [Argument])
    /// `\command rest`; the command without its backslash, the rest trimmed. Its syntax is the shell's.
    case meta(command: String, rest: String)
    /// SQL, whole and unread.
    case sql(String)

    /// `param = value` of a call.
    package struct Argument: Hashable, Sendable {
        package var name: Located<String>
        package var value: Located<String>
    }
}

/// What to do with a query, other than answering it.
package enum Verb: Hashable, Sendable {
    case explain, tickets, define
    /// Answer again every so many seconds.
    case watch(seconds: Int)

    package var word: String {
        switch self {
        case .explain: "explain"
        case .tickets: "tickets"
        case .define: "define"
        case .watch: "watch"
        }
    }
}
