extension QueryLanguage {
    /// The rest of the likeliest word at a line's end; `nil` where none is begun, or it may be whole.
    package func hint(for text: String) -> String? {
        guard kind(of: text) == .query else { return nil }
        let characters = Array(text)
        let completions = completions(in: text, at: characters.count)
        let typed = characters[completions.span.lower..<completions.span.upper]
        // The grammar may already be content: then nothing is pressed on the user.
        let lowered = String(typed).lowercased()
        guard !typed.isEmpty,
            !completions.candidates.contains(where: { $0.text.lowercased() == lowered }),
            let first = completions.candidates.first(where: { $0.text.lowercased().hasPrefix(lowered) })
        else { return nil }
        return String(first.text.dropFirst(typed.count))
    }
}
