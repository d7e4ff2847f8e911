import KPIQuery
import LineEditor
import SQLScanning

/// What a column may be compared with in SQL: the values that it has in the data.
struct SQLValueCompletion {
    /// The values of a column; none where there is none of that name, or its values are too many to know.
    let values: (String) -> [String]

    /// The candidates for the constant that ends at the cursor; nil where none is to come there.
    func candidates(in text: String, at cursor: Int) -> Candidates? {
        let characters = Array(text.prefix(cursor))
        var scanner = SQLScanner()
        var tokens = scanner.tokens(of: characters[...]).filter { $0.kind != .comment }
        var typed = ""
        var start = cursor
        if scanner.isWithinToken {
            guard let open = tokens.popLast(), open.kind == .string, characters[open.range.lowerBound] == "'"
            else { return nil }
            start = open.range.lowerBound
            typed = String(characters[(start + 1)...]).lowercased()
        } else if let last = tokens.last, last.range.upperBound == cursor, last.kind != .sign {
            return nil
        }
        guard let column = Self.comparedColumn(tokens.map { ($0.kind, String(characters[$0.range])) }) else {
            return nil
        }
        let known = values(column)
        let matching = known.matching(typed) { $0 }
        guard !matching.isEmpty else { return nil }
        return Candidates(
            replacing: start..<cursor,
            matching.map { Candidate(quotedValue($0), kind: "value", suffix: "") })
    }

    /// The column before `=`, `<>`, `!=`, `like`, or before `in (` and a list.
    private static func comparedColumn(_ tokens: [(kind: SQLToken.Kind, text: String)]) -> String? {
        var end = tokens.count
        func text(_ offset: Int) -> String { end >= offset ? tokens[end - offset].text.lowercased() : "" }
        if text(1) == "=" || text(1) == ">" {
            end -= 1
            if text(1) == "<" || text(1) == "!" { end -= 1 } else if tokens[end].text == ">" { return nil }
        } else if text(1) == "like" || text(1) == "ilike" {
            end -= 1
            if text(1) == "not" { end -= 1 }
        } else {
            while text(1) == ",", end >= 2, tokens[end - 2].kind == .string { end -= 2 }
            guard text(1) == "(", text(2) == "in" else { return nil }
            end -= 2
            if text(1) == "not" { end -= 1 }
        }
        guard end > 0, [.word, .quotedName].contains(tokens[end - 1].kind) else { return nil }
        return tokens[end - 1].text.filter { $0 != "\"" }
    }
}
