import KPIQuery
import Rendering
import SQLScanning

/// What `\copy` is to do: `(query) to 'file' with (format csv, header false, delimiter ';')`.
struct CopyCommand: Hashable {
    enum Goal: Hashable {
        case file(String)
        /// Where answers go.
        case standard
        case command(String)
    }

    let query: String
    let goal: Goal
    private(set) var format: Format?
    private(set) var hasHeader = true
    private(set) var delimiter: UInt8?

    /// Reads what follows `\copy`; the failure says where it does not read.
    init(_ text: String) throws(ParseFailure) {
        let reader = Reader(text)
        guard let to = try reader.placeOfTo(), let query = reader.query(before: to) else {
            throw reader.failure(
                reader.end..<reader.end,
                "\\copy wants a query or a table, and a file: \\copy (select …) to answer.csv")
        }
        self.query = query
        var place = to.upperBound
        goal = try reader.goal(from: &place)
        var options = reader.tokens(from: place)[...]
        if options.first?.text == "with" { options.removeFirst() }
        let isList = options.first?.text == "("
        if isList {
            guard options.last?.text == ")", options.count > 2 else {
                throw reader.failure(reader.end..<reader.end, "')' is missing")
            }
            options = options.dropFirst().dropLast()
        }
        while let option = options.popFirst() {
            try take(option, from: &options, reader)
            guard isList, let comma = options.popFirst() else { continue }
            guard comma.text == "," else { throw reader.failure(comma.range, "',' is missing before this") }
        }
        if delimiter != nil || !hasHeader, ![.csv, .tsv].contains(format ?? Format(goal) ?? .csv) {
            throw reader.failure(place..<reader.end, "only csv and tsv have a delimiter and a header")
        }
    }

    private mutating func take(
        _ option: Reader.Token, from rest: inout ArraySlice<Reader.Token>, _ reader: Reader
    ) throws(ParseFailure) {
        switch option.text {
        case "format":
            let name = rest.popFirst()
            guard let format = name.flatMap({ Format(rawValue: $0.unquoted) }), format != .chart else {
                throw reader.failure(
                    name?.range ?? option.range,
                    "there is no such format: "
                        + Format.allCases.filter { $0 != .chart }.map(\.rawValue).joined(separator: ", "))
            }
            self.format = format
        case "header":
            let words = ["true": true, "on": true, "1": true, "false": false, "off": false, "0": false]
            guard let next = rest.first, let value = words[next.unquoted] else { break }
            rest.removeFirst()
            hasHeader = value
        case "delimiter":
            if rest.first?.text == "as" { rest.removeFirst() }
            let sign = rest.popFirst()
            guard let text = sign?.delimiter, text.utf8.count == 1, let byte = text.utf8.first,
                !"\"\n\r.-+".utf8.contains(byte), text.allSatisfy({ !$0.isLetter && !$0.isNumber })
            else {
                throw reader.failure(
                    sign?.range ?? option.range, "a delimiter is one character that no value needs: ';'")
            }
            delimiter = byte
        default:
            guard let format = Format(rawValue: option.text), format != .chart else {
                throw reader.failure(
                    option.range, "\\copy has no option '\(option.text)', but format, header and delimiter")
            }
            self.format = format
        }
    }
}

extension Format {
    /// The format that a file's ending asks for.
    fileprivate init?(_ goal: CopyCommand.Goal) {
        guard case .file(let path) = goal else { return nil }
        self.init(path: path)
    }
}

/// The pieces of a `\copy`.
private struct Reader {
    struct Token {
        let text: String
        let kind: SQLToken.Kind
        let range: Range<Int>

        /// In lower case, without quotes.
        var unquoted: String { kind == .string ? text.unquoted("'") : text }

        /// One character in quotes, `E'\t'` included.
        var delimiter: String? {
            guard kind == .string else { return nil }
            return text == "e'\\t'" ? "\t" : unquoted
        }
    }

    private let characters: [Character]
    let end: Int

    init(_ text: String) {
        characters = Array(text)
        end = characters.count
    }

    func failure(_ range: Range<Int>, _ message: String) -> ParseFailure {
        ParseFailure(span: SourceSpan(range.lowerBound, range.upperBound), message: message)
    }

    func tokens(from start: Int) -> [Token] {
        SQLScanner.tokens(of: characters[start...]).map { token in
            let text = String(characters[token.range])
            return Token(text: text.lowercased(), kind: token.kind, range: token.range)
        }
    }

    /// The `to` behind the query.
    func placeOfTo() throws(ParseFailure) -> Range<Int>? {
        var depth = 0
        for token in tokens(from: 0) {
            if token.text == "(" { depth += 1 }
            if token.text == ")" { depth -= 1 }
            guard depth == 0, token.kind == .word else { continue }
            if token.text == "from" {
                throw failure(token.range, "data comes in with: deskhouse load FILE …")
            }
            if token.text == "to" { return token.range }
        }
        return nil
    }

    /// The query, or one for a table: `kpi.csat`, `kpi.csat (day, value)`.
    func query(before to: Range<Int>) -> String? {
        let source = String(characters[..<to.lowerBound]).trimmed
        guard let first = source.first else { return nil }
        if first == "(" { return source }
        guard source.last == ")", let list = source.firstIndex(of: "(") else { return "table \(source)" }
        return
            "select \(source[source.index(after: list)...].dropLast()) from \(source[..<list].description.trimmed)"
    }

    /// The file, `stdout` or `program 'command'` that comes next.
    func goal(from place: inout Int) throws(ParseFailure) -> CopyCommand.Goal {
        let word = word(from: &place)
        let start = place
        switch word?.lowercased() {
        case nil: throw failure(end..<end, "a file is missing, such as answer.csv")
        case "stdout": return .standard
        case "program":
            guard let command = self.word(from: &place) else {
                throw failure(start..<end, "a command is missing: to program 'gzip > answer.csv.gz'")
            }
            return .command(command)
        default: return .file(word ?? "")
        }
    }

    /// What stands up to the next blank, or within quotes.
    private func word(from place: inout Int) -> String? {
        while place < end, characters[place].isWhitespace { place += 1 }
        guard place < end else { return nil }
        let start = place
        let quote = characters[place]
        guard quote == "'" || quote == "\"" else {
            while place < end, !characters[place].isWhitespace { place += 1 }
            return String(characters[start..<place])
        }
        repeat {
            guard let close = characters[(place + 1)...].firstIndex(of: quote) else {
                place = end
                return String(characters[(start + 1)...])
            }
            place = close + 1
        } while place < end && characters[place] == quote
        return String(characters[start..<place]).unquoted()
    }
}
