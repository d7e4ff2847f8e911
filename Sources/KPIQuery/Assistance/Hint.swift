/// What a shell shows in grey behind the cursor.
package enum Hint: Hashable, Sendable {
    /// The rest of the likeliest word: accepting it puts it into the line.
    case rest(String)
    /// What has to follow, in words; not to be put into the line.
    case placeholder(String)
}

extension QueryLanguage {
    /// The hint at a line's end; `nil` where nothing has to follow.
    package func hint(for text: String) -> Hint? {
        guard [.blank, .query].contains(kind(of: text)) else { return nil }
        let characters = Array(text)
        let completions = completions(in: text, at: characters.count)
        let typed = characters[completions.span.lower..<completions.span.upper]
        guard typed.isEmpty else {
            // The grammar may already be content: then nothing is pressed on the user.
            let lowered = String(typed).lowercased()
            guard !completions.candidates.contains(where: { $0.text.lowercased() == lowered }),
                let first = completions.candidates.first(where: { $0.text.lowercased().hasPrefix(lowered) })
            else { return nil }
            return .rest(String(first.text.dropFirst(typed.count)))
        }
        guard characters.last?.isWhitespace ?? true, !completions.expected.contains(.end),
            let first = completions.expected.first(where: { $0.text != nil })
        else { return nil }
        guard case .word = first, !characters.allSatisfy(\.isWhitespace) else {
            return .placeholder(characters.allSatisfy(\.isWhitespace) ? "a KPI, SQL or \\?" : first.hintText)
        }
        let words = completions.expected.compactMap { $0.isWord ? $0.text : nil }
        return .placeholder(words.prefix(4).joined(separator: " | "))
    }
}

extension Expectation {
    fileprivate var isWord: Bool {
        if case .word = self { true } else { false }
    }

    /// Shorter than what an error says.
    fileprivate var hintText: String {
        if case .dimension = self { "a dimension" } else { text ?? "" }
    }
}
