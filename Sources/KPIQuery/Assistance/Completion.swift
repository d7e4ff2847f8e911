package import Basics

/// One thing that could be typed at a place.
package struct Completion: Hashable, Sendable {
    package enum Kind: Hashable, Sendable {
        case keyword, kpi, dimension, value, savedQuery, parameter, period, sign
        /// One of many numbers or durations that would do as well.
        case example
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
    /// The cursor is in characters from the line's start; places outside are moved inside. With `today`,
    /// days and periods near it are offered too.
    package func completions(in text: String, at cursor: Int, today: CivilDate? = nil) -> Completions {
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
        var parser = self.parser(String(characters[..<(begun?.span.lower ?? cursor)]))
        // A failure at the end is what completion is for: its expectations stay in the parser.
        _ = try? parser.line()
        let span = begun?.span ?? nothing
        guard parser.isAtEnd else { return Completions(span: span, candidates: [], expected: []) }
        return Completions(
            span: span,
            candidates: candidates(
                for: begun, among: parser.expected, after: words(of: characters[..<span.lower]),
                today: today),
            expected: parser.expected.flatMap { expectation in
                [expectation] + argumentKinds(expectation).flatMap { $0.expected(in: vocabulary) }
            })
    }

    /// What a value for a parameter is read as; empty for all else that is expected.
    private func argumentKinds(_ expectation: Expectation) -> [Parameter.Kind] {
        parameter(expectation)?.kinds ?? []
    }

    /// The parameter that a value is expected for; nil for all else that is expected.
    private func parameter(_ expectation: Expectation) -> Parameter? {
        guard case .argument(let name, let saved) = expectation else { return nil }
        return saved.parameters(in: vocabulary).first { $0.name == name }
    }

    /// The parameter of a saved question whose value is to be typed at a text's end; nil where none is.
    package func parameterWanted(atEndOf text: String) -> Parameter? {
        var parser = parser(text)
        _ = try? parser.line()
        return parser.isAtEnd ? parser.expected.lazy.compactMap(parameter).first : nil
    }

    private func pathBegun(in text: String, cursor: Int) -> SourceSpan? {
        var parser = self.parser(text)
        _ = try? parser.line()
        guard let last = parser.marks.last, last.kind == .path, last.span.upper == cursor else { return nil }
        return last.span
    }

    /// The words before a place, in lower case.
    private func words(of characters: ArraySlice<Character>) -> [String] {
        let lexer = Lexer(String(characters))
        var words: [String] = []
        var token = lexer.token(from: 0)
        while token.kind != .end {
            if token.kind == .word { words.append(token.text.lowercased()) }
            token = lexer.token(from: token.span.upper)
        }
        return words
    }

    private func candidates(
        for begun: Token?, among expected: [Expectation], after words: [String], today: CivilDate?
    ) -> [Completion] {
        let typed = begun?.text ?? ""
        let isCondition = expected.contains(.word("like"))
        let isRanking = ["top", "bottom"].contains(words.last { Keyword.clauses.contains($0) })
        var ranked: [[Completion]] = Array(repeating: [], count: CompletionMatch.allCases.count)
        var seen: Set<String> = []
        let offered = expected.flatMap { expectation in
            switch expectation {
            case .word("in") where isCondition:
                [Offer(.keyword, "in", "one of several: (…, …)", names: ["in"])]
            case .word("by") where isRanking:
                [Offer(.keyword, "by", "the KPI that ranks", names: ["by"])]
            // Of a number begun nobody knows how it goes on.
            case .number, .duration:
                typed.isEmpty
                    ? Keyword.examples(after: words.last).map { Offer(.example, $0, "", names: [$0]) } : []
            default: offers(expectation, typed: typed, today: today)
            }
        }
        for offer in offered where begun.allows(offer.completion.kind) {
            guard let match = offer.names.compactMap({ CompletionMatch(of: typed, in: $0) }).min(),
                seen.insert(offer.completion.text).inserted
            else { continue }
            ranked[match.rawValue].append(offer.completion)
        }
        return ranked.flatMap(\.self)
    }

    /// A candidate, and the names it is found by.
    private struct Offer {
        var completion: Completion
        var names: [String]

        init(_ kind: Completion.Kind, _ text: String, _ summary: String, names: [String]) {
            completion = Completion(kind: kind, text: text, summary: summary)
            self.names = names
        }
    }

    private func offers(_ expectation: Expectation, typed: String, today: CivilDate?) -> [Offer] {
        switch expectation {
        case .word(let word):
            guard let first = word.first, first.isLetter || first.isNumber else {
                return [",", ")"].contains(word) ? [] : [Offer(.sign, word, "", names: [word])]
            }
            return [Offer(.keyword, word, Keyword.summary(of: word), names: [word])]
        case .kpi:
            return vocabulary.kpis.map { kpi in
                let name = kpi.name(fitting: typed)
                return Offer(.kpi, name, kpi.title, names: [name, kpi.title])
            }
        case .dimension(let names):
            return names.map { name in
                let title = vocabulary.dimensions.first { $0.name == name }?.title ?? ""
                return Offer(.dimension, name.description, title, names: [name.name])
            }
        case .value(let dimension, _):
            return values(of: dimension)
        case .parameter(let parameter):
            return [Offer(.parameter, parameter.name, parameter.description, names: [parameter.name])]
        case .argument:
            guard let parameter = parameter(expectation) else { return [] }
            let defaults = parameter.defaults.map { $0.count == 1 ? $0 : [] } ?? []
            let isMember = parameter.kinds.contains { $0.dimension != nil }
            return defaults.map {
                let text = isMember ? quotedValue($0.value) : Parameter.written($0.value)
                return Offer(.value, text, "the default", names: [$0.value])
            } + parameter.kinds.flatMap { offers(for: $0, typed: typed, today: today) }
        case .savedQuery:
            return vocabulary.savedQueries.map { Offer(.savedQuery, $0.name, $0.text, names: [$0.name]) }
        case .date:
            return today.map { Period.daysNear($0) }?.map(Self.offer) ?? []
        case .period:
            return today.map { Period.near($0) }?.map(Self.offer) ?? []
        case .number, .duration, .path, .sql, .end: return []
        }
    }

    /// Values that a call may give; of several words in quotes.
    private func offers(for kind: Parameter.Kind, typed: String, today: CivilDate?) -> [Offer] {
        func words(_ texts: [String]) -> [Offer] {
            texts.map { Offer(.value, quotedValue($0), "", names: [$0]) }
        }
        switch kind {
        case .value(let dimension), .members(let dimension), .pattern(let dimension):
            return values(of: dimension)
        case .range:
            return offers(.period, typed: typed, today: today)
                + words([
                    "today", "yesterday", "this week", "this month", "last week", "last month",
                    "last 8 weeks", "last 12 months",
                ])
        case .date: return offers(.date, typed: typed, today: today)
        case .base:
            return words(["previous", "same month last year", "target"])
                + offers(.period, typed: typed, today: today)
        // Of a number begun nobody knows how it goes on.
        case .count:
            return typed.isEmpty
                ? Keyword.examples(after: "last").map { Offer(.example, $0, "", names: [$0]) } : []
        case .number, .path: return []
        }
    }

    private func values(of dimension: DimensionName) -> [Offer] {
        vocabulary.values(dimension).known.map {
            Offer(.value, quotedValue($0.text), $0.title, names: [$0.text, $0.title])
        }
    }

    private static func offer(_ period: Period) -> Offer {
        let isDay = period.firstDay.adding(days: 1) == period.endDay
        let summary = isDay ? period.firstDay.weekday.rawValue : "from \(period.firstDay)"
        return Offer(.period, period.description, summary, names: [period.description])
    }
}

extension Vocabulary.KPI {
    /// The key, or an alias where that fits what was typed better.
    fileprivate func name(fitting typed: String) -> String {
        guard !typed.isEmpty else { return key }
        let own = CompletionMatch(of: typed, in: key)
        return aliases.first { alias in
            guard let match = CompletionMatch(of: typed, in: alias) else { return false }
            return own.map { match < $0 } ?? true
        } ?? key
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
