import SQLScanning

/// Finds out where entries end, line by line: KPI lines and meta-commands at the line's end, SQL at its semicolon.
///
/// A KPI line that ends in a lone backslash goes on in the next; a comment may stand behind that.
///
/// A meta-command within a statement that does not take it as its argument runs by itself, and the statement goes on.
/// Prompts and the fences of Markdown that were pasted along are passed over; they end no statement.
struct EntrySplitter {
    /// What begins with a first word, asked about the rest of a line.
    enum Beginning {
        case nothing, line, sql
    }

    /// A statement that has begun and not ended.
    fileprivate struct Statement {
        var text: [Character] = []
        var line: Int
        var start: Int
        var openParentheses = 0
        /// Words so far that decide whether this creates a routine, whose body has semicolons of its own.
        var firstWords: [String] = []
        /// Open `begin`s and `case`s of such a body.
        var openBlocks = 0
    }

    /// A KPI question that goes on in the next line, with a blank in place of its backslash.
    private struct OpenQuestion {
        var text: [Character]
        var line: Int
        var start: Int
    }

    /// How much of a row is looked at to tell what begins there.
    private static let tellingLength = 1_000

    private let beginning: (String) -> Beginning
    private var scanner = SQLScanner()
    private var statement: Statement?
    private var question: OpenQuestion?
    private var prompt: PastedPrompt?
    private var lineCount = 0
    private var offset = 0
    /// Whether the last line ended in a command in the midst of a statement, which goes on after it.
    private(set) var isBehindCommand = false

    /// `beginning` says what the rest of a line is that begins an entry; of a long one it is given the first part.
    init(beginning: @escaping (String) -> Beginning) {
        self.beginning = beginning
    }

    /// Whether a statement waits for its semicolon.
    var isWithinStatement: Bool { statement != nil }

    /// Whether an entry goes on in the next line.
    private var isOpen: Bool { statement != nil || question != nil }

    /// The sign of what is left open: of a statement, innermost first, a quote, a comment, a bracket.
    var openMark: Character? {
        if question != nil { return "\\" }
        guard let statement else { return nil }
        return scanner.openMark ?? (statement.openParentheses > 0 ? "(" : nil)
    }

    /// Whether a quote or comment is open.
    var isWithinToken: Bool { scanner.isWithinToken }

    /// What goes on in the next line, as far as it was read.
    var openEntry: Entry? {
        if let question {
            return Entry(
                kind: .line, text: String(question.text), line: question.line, start: question.start)
        }
        return statement.map {
            Entry(kind: .unfinished, text: String($0.text), line: $0.line, start: $0.start)
        }
    }

    /// Takes a line, without its newline, and gives the entries that end in it.
    mutating func feed(_ line: String) -> [Entry] {
        var characters = withoutPrompt(Array(line))
        lineCount += 1
        isBehindCommand = false
        let end = offset + characters.count + 1
        defer { offset = end }
        var entries: [Entry] = []
        if !isWithinToken, line.isFence {
            // Blanks take its place, so that what follows stands where it was typed.
            let blanks = String(repeating: " ", count: characters.count) + "\n"
            statement?.text += blanks
            question?.text += blanks
            return []
        }
        // A question that goes on is read as a whole, from where it began.
        let begun = question
        question = nil
        if let begun {
            characters = begun.text + characters
            offset = begun.start
        }
        var place = 0
        while true {
            if statement == nil {
                while place < characters.count, characters[place].isWhitespace { place += 1 }
                guard place < characters.count else { return entries }
                // No more than its first words tell: whoever looked at all of it would do so at each entry of the row.
                let rest = String(characters[place...].prefix(Self.tellingLength))
                switch rest.hasPrefix("/*") ? .sql : beginning(rest) {
                case .nothing: return entries
                case .line:
                    if characters[place] == "\\" {
                        let extent = MetaCall.extent(in: characters, from: place + 1)
                        entries.append(
                            Entry(
                                kind: .line, text: String(characters[place..<extent.end]), line: lineCount,
                                start: offset + place))
                        place = extent.next
                        continue
                    }
                    let end = QuestionEnd(in: characters, from: place)
                    let text =
                        end.place.map { String(characters[place..<$0]).trimmed }
                        ?? String(characters[place...])
                    let isBegun = begun.map { place < $0.text.count } ?? false
                    var entry = Entry(
                        kind: .line, text: text, line: isBegun ? begun?.line ?? lineCount : lineCount,
                        start: offset + place)
                    switch end {
                    case .row: return entries + [entry]
                    case .command(_, let command, let next):
                        entry.kind = .question(command: command)
                        entries.append(entry)
                        place = next
                        continue
                    case .semicolon(let semicolon):
                        entries.append(entry)
                        place = semicolon + 1
                        continue
                    case .later(let backslash):
                        // With the comment behind it, which would take in the next row.
                        for place in backslash..<characters.count { characters[place] = " " }
                        question = OpenQuestion(
                            text: characters[place...] + ["\n"], line: entry.line, start: entry.start)
                        return entries
                    }
                case .sql: statement = Statement(line: lineCount, start: offset + place)
                }
            }
            guard let entry = goOn(characters, from: &place) else { return entries }
            entries.append(entry)
            if isBehindCommand, place == characters.count { return entries }
        }
    }

    /// The line with blanks in place of a prompt that was pasted with it.
    private mutating func withoutPrompt(_ line: [Character]) -> [Character] {
        if !isOpen { prompt = PastedPrompt(line) }
        guard !isWithinToken,
            let width = isOpen ? prompt?.continuationWidth(in: line) : prompt?.width
        else { return line }
        return Array(repeating: " ", count: width) + line.dropFirst(width)
    }

    /// What is left when there are no more lines.
    mutating func finish() -> Entry? {
        if var last = question.flatMap({ _ in openEntry }) {
            question = nil
            last.text = last.text.trimmed
            return last
        }
        guard let open = statement else { return nil }
        statement = nil
        scanner = SQLScanner()
        let text = String(open.text).trimmed
        guard !text.isEmpty else { return nil }
        return Entry(kind: .unfinished, text: text, line: open.line, start: open.start)
    }

    /// Goes on with the statement; gives it if it ends in this line.
    private mutating func goOn(_ characters: [Character], from place: inout Int) -> Entry? {
        guard var open = statement else { return nil }
        // The text has one owner, or each line would copy it.
        statement = nil
        let start = place
        while let token = scanner.next(in: characters[...], from: &place) {
            let text = characters[token.range]
            switch token.kind {
            case .sign where text == ["("]: open.openParentheses += 1
            case .sign where text == [")"]: open.openParentheses -= 1
            case .sign where text == [";"] && open.openParentheses <= 0 && open.openBlocks == 0:
                return end(open, with: characters[start..<token.range.lowerBound], command: nil)
            case .backslash:
                let extent = MetaCall.extent(in: characters, from: place)
                let command = String(characters[place..<extent.end])
                place = extent.next
                let last = characters[start..<token.range.lowerBound]
                guard MetaCall(command).command?.takesStatement != true else {
                    return end(open, with: last, command: command)
                }
                // Blanks take its place, so that what follows stands where it was typed.
                open.text += last
                open.text += String(repeating: " ", count: place - token.range.lowerBound)
                isBehindCommand = characters[place...].allSatisfy(\.isWhitespace)
                if isBehindCommand {
                    open.text += characters[place...] + ["\n"]
                    place = characters.count
                }
                statement = open
                return Entry(
                    kind: .line, text: "\\" + command, line: lineCount,
                    start: offset + token.range.lowerBound)
            case .word: open.note(String(text).lowercased())
            default: break
            }
        }
        open.text += characters[start...]
        open.text.append("\n")
        statement = open
        return nil
    }

    private mutating func end(
        _ open: Statement, with last: ArraySlice<Character>, command: String?
    ) -> Entry {
        statement = nil
        return Entry(
            kind: .sql(command: command), text: String(open.text + last).trimmed, line: open.line,
            start: open.start)
    }
}

extension EntrySplitter.Statement {
    /// Follows the blocks of a routine's body (`begin atomic … end`), as psql does.
    fileprivate mutating func note(_ word: String) {
        if firstWords.count < 4 { firstWords.append(word) }
        let isRoutine =
            firstWords.first == "create" && firstWords.contains { $0 == "function" || $0 == "procedure" }
        guard isRoutine, openParentheses == 0 else { return }
        switch word {
        case "begin": openBlocks += 1
        case "case" where openBlocks > 0: openBlocks += 1
        case "end" where openBlocks > 0: openBlocks -= 1
        default: break
        }
    }
}

extension String {
    /// Whether it opens or closes a block of code in Markdown: such lines are pasted with what stands between.
    fileprivate var isFence: Bool {
        let text = trimmed
        return text.hasPrefix("```") && text.dropFirst(3).allSatisfy(\.isLetter)
    }
}
