/// Cuts SQL into tokens, text after text: it knows quotes, dollar quotes and nested comments, and what is left open
/// at a text's end goes on in the next.
package struct SQLScanner {
    private enum Mode: Hashable {
        case plain
        case string(hasEscapes: Bool)
        case quotedName
        case dollar(tag: [Character])
        case comment(depth: Int)
    }

    private var mode = Mode.plain

    package init() {}

    /// Whether the text so far ends within quotes or a comment.
    package var isWithinToken: Bool { mode != .plain }

    /// The sign of what is open at the text's end: a quote, or `*` for a comment.
    package var openMark: Character? {
        switch mode {
        case .plain: nil
        case .string: "'"
        case .quotedName: "\""
        case .dollar: "$"
        case .comment: "*"
        }
    }

    /// The tokens of a text, in the places that they have there.
    package static func tokens(of characters: ArraySlice<Character>) -> [SQLToken] {
        var scanner = SQLScanner()
        return scanner.tokens(of: characters)
    }

    /// The tokens of a text that goes on where the one before ended.
    package mutating func tokens(of characters: ArraySlice<Character>) -> [SQLToken] {
        var tokens: [SQLToken] = []
        var place = characters.startIndex
        while let token = next(in: characters, from: &place) { tokens.append(token) }
        return tokens
    }

    /// The next token from a place on, which moves behind it; nil at the end.
    package mutating func next(in characters: ArraySlice<Character>, from place: inout Int) -> SQLToken? {
        if mode == .plain {
            while place < characters.endIndex, characters[place].isWhitespace { place += 1 }
        }
        guard place < characters.endIndex else { return nil }
        let start = place
        let kind = mode == .plain ? begin(in: characters, from: &place) : go(on: characters, from: &place)
        return SQLToken(kind: kind, range: start..<place)
    }

    private mutating func begin(in characters: ArraySlice<Character>, from place: inout Int) -> SQLToken.Kind
    {
        func at(_ offset: Int) -> Character? {
            place + offset < characters.endIndex ? characters[place + offset] : nil
        }
        let first = characters[place]
        switch first {
        case "'":
            mode = .string(hasEscapes: false)
            place += 1
            return go(on: characters, from: &place)
        case "\"":
            mode = .quotedName
            place += 1
            return go(on: characters, from: &place)
        case "-" where at(1) == "-":
            place = characters[place...].firstIndex(where: \.isNewline) ?? characters.endIndex
            return .comment
        case "/" where at(1) == "*":
            mode = .comment(depth: 0)
            return go(on: characters, from: &place)
        case "$":
            guard let tag = dollarTag(in: characters, from: place) else { break }
            mode = .dollar(tag: tag)
            place += tag.count
            return go(on: characters, from: &place)
        case "\\":
            place += 1
            return .backslash
        case ":":
            if at(1) == ":" {
                place += 2
                return .sign
            }
            if let end = Self.variableEnd(in: characters, from: place) {
                place = end
                return .variable
            }
        default: break
        }
        if (first == "e" || first == "E"), at(1) == "'" {
            mode = .string(hasEscapes: true)
            place += 2
            return go(on: characters, from: &place)
        }
        place += 1
        if first.isLetter || first == "_" {
            while let next = at(0), next.isLetter || next.isNumber || next == "_" || next == "$" {
                place += 1
            }
            return .word
        }
        if first.isNumber {
            while let next = at(0), next.isLetter || next.isNumber || next == "." || next == "_" {
                place += 1
            }
            return .number
        }
        return .sign
    }

    /// Goes on within quotes or a comment, to their end or the text's.
    private mutating func go(on characters: ArraySlice<Character>, from place: inout Int) -> SQLToken.Kind {
        switch mode {
        case .plain: return .sign
        case .string(let hasEscapes):
            close(by: "'", hasEscapes: hasEscapes, in: characters, from: &place)
            return .string
        case .quotedName:
            close(by: "\"", hasEscapes: false, in: characters, from: &place)
            return .quotedName
        case .dollar(let tag):
            while place < characters.endIndex {
                if characters[place] == "$", characters[place...].starts(with: tag) {
                    place += tag.count
                    mode = .plain
                    break
                }
                place += 1
            }
            return .string
        case .comment(var depth):
            while place < characters.endIndex {
                let next = place + 1 < characters.endIndex ? characters[place + 1] : nil
                if characters[place] == "/", next == "*" {
                    depth += 1
                    place += 2
                } else if characters[place] == "*", next == "/" {
                    depth -= 1
                    place += 2
                    if depth == 0 {
                        mode = .plain
                        return .comment
                    }
                } else {
                    place += 1
                }
            }
            mode = .comment(depth: depth)
            return .comment
        }
    }

    private mutating func close(
        by quote: Character, hasEscapes: Bool, in characters: ArraySlice<Character>, from place: inout Int
    ) {
        while place < characters.endIndex {
            if hasEscapes, characters[place] == "\\" {
                place = min(place + 2, characters.endIndex)
            } else if characters[place] == quote {
                place += 1
                guard place < characters.endIndex, characters[place] == quote else {
                    mode = .plain
                    return
                }
                place += 1
            } else {
                place += 1
            }
        }
    }

    /// `$$` or `$tag$`, where one begins; `$1` is a parameter.
    private func dollarTag(in characters: ArraySlice<Character>, from place: Int) -> [Character]? {
        var end = place + 1
        while end < characters.endIndex, characters[end] != "$" {
            let isFirst = end == place + 1
            let character = characters[end]
            guard character.isLetter || character == "_" || (!isFirst && character.isNumber) else {
                return nil
            }
            end += 1
        }
        return end < characters.endIndex ? Array(characters[place...end]) : nil
    }

    /// Where the `:name`, `:'name'` or `:"name"` ends that begins at a place; nil where none does.
    package static func variableEnd(in characters: ArraySlice<Character>, from place: Int) -> Int? {
        var end = place + 1
        let quote = end < characters.endIndex && "'\"".contains(characters[end]) ? characters[end] : nil
        if quote != nil { end += 1 }
        let nameStart = end
        while end < characters.endIndex {
            let character = characters[end]
            let isFirst = end == nameStart
            guard character.isLetter || character == "_" || (!isFirst && character.isNumber) else { break }
            end += 1
        }
        guard end > nameStart else { return nil }
        guard let quote else { return end }
        return end < characters.endIndex && characters[end] == quote ? end + 1 : nil
    }
}
