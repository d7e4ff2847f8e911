/// Where the cursor can go in the text, and so what can be deleted from it.
enum Motion: Hashable, Sendable, CaseIterable {
    case left, right
    /// By words of letters, digits and underscores.
    case wordLeft, wordRight
    /// By what stands between blanks.
    case blankWordLeft
    case rowStart, rowEnd
    case textStart, textEnd
}
