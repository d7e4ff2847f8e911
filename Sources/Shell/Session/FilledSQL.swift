import PostgresClient
import SQLScanning

/// A statement with the values of its variables in it, as it is sent, and the way back to what was typed.
struct FilledSQL {
    let typed: String
    private(set) var sql = ""
    /// Where values stand, in Unicode scalars as the server counts, and the names they stand for.
    private var values: [(sent: Range<Int>, typed: Range<Int>)] = []
    private var sentCount = 0

    /// `:name` becomes the value as it is, `:'name'` a constant, `:"name"` a name; without a value each stays.
    ///
    /// Blanks that only look like one (no-break spaces, which come with what is pasted) become blanks.
    init(_ typed: String, with values: [String: String]) {
        self.typed = typed
        let characters = Array(typed)
        var (end, typedCount) = (0, 0)
        for token in SQLScanner.tokens(of: characters[...]) {
            add(characters[end..<token.range.lowerBound].map { $0.isWhitespace && !$0.isASCII ? " " : $0 })
            typedCount += characters[end..<token.range.lowerBound].scalarCount
            let text = characters[token.range]
            if token.kind == .variable, let value = Self.value(of: text, in: values) {
                let begin = sentCount
                // `5-:n` with n = -1 is no comment.
                add(Array(value.first == "-" && sql.last == "-" ? " " + value : value))
                self.values.append((begin..<sentCount, typedCount..<(typedCount + text.scalarCount)))
            } else {
                add(Array(text))
            }
            typedCount += text.scalarCount
            end = token.range.upperBound
        }
        add(Array(characters[end...]))
    }

    private mutating func add(_ characters: [Character]) {
        sql.append(contentsOf: characters)
        sentCount += characters[...].scalarCount
    }

    /// What stands for `:name`, `:'name'` or `:"name"`; nil where the name has no value.
    static func value(of variable: ArraySlice<Character>, in values: [String: String]) -> String? {
        guard let value = values[String(variable.filter { !":'\"".contains($0) })] else { return nil }
        return switch variable.dropFirst().first {
        case "'": Quoting.literal(value)
        case "\"": Quoting.identifier(value)
        default: value
        }
    }

    /// The error as one of the text that was typed.
    func typed(_ error: PostgresError) -> PostgresError {
        guard case .server(_, sql) = error else { return error }
        return error.moved(to: typed) { position in
            let place = position - 1
            guard let value = values.last(where: { $0.sent.lowerBound <= place }) else { return position }
            if place < value.sent.upperBound { return value.typed.lowerBound + 1 }
            return value.typed.upperBound + place - value.sent.upperBound + 1
        }
    }
}

extension ArraySlice<Character> {
    fileprivate var scalarCount: Int { reduce(0) { $0 + $1.unicodeScalars.count } }
}
