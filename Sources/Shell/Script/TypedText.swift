/// A text as it is typed: the entries in it, and what still waits for its semicolon.
struct TypedText {
    enum End: Hashable {
        case finished
        /// A statement waits for its semicolon.
        case waiting
        /// So it does, but the last row is a command, which runs first.
        case command
        /// So it does, but the last row is a word that somebody types who wants out of it.
        case wayOut(String)
    }

    /// What ended, and the commands that stood in what has not.
    private(set) var entries: [Entry] = []
    /// The statement that waits for its semicolon.
    let open: Entry?
    let end: End
    private let text: String

    init(_ text: String, _ splitter: EntrySplitter) {
        var splitter = splitter
        self.text = text
        let rows = text.split(separator: "\n", omittingEmptySubsequences: false)
        for row in rows { entries += splitter.feed(String(row)) }
        open = splitter.openEntry
        let last = (rows.last.map(String.init) ?? "").trimmed.lowercased()
        if open == nil {
            end = .finished
        } else if splitter.isBehindCommand {
            end = .command
        } else if rows.count > 1, !splitter.isWithinToken, Self.waysOut.contains(last) {
            end = .wayOut(last)
        } else {
            end = .waiting
        }
    }

    private static let waysOut: Set = ["exit", "quit", "help"]

    /// What goes on, to be typed further: the open statement without the commands in it or the way out, and a new row.
    var rest: String {
        guard let open else { return "" }
        var kept = open.text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
        // What follows the last newline.
        kept.removeLast()
        if case .wayOut = end { kept.removeLast() }
        for row in Set(commands.map { $0.line - open.line }).sorted(by: >) {
            kept[row] = kept[row].trimmedEnd
            if kept[row].isEmpty { kept.remove(at: row) }
        }
        return kept.joined(separator: "\n") + "\n"
    }

    /// What does not go on: the text up to the open statement, and the commands in that.
    var done: String {
        guard let open else { return text }
        return text.prefix(open.start) + commands.map(\.text).joined(separator: "\n")
    }

    /// The commands in the open statement.
    private var commands: [Entry] {
        guard let open else { return [] }
        return entries.filter { $0.start > open.start }
    }
}
