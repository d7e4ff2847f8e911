import SQLScanning

/// The place of the cursor in a statement, and what has been typed there.
struct SQLPlace {
    let words: SQLWords
    /// The word that is being typed, or the one before which it would be.
    private(set) var index: Int
    /// The word as far as it is typed, without the quote it may begin with, and where it is.
    private(set) var typed = ""
    private(set) var range: Range<Int>
    /// Whether it is a name in quotes.
    private(set) var isQuoted = false
    /// Whether the cursor touches what is not a word, so that nothing can be put there.
    private(set) var isBlocked = false

    /// Nil within a constant or a comment, where nothing is to be completed.
    init?(_ text: String, cursor: Int) {
        let characters = Array(text)
        range = cursor..<cursor
        var scanner = SQLScanner()
        let before = scanner.tokens(of: characters[..<cursor])
        if scanner.openMark == "\"", let open = before.last {
            // What follows is no part of the name, though the scanner takes it to be.
            let rest = characters[cursor...].drop { !$0.isWhitespace && !",;()".contains($0) }
            let after = Self.statement(SQLScanner.tokens(of: rest), in: characters, from: cursor)
            words = SQLWords(Self.words(before + after, in: characters))
            index = words.list.firstIndex { $0.range.lowerBound == open.range.lowerBound } ?? 0
            range = open.range.lowerBound..<cursor
            typed = String(characters[(open.range.lowerBound + 1)..<cursor])
            isQuoted = true
            return
        }
        if scanner.isWithinToken { return nil }
        if let last = before.last, last.kind == .comment, characters[last.range.lowerBound] == "-",
            last.range.upperBound == cursor
        {
            return nil
        }
        let tokens = Self.statement(
            SQLScanner.tokens(of: characters[...]), in: characters, from: cursor)
        words = SQLWords(Self.words(tokens, in: characters))
        index = words.list.firstIndex { $0.range.lowerBound >= cursor } ?? words.count
        guard index > 0, words.list[index - 1].range.upperBound >= cursor else { return }
        let last = words.list[index - 1]
        if last.kind == .word {
            index -= 1
            range = last.range.lowerBound..<cursor
            typed = String(characters[range])
        } else {
            isBlocked = last.kind != .sign || last.text == ")"
        }
    }

    /// What stands before the word and a dot.
    var qualifier: String? {
        guard words.isSign(index - 1, "."), index > 1,
            [.word, .quotedName].contains(words.list[index - 2].kind)
        else { return nil }
        return words.list[index - 2].text
    }

    /// Whether a table's name has to come: after `from`, or in a list of tables that it begins.
    var wantsRelation: Bool {
        let last = index - 1
        if let opening = words.opening(before: index),
            words.word(opening - 1, isOneOf: ["extract", "substring", "trim", "overlay", "using"])
        {
            return false
        }
        if words.isWord(last, "from"), words.isWord(last - 1, "distinct") { return false }
        if words.isWord(last, "update"), words.isWord(last - 1, "do") { return false }
        if words.word(last, isOneOf: SQLScopeReader.beforeTable) { return true }
        return words.isSign(last, ",") && ["from", "using"].contains(clause?.word)
    }

    /// Whether a name has to come that is nowhere yet.
    var wantsNewName: Bool { words.isWord(index - 1, "as") && clause != nil && !isInCast }

    /// Whether a type has to come: after `::`, or `as` within `cast`.
    var wantsType: Bool {
        qualifier == nil && !isQuoted
            && (words.isSign(index - 1, "::") || words.isWord(index - 1, "as") && isInCast)
    }

    private var isInCast: Bool {
        words.opening(before: index).map { words.isWord($0 - 1, "cast") } ?? false
    }

    /// Whether a column has to come by which tables are joined that both have it.
    var wantsSharedColumn: Bool {
        words.opening(before: index).map { words.isWord($0 - 1, "using") } ?? false
    }

    /// Whether a condition has to come that says how tables hang together.
    var wantsCondition: Bool { words.isWord(qualifier == nil ? index - 1 : index - 3, "on") }

    private static let clauses: Set = [
        "select", "from", "join", "where", "on", "having", "by", "set", "values", "limit", "offset", "using",
        "into", "returning",
    ]

    /// The word that begins the clause which the place is in, and where it is.
    var clause: (word: String, index: Int)? {
        let start = words.opening(before: index).map { $0 + 1 } ?? 0
        let before = words.outer(start..<max(start, index)).last { place in
            words.word(place, isOneOf: Self.clauses)
                && !(words.isWord(place, "from") && words.isWord(place - 1, "distinct"))
        }
        return before.map { (words.list[$0].text, $0) }
    }

    /// The tokens up to the first semicolon behind the cursor: what follows is another statement.
    private static func statement(
        _ tokens: [SQLToken], in characters: [Character], from cursor: Int
    ) -> [SQLToken] {
        Array(tokens.prefix { $0.range.lowerBound < cursor || characters[$0.range] != [";"] })
    }

    private static func words(_ tokens: [SQLToken], in characters: [Character]) -> [SQLWords.Word] {
        tokens.filter { $0.kind != .comment }.map { token in
            let text = String(characters[token.range])
            let isName = token.kind == .word || token.kind == .quotedName
            return SQLWords.Word(
                kind: token.kind, text: isName ? text.asSQLName : text, range: token.range)
        }
    }
}
