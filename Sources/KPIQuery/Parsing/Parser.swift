import Basics

/// Reads one line by recursive descent, remembering at every place what could have stood there.
///
/// A line that breaks the grammar ends the reading with the failure thrown. What is well formed but
/// cannot be meant (an unknown value, `business` on a KPI without that clock) is noted in `problems`
/// and read on from, so that the rest of a line still completes and takes its colours.
struct Parser {
    let vocabulary: Vocabulary
    let lexer: Lexer
    /// The token to be read next.
    private(set) var token: Token
    /// What was looked for at `token`, in the order asked.
    var expected: [Expectation] = []
    /// The end of the last token read.
    private(set) var lastEnd = 0
    /// What the tokens read so far turned out to be.
    private(set) var marks: [ClassifiedToken] = []
    var problems: [ParseFailure] = []
    /// The verb the line began with.
    var verb: Verb?
    /// Whether `:name` may stand for a value that a call gives.
    var allowsParameters = false
    /// What is known of the values of parameters, by name.
    var values: [String: [GivenValue]] = [:]
    /// The parameters read so far, and every place of one.
    var parameters: [Parameter] = []
    var parameterPlaces: [Located<String>] = []
    /// How many of the places read so far are open: a call's to fill.
    var openCount = 0
    /// The value before `token`, where it was written without quotes.
    var bareValue: Token?
    /// What may follow a metric where its modifiers stand, besides them.
    var afterMetric: [Expectation] = []
    /// How deep in parentheses and `not` the condition is.
    var depth = 0

    init(_ text: String, from start: Int = 0, vocabulary: Vocabulary) {
        self.vocabulary = vocabulary
        lexer = Lexer(text)
        token = lexer.token(from: start)
    }

    // MARK: Reading

    /// The token after the next.
    var following: Token { lexer.token(from: token.span.upper) }

    var word: String? { token.kind == .word ? token.text.lowercased() : nil }

    var isAtEnd: Bool { token.kind == .end }

    /// Takes the next token as what it turned out to be.
    @discardableResult
    mutating func advance(as kind: TokenClass) -> Token {
        let read = token
        marks.append(ClassifiedToken(span: read.span, kind: kind))
        lastEnd = read.span.upper
        bareValue = nil
        expected = []
        token = lexer.token(from: read.span.upper)
        return read
    }

    /// Takes everything up to the next blank as one token.
    mutating func advancePath() -> Token {
        if token.kind != .string, token.kind != .quotedName { token = lexer.path(from: token.span.lower) }
        return advance(as: .path)
    }

    /// Takes this word, if it is the next one.
    mutating func accept(_ keyword: String) -> Token? {
        expect(.word(keyword))
        return word == keyword ? advance(as: .keyword) : nil
    }

    /// Takes this sign, if it is the next one.
    mutating func acceptSign(_ sign: String) -> Bool {
        expect(.word(sign))
        guard token.kind == .sign, token.text == sign else { return false }
        advance(as: .sign)
        return true
    }

    /// Takes this sign without offering it: SQL's other spelling of one that is offered.
    mutating func acceptSilently(_ sign: String) -> Bool {
        guard token.kind == .sign, token.text == sign else { return false }
        advance(as: .sign)
        return true
    }

    /// Remembers what may stand here.
    mutating func expect(_ expectation: Expectation) {
        if !expected.contains(expectation) { expected.append(expectation) }
    }

    /// Of what cannot be meant, the leftmost.
    var firstProblem: ParseFailure? {
        problems.min { ($0.span.lower, $0.span.upper) < ($1.span.lower, $1.span.upper) }
    }

    // MARK: Failing

    /// The failure of the next token; without words of its own it says what it can.
    func failure(_ message: String? = nil, suggestion: String? = nil) -> ParseFailure {
        // Where something is missing, the caret stands a blank behind the last word.
        let end = lastEnd == 0 ? 0 : min(lastEnd + 1, lexer.characters.count)
        return ParseFailure(
            span: isAtEnd ? SourceSpan(end, end) : token.span, message: message ?? ownMessage,
            expected: expected,
            suggestion: suggestion ?? nearest)
    }

    mutating func note(
        _ message: String, at span: SourceSpan, expected: [Expectation] = [], suggestion: String? = nil
    ) {
        problems.append(
            ParseFailure(span: span, message: message, expected: expected, suggestion: suggestion))
    }

    /// The name among those expected that is nearest to the next token, as it is to be typed.
    private var nearest: String? {
        let words = expected.flatMap { $0.words(in: vocabulary) }
        guard token.kind == .word || token.kind == .quotedName,
            let name = NearestName.meant(by: token.text, among: words),
            name.lowercased() != token.text.lowercased()
        else { return nil }
        for case .dimension(let names) in expected {
            if let dimension = names.first(where: { $0.name == name }) { return dimension.description }
        }
        return name
    }

    private var ownMessage: String {
        switch token.kind {
        case .end: "the line ends too early"
        case .openString, .openName: "the quote is not closed"
        case .string: "a string cannot stand here"
        case .quotedName: "a quoted name cannot stand here"
        case .parameter: "a parameter cannot stand here"
        case .sign:
            switch token.text {
            case ":": "a variable is ':' and its name, without quotes"
            case "‘", "’", "‚", "`": "write a straight quote (')"
            case "“", "”", "„": "write a straight quote (\")"
            default: "'\(token.text)' cannot stand here"
            }
        case .word:
            Keyword.reserved.contains(token.text.lowercased())
                ? "'\(token.text)' cannot stand here" : "unknown word '\(token.text)'"
        }
    }
}
