/// One line as the shell, a script or `deskhouse query` gets it.
package enum Line: Hashable, Sendable {
    /// Nothing, or only comments (`--` to the end of a line).
    case blank
    case query(Verb?, Query)
    /// `name = query`; `text` is the query's text as written, for keeping.
    case definition(name: Located<String>, query: Query, text: String)
    /// A saved query by name, with values for all of its parameters, and the form of the answer where the call says it.
    case call(Verb?, name: Located<String>, arguments: [Argument], output: Located<Output>? = nil)
    /// `\command rest`: its syntax is the shell's.
    case meta
    case sql

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
}
