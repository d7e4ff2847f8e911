/// How reading an entry ended.
package enum ReadResult: Sendable, Hashable {
    /// A complete entry: one row or several, without the newline that ended it.
    ///
    /// At the end of a file it may also be one that was begun and never completed.
    case line(String)
    /// Ctrl-X Ctrl-E: what is typed so far is to be changed in another program, and is no entry yet.
    case edit(String)
    /// No more will come: Ctrl-D in an empty line, the end of a file, a terminal that went away.
    case endOfInput
    /// Ctrl-C: what was typed is dropped.
    case interrupted
}
