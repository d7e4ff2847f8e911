import KPIQuery
import LineEditor
import Rendering
import Warehouse

/// What may come next in a command: its name by the table of them, its argument by what that is.
struct MetaCompletion {
    let vocabulary: Vocabulary
    /// The names of the database; nil where they are not to be had.
    let catalogue: () -> SQLCatalogue?

    /// The candidates for the word that ends at the cursor, of a command with its backslash.
    func candidates(for typed: String, endingAt cursor: Int) -> Candidates? {
        let call = MetaCall(String(typed.dropFirst()))
        let rest = typed.dropFirst(1 + call.name.count)
        guard !rest.isEmpty else {
            let list = MetaCommand.all.filter { $0.names[0].hasPrefix(call.name) }.map {
                Candidate(
                    "\\" + $0.names[0], kind: $0.arguments, summary: $0.summary,
                    suffix: $0.arguments.isEmpty ? "" : " ")
            }
            return list.isEmpty ? nil : Candidates(replacing: (cursor - typed.count)..<cursor, list)
        }
        guard let command = call.command else { return nil }
        let word = Self.lastWord(of: rest)
        let isFirst = rest.allSatisfy(\.isWhitespace) || rest.trimmedStart.allSatisfy { !$0.isWhitespace }
        return argumentCandidates(command.completes, word, isFirst: isFirst, endingAt: cursor)
    }

    /// What is begun: from the last blank on, or from a quote that is open.
    private static func lastWord(of text: Substring) -> String {
        var opened: Substring.Index?
        var place = text.startIndex
        while place < text.endIndex {
            let next = text.index(after: place)
            if text[place] == "'" {
                // Within a text a doubled quote is one of its own.
                let isDoubled = opened != nil && text[next...].first == "'"
                if isDoubled { place = next } else { opened = opened == nil ? place : nil }
            }
            place = text.index(after: place)
        }
        if let opened { return String(text[opened...]) }
        return String(text.reversed().prefix { !$0.isWhitespace }.reversed())
    }

    private func argumentCandidates(
        _ argument: MetaCommand.Argument, _ word: String, isFirst: Bool, endingAt cursor: Int
    ) -> Candidates? {
        func matching(_ list: [Candidate]) -> Candidates? {
            let found = list.matching(word, by: \.text)
            return found.isEmpty ? nil : Candidates(replacing: (cursor - word.count)..<cursor, found)
        }
        switch argument {
        case .none: return nil
        case .words(let words): return isFirst ? matching(words.map { Candidate($0) }) : nil
        case .path: return PathCompletion.candidates(forArgument: word, endingAt: cursor)
        case .export:
            let formats = isFirst ? Format.allCases.map(\.rawValue).filter { $0.hasPrefix(word) } : []
            let paths = PathCompletion.candidates(forArgument: word, endingAt: cursor)
            let list = formats.map { Candidate($0, kind: "format", suffix: " ") }
            guard !list.isEmpty, !word.contains("/") else { return paths }
            return Candidates(replacing: (cursor - word.count)..<cursor, list + (paths?.list ?? []))
        case .savedQuery:
            return matching(
                vocabulary.savedQueries.map { Candidate($0.name, kind: "saved", summary: $0.text) })
        case .kpi: return matching(vocabulary.kpis.map { Candidate($0.key, kind: "KPI", summary: $0.title) })
        case .dimension:
            return matching(
                vocabulary.dimensions.map {
                    Candidate($0.name.description, kind: "dimension", summary: $0.title)
                })
        case .function: return matching(functions(beginningWith: word))
        case .source:
            return matching(
                vocabulary.kpis.map { Candidate($0.key, kind: "KPI", summary: $0.title) }
                    + functions(beginningWith: word))
        case .topic:
            guard isFirst else { return nil }
            let commands = MetaCommand.all.map {
                Candidate($0.names[0], kind: "command", summary: $0.summary)
            }
            return matching(HelpText.topics.map { Candidate($0) } + (word.isEmpty ? [] : commands))
        case .schema:
            return matching(catalogue()?.schemas.map { Candidate($0) } ?? [])
        case .relation:
            let relations = catalogue()?.relations ?? []
            return matching(
                relations.filter { !SQLCatalogue.systemSchemas.contains($0.schema) }
                    .map { Candidate("\($0.schema).\($0.name)", kind: $0.type, summary: $0.comment) })
        }
    }

    /// The warehouse's own; once one knows a letter, the thousands of PostgreSQL's too.
    private func functions(beginningWith word: String) -> [Candidate] {
        let all = catalogue()?.functions ?? []
        return (word.isEmpty ? all.filter { $0.contains(".") } : all).map { Candidate($0, kind: "function") }
    }
}

extension Substring {
    fileprivate var trimmedStart: Substring { drop { $0.isWhitespace } }
}
