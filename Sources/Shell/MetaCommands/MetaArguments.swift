import PostgresClient
import SQLScanning

/// What follows a meta-command's name, as it stands there and cut into words, which psql's rules do.
///
/// Blanks part words but within quotes. Of `'…'` the quotes are taken off, `''` and backslash escapes undone; `"…"` stays
/// as it is. Outside of quotes `:name`, `:'name'` and `:"name"` stand for a value, where there is one, and `:{?name}` for
/// whether there is.
struct MetaArguments: Hashable {
    /// Without blanks around it.
    let line: String
    let words: [String]

    /// The words with a blank between them.
    var text: String { words.joined(separator: " ") }

    /// Takes the line as it is, for a command that has a language of its own.
    init(whole line: String) {
        self.line = line
        words = line.isEmpty ? [] : [line]
    }

    init(_ line: String, values: [String: String]) throws(ShellError) {
        self.line = line
        var reader = Reader(line, values)
        var words: [String] = []
        while let word = try reader.next() { words.append(word) }
        self.words = words
    }

    /// Where the arguments end that begin at a place: at a backslash outside of quotes, which begins another command, or
    /// with the row.
    static func end(in row: [Character], from start: Int) -> Int {
        var quote: Character?
        var place = start
        while place < row.count {
            switch row[place] {
            case "\\" where quote == "'": place += 1
            case "\\" where quote == nil && !row[(place + 1)...].allSatisfy(\.isWhitespace): return place
            case "'", "\"":
                if quote == nil { quote = row[place] } else if quote == row[place] { quote = nil }
            default: break
            }
            place += 1
        }
        return row.count
    }
}

/// Takes words off the front of a line.
private struct Reader {
    private let characters: [Character]
    private let values: [String: String]
    private var place = 0

    init(_ line: String, _ values: [String: String]) {
        characters = Array(line)
        self.values = values
    }

    mutating func next() throws(ShellError) -> String? {
        while place < characters.count, characters[place].isWhitespace { place += 1 }
        guard place < characters.count else { return nil }
        var word = ""
        while place < characters.count, !characters[place].isWhitespace {
            switch characters[place] {
            case "'": word += try constant()
            case "\"": word += try quoted()
            case ":": word += value()
            case let character:
                word.append(character)
                place += 1
            }
        }
        return word
    }

    /// What stands within single quotes.
    private mutating func constant() throws(ShellError) -> String {
        let start = place
        // Bytes, since escapes give such: two of them may be one character.
        var text: [UInt8] = []
        place += 1
        while place < characters.count {
            let character = characters[place]
            place += 1
            switch character {
            case "'":
                guard place < characters.count, characters[place] == "'" else {
                    return String(decoding: text, as: UTF8.self)
                }
                text.append(UInt8(ascii: "'"))
                place += 1
            case "\\" where place < characters.count: text += escaped()
            default: text += String(character).utf8
            }
        }
        throw open(from: start)
    }

    /// What stands for the character behind a backslash, or the digits.
    private mutating func escaped() -> [UInt8] {
        let character = characters[place]
        place += 1
        switch character {
        case "n": return [0x0A]
        case "t": return [0x09]
        case "r": return [0x0D]
        case "b": return [0x08]
        case "f": return [0x0C]
        case "0"..."7":
            place -= 1
            return [byte(digits: 3, radix: 8) ?? UInt8(ascii: "0")]
        case "x": return [byte(digits: 2, radix: 16) ?? UInt8(ascii: "x")]
        default: return Array(String(character).utf8)
        }
    }

    /// The byte that the next digits are the number of; nil where there are none.
    private mutating func byte(digits: Int, radix: Int) -> UInt8? {
        let text = String(characters[place...].prefix(digits).prefix { Int(String($0), radix: radix) != nil })
        guard let number = Int(text, radix: radix) else { return nil }
        place += text.count
        return UInt8(truncatingIfNeeded: number)
    }

    /// What stands within double quotes, with them.
    private mutating func quoted() throws(ShellError) -> String {
        let start = place
        guard let end = characters[(place + 1)...].firstIndex(of: "\"") else { throw open(from: start) }
        place = end + 1
        return String(characters[start...end])
    }

    /// What a name stands for that a colon may begin.
    private mutating func value() -> String {
        if let (name, end) = questioned() {
            place = end
            return values[name] == nil ? "FALSE" : "TRUE"
        }
        let start = place
        guard let end = SQLScanner.variableEnd(in: characters[...], from: start) else {
            place += 1
            return ":"
        }
        place = end
        let text = characters[start..<end]
        return FilledSQL.value(of: text, in: values) ?? String(text)
    }

    /// The name in `:{?name}` that begins here, and where it ends.
    private func questioned() -> (name: String, end: Int)? {
        guard characters[place...].starts(with: ":{?"), let end = characters[place...].firstIndex(of: "}")
        else { return nil }
        let name = String(characters[(place + 3)..<end])
        return VariableName.isOne(name) ? (name, end + 1) : nil
    }

    private func open(from start: Int) -> ShellError {
        ShellError("a quote is not closed: \(String(characters[start...]))")
    }
}
