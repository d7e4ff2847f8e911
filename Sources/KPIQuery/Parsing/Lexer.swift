/// A word, string or sign of a line.
struct Token: Hashable, Sendable {
    enum Kind: Hashable, Sendable {
        /// Letters, digits, `_`, `-` and `.`: names, numbers, dates.
        case word
        /// `'…'`, a doubled quote standing for one.
        case string
        /// `"…"`: a name that has blanks.
        case quotedName
        /// `:name`.
        case parameter
        case sign
        /// A string or name whose quote is never closed; it runs to the line's end.
        case openString, openName
        case end
    }

    var kind: Kind
    /// What it says: quotes taken off, doubled ones undone.
    var text: String
    var span: SourceSpan
}

/// Cuts a line into tokens, one at a time and from any place, so that the parser may read a path as one.
struct Lexer: Sendable {
    let characters: [Character]

    init(_ text: String) {
        characters = Array(text)
    }

    /// The token that begins at or after this place.
    func token(from place: Int) -> Token {
        let start = skippingBlanks(from: place)
        guard start < characters.count else {
            return Token(kind: .end, text: "", span: SourceSpan(characters.count, characters.count))
        }
        let first = characters[start]
        if startsWord(at: start) {
            return word(kind: .word, from: start, textFrom: start)
        }
        switch first {
        case "'": return quoted(by: "'", from: start, kind: .string, open: .openString)
        case "\"": return quoted(by: "\"", from: start, kind: .quotedName, open: .openName)
        case ":" where start + 1 < characters.count && startsName(characters[start + 1]):
            return word(kind: .parameter, from: start, textFrom: start + 1)
        default: return sign(from: start)
        }
    }

    /// A path: everything up to the next blank, but not the line's closing `;`.
    func path(from place: Int) -> Token {
        var end = place
        while end < characters.count, !characters[end].isWhitespace { end += 1 }
        if end > place, characters[end - 1] == ";", skippingBlanks(from: end) == characters.count { end -= 1 }
        return Token(kind: .word, text: String(characters[place..<end]), span: SourceSpan(place, end))
    }

    func text(_ span: SourceSpan) -> String {
        String(characters[span.lower..<span.upper])
    }

    /// The first place from here that is neither blank nor in a comment (`--` to the end of its line).
    func skippingBlanks(from place: Int) -> Int {
        var start = place
        while start < characters.count {
            if characters[start].isWhitespace {
                start += 1
            } else if characters[start] == "-", start + 1 < characters.count, characters[start + 1] == "-" {
                start = characters[start...].firstIndex(where: \.isNewline) ?? characters.count
            } else {
                break
            }
        }
        return start
    }

    private func startsName(_ character: Character) -> Bool {
        character.isLetter || character == "_"
    }

    private func startsWord(at place: Int) -> Bool {
        let first = characters[place]
        if startsName(first) || first.isNumber { return true }
        // A sign or point begins a number only.
        guard "-+.".contains(first), place + 1 < characters.count else { return false }
        return characters[place + 1].isNumber
            || (characters[place + 1] == "." && place + 2 < characters.count
                && characters[place + 2].isNumber)
    }

    private func word(kind: Token.Kind, from start: Int, textFrom: Int) -> Token {
        var end = textFrom + 1
        while end < characters.count, continuesWord(characters[end]) { end += 1 }
        return Token(kind: kind, text: String(characters[textFrom..<end]), span: SourceSpan(start, end))
    }

    private func continuesWord(_ character: Character) -> Bool {
        startsName(character) || character.isNumber || character == "-" || character == "."
    }

    private func quoted(by quote: Character, from start: Int, kind: Token.Kind, open: Token.Kind) -> Token {
        var text = ""
        var place = start + 1
        while place < characters.count {
            if characters[place] == quote {
                guard place + 1 < characters.count, characters[place + 1] == quote else {
                    return Token(kind: kind, text: text, span: SourceSpan(start, place + 1))
                }
                place += 1
            }
            text.append(characters[place])
            place += 1
        }
        return Token(kind: open, text: text, span: SourceSpan(start, place))
    }

    private func sign(from start: Int) -> Token {
        if start + 1 < characters.count {
            let pair = String(characters[start...(start + 1)])
            if ["!=", "<>", "<=", ">="].contains(pair) {
                return Token(kind: .sign, text: pair, span: SourceSpan(start, start + 2))
            }
        }
        return Token(kind: .sign, text: String(characters[start]), span: SourceSpan(start, start + 1))
    }
}
