import SQLScanning

/// A statement of SQL as the shell looks at it: its words, and the answers it refers to.
struct SQLText {
    private let characters: [Character]
    private let tokens: [SQLToken]
    /// Every word outside of quotes, in lower case.
    let words: [String]

    init(_ text: String) {
        let characters = Array(text)
        let tokens = SQLScanner.tokens(of: characters[...]).filter { $0.kind != .comment }
        self.characters = characters
        self.tokens = tokens
        words = tokens.filter { $0.kind == .word }.map { String(characters[$0.range]).lowercased() }
    }

    /// Whether there is nothing but comments.
    var isEmpty: Bool { tokens.isEmpty }

    /// Whether it gives rows whatever happens, and changes nothing: such a statement can be streamed and repeated.
    var isQuestion: Bool {
        guard let first = words.first else { return false }
        let questions = ["select", "values", "table", "show", "with", "explain", "fetch"]
        guard questions.contains(first) || tokens.first.map({ characters[$0.range] == ["("] }) == true else {
            return false
        }
        // `select … into table` makes one, and `explain analyze` does what it explains.
        let changes: Set = ["insert", "update", "delete", "merge", "into", "create", "refresh", "execute"]
        switch first {
        case "with", "explain": return changes.isDisjoint(with: words)
        case "select": return !words.contains("into")
        default: return true
        }
    }

    /// Whether it begins a transaction that goes on until it is ended.
    var beginsTransaction: Bool { words.first == "begin" || words.starts(with: ["start", "transaction"]) }

    /// What it would do to data that nobody can take back; nil where it does nothing of the kind.
    var danger: String? {
        switch words.first {
        case "drop": return "\(words.prefix(2).joined(separator: " ")) cannot be taken back"
        case "truncate": return "truncate removes every row"
        case "alter" where words.contains("drop"): return "drop removes what is in it"
        case "delete", "update", "with":
            guard !words.contains("where") else { return nil }
            if words.contains("delete") { return "delete without where removes every row" }
            return words.contains("update") ? "update without where changes every row" : nil
        default: return nil
        }
    }

    /// Refuses what the server's machine gets to do whatever a transaction may, where data is only to be read.
    func refuseWritingOnServer() throws(ShellError) {
        guard writesOnServer else { return }
        throw ShellError(
            "without --write nothing is written, and this writes on the server's machine: "
                + "\\copy (query) to FILE in deskhouse shell, or deskhouse sql -o FILE, write here")
    }

    /// `copy … to program`, `copy … to 'file'`.
    private var writesOnServer: Bool {
        guard words.first == "copy", !copiesOut, !copiesIn else { return false }
        return words.contains("program") || words.contains("to")
    }

    /// `copy … to stdout`, `copy … from stdin`.
    var copiesOut: Bool { words.first == "copy" && words.suffix(12).contains("stdout") }
    var copiesIn: Bool { words.first == "copy" && words.contains("stdin") }

    /// The words that may be the names of earlier answers.
    var resultNames: [String] {
        var names: [String] = []
        for word in words where word.first == "_" && !names.contains(word) { names.append(word) }
        return names
    }
}
