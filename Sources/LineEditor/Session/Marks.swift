/// The signs the editor itself shows, in what the terminal can show.
struct Marks: Hashable, Sendable {
    /// Stands for what is cut off.
    let ellipsis: Character
    /// Stands for a newline in a list.
    let newline: String

    init(unicode: Bool) {
        ellipsis = unicode ? "…" : "~"
        newline = unicode ? "⏎ " : "\\n"
    }
}
