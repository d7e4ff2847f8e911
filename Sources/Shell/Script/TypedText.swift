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
    private let rows: [Substring]

    init(_ text: String, _ splitter: EntrySplitter) {
        var splitter = splitter
        rows = text.split(separator: "\n", omittingEmptySubsequences: false)
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

    /// What goes on, to be typed further: the open statement without the commands in it, and a new row.
    var rest: String {
        guard let open else { return "" }
        var kept = rows.map { String($0) }[...]
        for command in entries.reversed() where command.start > open.start {
            let row = kept[command.line - 1]
            let before = String(row.prefix(row.count - command.text.count)).trimmedEnd
            kept[command.line - 1] = before
            if before.isEmpty { kept.remove(at: command.line - 1) }
        }
        let text = kept.dropFirst(open.line - 1).joined(separator: "\n")
        return text.dropFirst(open.start - rows.prefix(open.line - 1).reduce(0) { $0 + $1.count + 1 }) + "\n"
    }
}

extension String {
    fileprivate var trimmedEnd: String {
        String(reversed().drop { $0.isWhitespace }.reversed())
    }
}
