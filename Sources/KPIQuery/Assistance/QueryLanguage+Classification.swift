extension QueryLanguage {
    /// What each word of a KPI line is, from left to right; nothing for blanks, SQL and meta-commands.
    ///
    /// A word at the very end that could still become one that fits is not called an error: it is being
    /// typed.
    package func classification(of text: String) -> [ClassifiedToken] {
        guard kind(of: text) == .query else { return [] }
        var parser = self.parser(text)
        var failure: ParseFailure?
        do throws(ParseFailure) { _ = try parser.line() } catch { failure = error }
        var tokens = parser.marks
        let end = parser.lexer.characters.count
        let faults = parser.problems.filter { !isBeingTyped($0, in: parser.lexer) }
        for index in tokens.indices where faults.contains(where: { $0.covers(tokens[index].span) }) {
            tokens[index].kind = .error
        }
        guard let failure else { return tokens }
        if failure.span.lower < parser.token.span.lower, let last = tokens.indices.last,
            failure.covers(tokens[last].span)
        {
            tokens[last].kind = .error
        }
        var token = parser.token
        while token.kind != .end {
            let isFault =
                failure.covers(token.span)
                && !(token.span.upper == end && isBeingTyped(failure, in: parser.lexer))
            tokens.append(ClassifiedToken(span: token.span, kind: isFault ? .error : token.ownClass))
            token = parser.lexer.token(from: token.span.upper)
        }
        return tokens
    }

    /// Whether the word at fault stands at the line's end and begins something that would fit.
    private func isBeingTyped(_ failure: ParseFailure, in lexer: Lexer) -> Bool {
        guard failure.span.upper == lexer.characters.count, !failure.span.isEmpty else { return false }
        let token = lexer.token(from: failure.span.lower)
        guard token.span == failure.span else { return false }
        if token.kind == .openString || token.kind == .openName { return true }
        let typed = token.text.lowercased()
        return failure.expected.contains { expectation in
            let words =
                if case .value(let dimension, _) = expectation {
                    vocabulary.values(dimension).known.map(\.text)
                } else {
                    expectation.words(in: vocabulary)
                }
            return token.kind == .word && words.contains { $0.lowercased().hasPrefix(typed) }
        }
    }
}

extension ParseFailure {
    fileprivate func covers(_ other: SourceSpan) -> Bool {
        span.lower <= other.lower && other.upper <= span.upper
    }
}

extension Token {
    /// What it is without knowing what it means.
    fileprivate var ownClass: TokenClass {
        switch kind {
        case .string, .openString: .string
        case .quotedName, .openName: .dimension
        case .sign: .sign
        case .word: text.first?.isNumber == true ? .number : .plain
        case .parameter, .end: .plain
        }
    }
}
