/// A piece of SQL text, as far as quoting goes.
package struct SQLToken: Hashable, Sendable {
    /// What a piece is.
    package enum Kind: Hashable, Sendable {
        case word, number
        /// A constant in quotes or dollar quotes, or the part of one that the text holds.
        case string
        /// `"…"`.
        case quotedName
        case comment
        /// `:name`, `:'name'`, `:"name"`: a value of the shell's.
        case variable
        case sign
        /// Outside of quotes and comments: what follows is a command of the shell.
        case backslash
    }

    package let kind: Kind
    /// Characters from the text's start.
    package let range: Range<Int>
}
