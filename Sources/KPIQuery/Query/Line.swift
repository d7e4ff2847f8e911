/// One line as the shell, a script or `deskhouse query` gets it.
package enum Line: Hashable, Sendable {
    /// Nothing, or only comments (`--` to the end of a line).
    case blank
    case query(Verb?, Query)
    /// `name = question`; `text` is the question as written, for keeping.
    case definition(name: Located<String>, parameters: [Parameter], text: String)
    /// A saved query by name, with values for its parameters that have no default, and the form of the answer where the call says it.
    case call(Verb?, name: Located<String>, arguments: [Argument], output: Located<Output>? = nil)
    /// `\command rest`: its syntax is the shell's.
    case meta
    case sql

    /// `param = value` of a call, or `param = (value, …)` for a list.
    package struct Argument: Hashable, Sendable {
        package var name: Located<String>
        /// At least one.
        package var values: [Located<String>]

        package init(name: Located<String>, values: [Located<String>]) {
            self.name = name
            self.values = values
        }
    }
}

/// What to do with a query, other than answering it.
package enum Verb: Hashable, Sendable {
    case explain, tickets, define
    /// Answer again every so many seconds.
    case watch(seconds: Int)
}
