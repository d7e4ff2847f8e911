/// One thing that could be typed at a place.
package struct Completion: Hashable, Sendable {
    package enum Kind: Hashable, Sendable {
        case keyword, kpi, dimension, value, savedQuery, sign
    }

    package var kind: Kind
    /// What to put into the line, quotes included.
    package var text: String
    /// A few words beside it; may be empty.
    package var summary: String
}

/// What could be typed at a place of a line.
package struct Completions: Hashable, Sendable {
    /// What a candidate replaces: the word begun before the cursor, up to the cursor.
    package var span: SourceSpan
    /// Best matches first; within those the grammar's and the vocabulary's order.
    package var candidates: [Completion]
    /// What the parser looks for at the span's start; paths and SQL are others' to complete.
    package var expected: [Expectation]
}

extension QueryLanguage {
    /// What may stand at the cursor, as far as the words before it make sense.
    ///
    /// The cursor is in characters from the line's start; places outside are moved inside.
    package func completions(in text: String, at cursor: Int) -> Completions {
        let characters = Array(text)
        let cursor = max(0, min(cursor, characters.count))
        let before = String(characters[..<cursor])
        let nothing = SourceSpan(cursor, cursor)
        switch kind(of: before) {
        case .sql: return Completions(span: nothing, candidates: [], expected: [.sql])
        case .meta: return Completions(span: nothing, candidates: [], expected: [])
        case .blank, .query: break
        }
        if let path = pathBegun(in: before, cursor: cursor) {
            return Completions(span: path, candidates: [], expected: [.path])
        }
        let begun = Lexer(before).wordBegun
        var parser = Parser(String(characters[..<(begun?.span.lower ?? cursor)]), vocabulary: vocabulary)
        // A failure at the end is what completion is for: its expectations stay in the parser.
        _ = try? parser.line()
        let span = begun?.span ?? nothing
        guard parser.isAtEnd else { return Completions(span: span, candidates: [], expected: []) }
        return Completions(
            span: span, candidates: candidates(for: begun, among: parser.expected),
            expected: parser.expected)
    }

    private func pathBegun(in text: String, cursor: Int) -> SourceSpan? {
        var parser = Parser(text, vocabulary: vocabulary)
        _ = try? parser.line()
        guard let last = parser.marks.last, last.kind == .path, last.span.upper == cursor else { return nil }
        return last.span
    }

    private func candidates(for begun: Token?, among expected: [Expectation]) -> [Completion] {
        var ranked: [[Completion]] = Array(repeating: [], count: Match.allCases.count)
        var seen: Set<String> = []
        func offer(_ kind: Completion.Kind, _ text: String, names: [String], summary: String) {
            guard begun.allows(kind) else { return }
            let typed = begun?.text ?? ""
            guard let match = names.compactMap({ Match(of: typed, in: $0) }).min(),
                seen.insert(text).inserted
            else { return }
            ranked[match.rawValue].append(Completion(kind: kind, text: text, summary: summary))
        }
        for expectation in expected {
            switch expectation {
            case .word(let word):
                let isSign = word.first.map { !$0.isLetter && !$0.isNumber } ?? true
                if isSign, [",", ")", "<>"].contains(word) { continue }
                offer(isSign ? .sign : .keyword, word, names: [word], summary: Keyword.summary(of: word))
            case .kpi:
                for kpi in vocabulary.kpis {
                    // An alias is offered where it fits what was typed better than the key does.
                    let typed = begun?.text ?? ""
                    let own = Match(of: typed, in: kpi.key)
                    let alias = kpi.aliases.first { alias in
                        guard !typed.isEmpty, let match = Match(of: typed, in: alias) else { return false }
                        return own.map { match < $0 } ?? true
                    }
                    offer(.kpi, alias ?? kpi.key, names: [alias ?? kpi.key, kpi.title], summary: kpi.title)
                }
            case .dimension(let names):
                for name in names {
                    let title = vocabulary.dimensions.first { $0.name == name }?.title ?? ""
                    offer(.dimension, name.description, names: [name.name], summary: title)
                }
            case .value(let dimension, _):
                for value in vocabulary.values(dimension).known {
                    offer(
                        .value, quotedValue(value.text), names: [value.text, value.title],
                        summary: value.title)
                }
            case .savedQuery:
                for saved in vocabulary.savedQueries {
                    offer(.savedQuery, saved.name, names: [saved.name], summary: saved.title)
                }
            case .argument, .number, .date, .period, .duration, .path, .sql, .end: break
            }
        }
        return ranked.flatMap(\.self)
    }
}

/// How well a name fits what was typed.
private enum Match: Int, CaseIterable, Comparable {
    /// It begins so.
    case start
    /// One of its words begins so.
    case word
    case inside

    init?(of typed: String, in name: String) {
        guard !typed.isEmpty else {
            self = .start
            return
        }
        let typed = Array(typed.lowercased())
        let letters = Array(name.lowercased())
        guard letters.count >= typed.count else { return nil }
        var best: Match?
        for place in 0...(letters.count - typed.count)
        where letters[place..<(place + typed.count)].elementsEqual(typed) {
            if place == 0 {
                self = .start
                return
            }
            let isWordStart = !letters[place - 1].isLetter && !letters[place - 1].isNumber
            if isWordStart { best = .word } else if best == nil { best = .inside }
        }
        guard let best else { return nil }
        self = best
    }

    static func < (left: Match, right: Match) -> Bool {
        left.rawValue < right.rawValue
    }
}

extension Token? {
    /// Whether a candidate of this kind may take the place of what was begun: a quote decides.
    fileprivate func allows(_ kind: Completion.Kind) -> Bool {
        switch self?.kind {
        case .openString: kind == .value
        case .openName: kind == .dimension
        case .parameter: false
        default: true
        }
    }
}

extension Lexer {
    /// The word, or the string not closed yet, that the text ends in.
    var wordBegun: Token? {
        var last: Token?
        var next = token(from: 0)
        while next.kind != .end {
            last = next
            next = token(from: next.span.upper)
        }
        guard let last, last.span.upper == characters.count else { return nil }
        switch last.kind {
        case .word, .openString, .openName, .parameter: return last
        case .string, .quotedName, .sign, .end: return nil
        }
    }
}

extension Vocabulary.Values {
    /// Those there are to show.
    package var known: [Vocabulary.Value] {
        switch self {
        case .all(let values), .open(let values): values
        }
    }
}
