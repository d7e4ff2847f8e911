/// Where a KPI question ends that stands in a row, and how.
enum QuestionEnd: Hashable {
    /// At the row's end.
    case row
    /// Before a semicolon with something behind it.
    case semicolon(Int)
    /// Before a command that takes it, given without its backslash; then the row goes on, where it does.
    case command(Int, String, next: Int)
    /// Not in this row: a lone backslash at its end, or before the comment there, says that it goes on in the next.
    case later(backslash: Int)

    /// The end of a question that begins at a place; quotes and comments have none in them.
    init(in characters: [Character], from start: Int) {
        var quote: Character?
        for place in start..<characters.count {
            switch characters[place] {
            case let character where character == quote: quote = nil
            case "'" where quote == nil, "\"" where quote == nil: quote = characters[place]
            case "-" where quote == nil && characters[place...].starts(with: "--"):
                // A comment goes to the end of its row, of which there may be others.
                guard let end = characters[place...].firstIndex(where: \.isNewline) else {
                    self = .row
                    return
                }
                self = QuestionEnd(in: characters, from: end)
                return
            case ";" where quote == nil:
                let rest = characters[(place + 1)...].drop { $0.isWhitespace || $0 == ";" }
                self = rest.isEmpty || rest.starts(with: "--") ? .row : .semicolon(place)
                return
            case "\\" where quote == nil:
                let rest = characters[(place + 1)...].drop { $0.isWhitespace }
                if rest.isEmpty || rest.starts(with: "--") {
                    self = .later(backslash: place)
                    return
                }
                let extent = MetaCall.extent(in: characters, from: place + 1)
                let command = String(characters[(place + 1)..<extent.end])
                guard MetaCall(command).command?.takesStatement == true else { break }
                self = .command(place, command, next: extent.next)
                return
            default: break
            }
        }
        self = .row
    }

    /// The place up to which the question goes; nil where that is the row's end.
    var place: Int? {
        switch self {
        case .row: nil
        case .semicolon(let place), .command(let place, _, _), .later(backslash: let place): place
        }
    }
}
