import KPIQuery

/// Questions that were pasted in several rows, as editors and documents break them.
struct PastedQuestions {
    let language: QueryLanguage
    let splitter: EntrySplitter

    /// The text with the sign that a question goes on at the end of each row with which the next one goes on.
    func joined(_ text: String) -> String {
        var rows = text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
        guard rows.count > 1 else { return text }
        var splitter = splitter
        // The question with which a row ended, and that row.
        var begun: (question: String, row: Int)?
        for (index, row) in rows.enumerated() {
            let (text, comment) = Self.parts(of: row)
            if let (question, last) = begun {
                // What only says something about it does not end it.
                if text.isEmpty, !comment.isEmpty { continue }
                if language.continues(question, with: text) {
                    for place in last..<index { rows[place] = Self.goingOn(rows[place]) }
                    begun = text.last == ";" ? nil : (question + " " + text.trimmed, index)
                    continue
                }
                // The comments between are no part of it.
            }
            let entry = splitter.feed(row).last
            let isQuestion = entry.map { $0.kind == .line && !$0.text.hasPrefix("\\") } ?? false
            begun =
                isQuestion && splitter.openEntry == nil && text.last != ";"
                ? entry.map { (Self.parts(of: $0.text).text, index) } : nil
        }
        return rows.joined(separator: "\n")
    }

    /// A row with the sign that its question goes on, before the comment if it has one.
    private static func goingOn(_ row: String) -> String {
        let (text, comment) = parts(of: row)
        let sign = text.isEmpty ? "\\" : text + " \\"
        return comment.isEmpty ? sign : sign + " " + comment
    }

    /// What stands before a comment, without blanks at its end, and the comment.
    private static func parts(of row: String) -> (text: String, comment: String) {
        var quote: Character?
        var place = row.startIndex
        while place < row.endIndex {
            let character = row[place]
            if character == quote {
                quote = nil
            } else if quote == nil, character == "'" || character == "\"" {
                quote = character
            } else if quote == nil, row[place...].hasPrefix("--") {
                return (String(row[..<place]).trimmedEnd, String(row[place...]))
            }
            place = row.index(after: place)
        }
        return (row.trimmedEnd, "")
    }
}
