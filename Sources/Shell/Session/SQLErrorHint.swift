import PostgresClient
import SQLScanning

/// What the server cannot know about a statement that it refused: how the shell's variables and people's quotes work.
struct SQLErrorHint {
    private let characters: [Character]
    private let tokens: [SQLToken]

    /// A sentence; nil where there is nothing to add.
    static func text(for error: PostgresError, variables: [String: String]) -> String? {
        guard case .server(let diagnostic, let statement) = error,
            [.syntaxError, .undefinedColumn].contains(diagnostic.sqlState)
        else { return nil }
        let hint = SQLErrorHint(statement)
        return hint.ofVariable(at: diagnostic.position, variables) ?? hint.ofTypographicQuotes()
            ?? (diagnostic.sqlState == .undefinedColumn ? hint.ofValue(at: diagnostic.position) : nil)
    }

    private init(_ statement: String) {
        characters = Array(statement)
        tokens = SQLScanner.tokens(of: characters[...]).filter { $0.kind != .comment }
    }

    private func text(_ token: SQLToken) -> String { String(characters[token.range]) }

    /// The place of the token at a position that the server gives.
    private func index(at position: Int?) -> Int? {
        guard let position else { return nil }
        var (place, scalars) = (0, 1)
        while place < characters.count, scalars < position {
            scalars += characters[place].unicodeScalars.count
            place += 1
        }
        return tokens.firstIndex { $0.range.contains(place) }
    }

    private func ofVariable(at position: Int?, _ variables: [String: String]) -> String? {
        guard let index = index(at: position), tokens[index].kind == .variable else { return nil }
        let name = text(tokens[index]).filter { !":'\"".contains($0) }
        if variables[name] == nil { return "\(name) is not set: \\set \(name) VALUE" }
        return text(tokens[index]) == ":\(name)" ? ":'\(name)' puts the value in quotes" : nil
    }

    private func ofTypographicQuotes() -> String? {
        let quotes = "‘’‚‛“”„‟«»"
        guard let first = tokens.first(where: { $0.kind == .sign && quotes.contains(text($0)) }) else {
            return nil
        }
        let value = characters[first.range.upperBound...].prefix { !quotes.contains($0) && !$0.isNewline }
        return Self.quotesHint(String(value))
    }

    /// Of a name that is compared with, and is none: `channel = email`, `channel in (email)`.
    private func ofValue(at position: Int?) -> String? {
        guard let index = index(at: position), [.word, .quotedName].contains(tokens[index].kind),
            index + 1 >= tokens.count || ![".", "("].contains(text(tokens[index + 1]))
        else { return nil }
        var before = tokens[..<index].map { text($0).lowercased() }[...]
        if let open = before.lastIndex(of: "("), open > 0, before[open - 1] == "in",
            !before[open...].contains("select")
        {
            before = before[..<open]
        }
        guard let last = before.last, ["=", "<", ">", "in", "like", "ilike"].contains(last) else {
            return nil
        }
        return Self.quotesHint(text(tokens[index]).filter { $0 != "\"" })
    }

    private static func quotesHint(_ value: String) -> String {
        "a value stands in single quotes: \(Quoting.literal(value).trimmed)"
    }
}
