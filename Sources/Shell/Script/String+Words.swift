extension String {
    /// The words of a command's arguments; blanks within quotes do not end one, and the quotes are taken off.
    var quotedWords: [String] {
        var words: [String] = []
        var rest = trimmed[...]
        while let first = rest.first {
            var end = rest.startIndex
            if first == "'" || first == "\"" {
                repeat {
                    let close = rest[rest.index(after: end)...].firstIndex(of: first)
                    end = close.map { rest.index(after: $0) } ?? rest.endIndex
                } while end < rest.endIndex && rest[end] == first
            } else {
                end = rest.firstIndex(where: \.isWhitespace) ?? rest.endIndex
            }
            words.append(String(rest[..<end]).unquoted())
            rest = rest[end...].drop { $0.isWhitespace }
        }
        return words
    }
}
