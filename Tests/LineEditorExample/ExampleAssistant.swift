import LineEditor

/// Knows a little of SQL: a statement that begins with `select` goes on until its semicolon.
struct ExampleAssistant: LineAssistant {
    private static let keywords = ["select", "from", "where", "group", "order", "limit"]
    private static let words =
        keywords.map { Candidate($0, kind: "keyword", suffix: " ") } + [
            Candidate("channel", kind: "column", summary: "how a ticket came in"),
            Candidate("channel_group", kind: "column", summary: "voice or text"),
            Candidate("category", kind: "column", summary: "what it is about"),
            Candidate("überblick", kind: "table", summary: "日本語 too"),
        ] + (1...30).map { Candidate("metric_\($0)", kind: "number", summary: "number \($0) of 30") }

    func styles(of text: String) -> [StyledRange] {
        // Where the tests see that a crash leaves the terminal as it was found.
        if text.hasSuffix("!crash") { fatalError("asked to") }
        var styles: [StyledRange] = []
        for word in Self.wordRanges(in: text) {
            let characters = Array(text)[word]
            if characters.first == "'" {
                styles.append(StyledRange(word, TextStyle(.green), isLiteral: true))
            } else if Self.keywords.contains(String(characters)) {
                styles.append(StyledRange(word, TextStyle(.blue, isBold: true)))
            }
        }
        return styles
    }

    func candidates(in text: String, at cursor: Int) -> Candidates? {
        let word = Self.wordRanges(in: String(text.prefix(cursor))).last ?? cursor..<cursor
        let range = word.upperBound == cursor ? word : cursor..<cursor
        let typed = String(Array(text)[range])
        let found = Self.words.filter { $0.text.hasPrefix(typed) }
        return found.isEmpty ? nil : Candidates(replacing: range, found)
    }

    func hint(for text: String) -> String? {
        text.hasSuffix("from") ? " tickets" : nil
    }

    func isComplete(_ text: String) -> Bool {
        !text.hasPrefix("select") || text.last { !$0.isWhitespace } == ";"
    }

    /// Where words and quoted strings are.
    private static func wordRanges(in text: String) -> [Range<Int>] {
        var ranges: [Range<Int>] = []
        var start: Int?
        var isQuoted = false
        let characters = Array(text)
        for (index, character) in characters.enumerated() {
            let isPart =
                isQuoted || character == "'" || character.isLetter || character.isNumber || character == "_"
            if character == "'" { isQuoted.toggle() }
            if isPart, start == nil { start = index }
            if !isPart, let begun = start {
                ranges.append(begun..<index)
                start = nil
            }
        }
        if let start { ranges.append(start..<characters.count) }
        return ranges
    }
}
