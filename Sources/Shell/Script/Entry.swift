/// One thing to do: a KPI line, an SQL statement or a meta-command, as it stands in a script or was typed.
package struct Entry: Hashable, Sendable {
    package enum Kind: Hashable, Sendable {
        /// A KPI line or a meta-command; ends with its line, a KPI line also before `;` and another.
        case line
        /// A KPI line that a meta-command ended (`frt by channel \gx`).
        case question(command: String)
        /// SQL up to its semicolon; `command` is a meta-command that ended it instead (`select 1 \gset`).
        case sql(command: String?)
        /// SQL that the text ended before its semicolon.
        case unfinished
    }

    package var kind: Kind
    /// Without the semicolon and blanks around it.
    package var text: String
    /// The line it begins in, from 1.
    package var line: Int
    /// Where it begins, in characters from the start of everything that was read.
    package var start: Int
}

extension Entry {
    /// As it runs: the rows of a question that goes on over several are one, with a blank between them.
    package var joined: Entry {
        var joined = self
        switch kind {
        case .sql, .unfinished: break
        case .line, .question:
            joined.text = text.split(separator: "\n").map { String($0).trimmed }.filter { !$0.isEmpty }
                .joined(separator: " ")
        }
        return joined
    }
}
