extension QueryLanguage {
    /// Whether a line goes on with the question in the line before, and is none by itself.
    ///
    /// It does where its first word means something behind that question, and nothing at the start of a line.
    package func continues(_ question: String, with line: String) -> Bool {
        var begun = question[...]
        while let last = begun.last, last == ";" || last.isWhitespace { begun.removeLast() }
        let start = begun.count + 1
        let joined = "\(begun) \(line)"
        guard !begun.isEmpty, kind(of: joined) == .query else { return false }
        switch kind(of: line) {
        case .blank, .meta: return false
        // `with total` begins as SQL does.
        case .sql: return failure(of: joined) == nil
        case .query:
            let first = Lexer(line).token(from: 0).span
            guard let alone = failure(of: line), alone.span.lower <= first.lower else { return false }
            return failure(of: joined).map { $0.span.lower >= start + first.upper } ?? true
        }
    }

    private func failure(of text: String) -> ParseFailure? {
        do {
            _ = try line(text)
            return nil
        } catch {
            return error
        }
    }
}
