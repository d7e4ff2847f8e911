/// Which parts of what is run are skipped: `\if`, `\elif`, `\else`, `\endif`, one in another.
struct Conditions {
    private struct Level {
        /// The line of its `\if`.
        let line: Int
        /// Whether what stands there now is run.
        var isActive: Bool
        /// Whether no other branch is run any more.
        var isDecided: Bool
        var isInElse = false
    }

    private var levels: [Level] = []

    /// How many are open.
    var depth: Int { levels.count }

    /// Whether what comes next is passed over.
    var isSkipping: Bool { levels.contains { !$0.isActive } }

    /// The line of the innermost `\if` that is open.
    var line: Int? { levels.last?.line }

    /// Begins one; the condition is only looked at where it matters, and false where it cannot be read.
    mutating func begin(line: Int, _ condition: () throws(ShellError) -> Bool) throws(ShellError) {
        levels.append(Level(line: line, isActive: false, isDecided: isSkipping))
        try decide(condition)
    }

    /// Goes on with another branch.
    mutating func otherwise(
        _ name: String, isElse: Bool, within base: Int, _ condition: () throws(ShellError) -> Bool
    ) throws(ShellError) {
        guard levels.count > base, let last = levels.indices.last else {
            throw ShellError("\\\(name) without \\if")
        }
        guard !levels[last].isInElse else { throw ShellError("\\\(name) after \\else") }
        levels[last].isInElse = isElse
        levels[last].isActive = false
        try decide(condition)
    }

    private mutating func decide(_ condition: () throws(ShellError) -> Bool) throws(ShellError) {
        guard let last = levels.indices.last, !levels[last].isDecided else { return }
        let isTrue = try condition()
        levels[last].isActive = isTrue
        levels[last].isDecided = isTrue
    }

    mutating func end(within base: Int) throws(ShellError) {
        guard levels.count > base else { throw ShellError("\\endif without \\if") }
        levels.removeLast()
    }

    /// Leaves those that began after there were so many.
    mutating func leave(to depth: Int) {
        levels.removeLast(max(0, levels.count - depth))
    }

    /// What a word says, as psql reads it: `true`, `yes`, `on`, `1`, or `f` for `false`.
    static func boolean(_ text: String) throws(ShellError) -> Bool {
        let word = text.lowercased()
        switch word {
        case "1": return true
        case "0": return false
        // Of `on` and `off` the first letter does not tell.
        case "o": break
        default:
            if word.isEmpty { break }
            if ["true", "yes", "on"].contains(where: { $0.hasPrefix(word) }) { return true }
            if ["false", "no", "off"].contains(where: { $0.hasPrefix(word) }) { return false }
        }
        throw ShellError("'\(text)' is neither true nor false: true, false, yes, no, on, off, 1, 0")
    }
}
