import SQLScanning

/// The select of a KPI's cases, taken apart: what a fact row is worth and when, as expressions over the fact alone.
///
/// Only selects of the plain form have this: columns, one fact, perhaps the relation `parameter`, perhaps a condition.
/// What is joined, grouped or set against another select has no parts that could be added up beforehand.
struct CaseSelect: Sendable, Hashable {
    /// The fact that is read, without its schema: `ticket`.
    let fact: String
    /// The expression of each named column, over the fact's columns and `parameter`'s.
    private var expressions: [String: String]
    /// Whether it gives all of the fact's columns beside them.
    private let hasAllColumns: Bool
    /// Which of the fact's rows are cases; nil: all of them.
    private(set) var condition: String?

    init?(_ sql: String) {
        let text = Array(sql.withoutComments)
        let words = TopLevelWords(text[...])
        guard words.first?.text == "select", words.dropFirst().first?.text != "distinct",
            words.allSatisfy({ !Self.foreignWords.contains($0.text) }),
            let from = words.firstIndex(where: { $0.text == "from" })
        else { return nil }
        let condition = words.firstIndex { $0.text == "where" }
        let source = text[
            words[from].range.upperBound..<(condition.map { words[$0].range.lowerBound } ?? text.count)]
        let relations = String(source).split { $0.isWhitespace }.map(String.init)
        guard relations.count == 1 || relations.dropFirst() == ["cross", "join", "parameter"],
            let fact = relations.first, fact.hasPrefix("fact.")
        else { return nil }
        self.fact = String(fact.dropFirst("fact.".count))
        self.condition = condition.map { String(text[words[$0].range.upperBound...]).trimmedText }

        var expressions: [String: String] = [:]
        for item in TopLevelWords.items(of: text[words[0].range.upperBound..<words[from].range.lowerBound]) {
            guard let named = Self.named(item) else { return nil }
            expressions[named.name] = named.expression
        }
        hasAllColumns = expressions.removeValue(forKey: "*") != nil
        self.expressions = expressions
    }

    /// What the select makes of a column, or the fact's own where it gives all of them.
    func expression(_ name: String) -> String? {
        expressions[name] ?? (hasAllColumns ? "\(fact).\(name)" : nil)
    }

    /// Whether it depends on the instant that counts as now, or on another parameter of the question.
    func mentions(_ parameter: String) -> Bool {
        ([condition].compactMap(\.self) + expressions.values).contains {
            $0.contains("parameter.\(parameter)")
        }
    }

    /// The same with another text in the place of a parameter.
    func replacing(_ text: String, with other: String) -> CaseSelect {
        var select = self
        select.condition = condition?.replacing(text, with: other)
        select.expressions = expressions.mapValues { $0.replacing(text, with: other) }
        return select
    }

    /// The same with fewer cases.
    func adding(condition other: String) -> CaseSelect {
        var select = self
        select.condition = condition.map { "(\($0)) and \(other)" } ?? other
        return select
    }

    /// Words outside of parentheses that make a select more than a list of one fact's rows.
    private static let foreignWords: Set<String> = [
        "with", "union", "intersect", "except", "group", "having", "order", "limit", "offset", "window",
        "inner", "left", "right", "full", "lateral",
    ]

    /// `expression as name`, or a plain column under its own name; `fact.*` is named `*`.
    private static func named(_ item: String) -> (name: String, expression: String)? {
        let text = Array(item)
        let words = TopLevelWords(text[...])
        if let mark = words.last(where: { $0.text == "as" }) {
            let name = String(text[mark.range.upperBound...]).trimmedText
            return (name, String(text[..<mark.range.lowerBound]).trimmedText)
        }
        guard let name = item.split(separator: ".").last, item.allSatisfy({ !$0.isWhitespace }) else {
            return nil
        }
        return (String(name), item)
    }
}

/// The words of an SQL text that stand outside of parentheses, quotes and comments, with their places.
///
/// `distinct from` is one comparison, not the start of a clause: its `from` is no word here.
private struct TopLevelWords: RandomAccessCollection {
    struct Word {
        /// In lower case.
        let text: String
        let range: Range<Int>
    }

    private var words: [Word] = []
    private var commas: [Int] = []

    var startIndex: Int { words.startIndex }
    var endIndex: Int { words.endIndex }
    subscript(position: Int) -> Word { words[position] }

    init(_ text: ArraySlice<Character>) {
        var depth = 0
        var previous = ""
        for token in SQLScanner.tokens(of: text) {
            let found = String(text[token.range]).lowercased()
            switch token.kind {
            case .sign where found == "(": depth += 1
            case .sign where found == ")": depth -= 1
            case .sign where found == "," && depth == 0: commas.append(token.range.lowerBound)
            case .word where depth == 0 && previous != "." && (previous, found) != ("distinct", "from"):
                words.append(Word(text: found, range: token.range))
            default: break
            }
            previous = found
        }
    }

    /// The parts of a list between its commas.
    static func items(of text: ArraySlice<Character>) -> [String] {
        let commas = TopLevelWords(text).commas
        let starts = [text.startIndex] + commas.map { $0 + 1 }
        return zip(starts, commas + [text.endIndex]).map { String(text[$0..<$1]).trimmedText }
    }
}

extension String {
    /// Without comments; a blank stands for one that does not end at the line.
    fileprivate var withoutComments: String {
        let characters = Array(self)
        var text = ""
        var end = 0
        for token in SQLScanner.tokens(of: characters[...]) where token.kind == .comment {
            text += String(characters[end..<token.range.lowerBound])
            if characters[token.range.lowerBound] == "/" { text += " " }
            end = token.range.upperBound
        }
        return text + String(characters[end...])
    }

    fileprivate var trimmedText: String { Substring(self).trimmed }
}
