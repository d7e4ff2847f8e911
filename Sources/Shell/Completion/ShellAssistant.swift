import Basics
import KPIQuery
import LineEditor
import Platform
import Rendering
import Warehouse

/// Colours, completes and hints what is typed: KPI lines by the grammar, SQL by the server's catalogue, meta-commands
/// by their table.
final class ShellAssistant: LineAssistant {
    private unowned let session: ShellSession
    private let history: History
    private var catalogue: BackgroundCatalogue

    init(session: ShellSession, history: History) {
        self.session = session
        self.history = history
        catalogue = BackgroundCatalogue(read: session.warehouse.catalogueReader())
    }

    /// An entry was run: tables may have come or gone.
    func refresh() {
        if case .sql(let text) = session.question, !SQLText(text).isQuestion { catalogue.expire() }
    }

    func isComplete(_ text: String) -> Bool {
        TypedText(text, session.makeSplitter()).end != .waiting
    }

    /// A command in the midst of a statement is an entry of its own; the statement is one when it has ended.
    func historyEntry(of text: String) -> String? {
        let typed = TypedText(text, session.makeSplitter())
        switch typed.end {
        case .finished, .waiting: return text
        case .command: return typed.done
        case .wayOut: return nil
        }
    }

    func continuationMarks(of text: String) -> [Character?] {
        var splitter = session.makeSplitter()
        return text.split(separator: "\n", omittingEmptySubsequences: false).dropLast().map { line in
            _ = splitter.feed(String(line))
            return splitter.openMark
        }
    }

    func remark(on text: String) -> String? {
        guard let end = text.lastIndex(of: "\n"), text[end...].allSatisfy(\.isWhitespace) else { return nil }
        var splitter = session.makeSplitter()
        for line in text.split(separator: "\n", omittingEmptySubsequences: false) {
            _ = splitter.feed(String(line))
        }
        return splitter.isWithinStatement && splitter.openMark == nil ? "; runs it" : nil
    }

    /// The entries of a text, the last one as far as it is typed.
    private func entries(of text: String) -> [Entry] {
        let typed = TypedText(text, session.makeSplitter())
        guard let open = typed.open else { return typed.entries }
        // A command within the statement is what is being typed.
        return typed.end == .command ? [open] + typed.entries : typed.entries + [open]
    }

    // MARK: - Colour

    func styles(of text: String) -> [StyledRange] {
        entries(of: text).flatMap { entry in
            switch entry.kind {
            case .line:
                entry.text.hasPrefix("\\") ? metaStyles(of: entry) : kpiStyles(of: entry)
            case .question: kpiStyles(of: entry)
            case .sql, .unfinished: SQLColours.styles(of: entry.text, from: entry.start)
            }
        }
    }

    private func metaStyles(of entry: Entry) -> [StyledRange] {
        let call = MetaCall(String(entry.text.dropFirst()))
        let isBegun = MetaCommand.all.contains { $0.names.contains { $0.hasPrefix(call.name) } }
        let range = entry.start..<(entry.start + 1 + call.name.count)
        return [
            StyledRange(
                range, call.command != nil ? TextStyle(.magenta) : isBegun ? .plain : TextStyle(.red),
                isLiteral: true)
        ]
    }

    private func kpiStyles(of entry: Entry) -> [StyledRange] {
        session.language.classification(of: entry.text).map { token in
            let range = (entry.start + token.span.lower)..<(entry.start + token.span.upper)
            return StyledRange(range, token.kind.style, isLiteral: token.kind == .string)
        }
    }

    // MARK: - Hints

    func hint(for text: String) -> String? {
        // What one asked before is likelier than what the grammar would take.
        if let earlier = history.continuation(of: text) { return earlier }
        guard let entry = entries(of: text).last, entry.kind == .line, !entry.text.hasPrefix("\\") else {
            return nil
        }
        return session.language.hint(for: entry.text)
    }

    // MARK: - Completion

    func candidates(in text: String, at cursor: Int) -> Candidates? {
        let before = String(text.prefix(cursor))
        guard let entry = entries(of: before).last else {
            return before.allSatisfy(\.isWhitespace) ? kpiCandidates("", at: 0, from: cursor) : nil
        }
        // Blanks at the end belong to the place, not to the entry.
        let typed = String(before.dropFirst(entry.start))
        switch entry.kind {
        case .line where typed.hasPrefix("\\"): return metaCandidates(typed, endingAt: cursor)
        case .line: return kpiCandidates(typed, at: typed.count, from: entry.start)
        case .sql: return nil
        case .question(let command): return metaCandidates("\\" + command, endingAt: cursor)
        case .unfinished:
            if let values = valueCandidates(typed) { return values.moved(by: entry.start) }
            guard let names = catalogue.names(within: Self.patience) else { return nil }
            let completion = SQLCompletion(
                catalogue: names, resultColumns: session.results.last?.columns.map(\.name) ?? [],
                hasResult: session.results.last != nil)
            let whole = String(text.dropFirst(entry.start))
            return completion.candidates(in: whole, at: cursor - entry.start)?.moved(by: entry.start)
        }
    }

    private func valueCandidates(_ typed: String) -> Candidates? {
        let vocabulary = session.language.vocabulary
        let completion = SQLValueCompletion { column in
            let values = vocabulary.dimension(named: column).map { vocabulary.values($0).known.map(\.text) }
            if let values, !values.isEmpty { return values }
            if column == "kpi" { return vocabulary.kpis.map(\.key) }
            return self.catalogue.names(within: Self.patience)?.values(of: column, in: SQLText(typed).words)
                ?? []
        }
        return completion.candidates(in: typed, at: typed.count)
    }

    /// How long Tab waits for the names of the database, which are read when it is first pressed.
    private static let patience = Duration.milliseconds(1_500)

    private func kpiCandidates(_ text: String, at cursor: Int, from start: Int) -> Candidates? {
        let completions = session.language.completions(in: text, at: cursor, today: Self.today)
        let end = start + cursor
        if completions.expected == [.path]
            || completions.expected.contains(.path) && completions.candidates.isEmpty
        {
            let path = String(text.prefix(cursor).reversed().prefix { !$0.isWhitespace }.reversed())
            return PathCompletion.candidates(for: path, endingAt: end)
        }
        let unicode = session.screen.unicode
        var list = completions.candidates.map { completion in
            Candidate(
                completion.text, kind: completion.kind.word,
                summary: TerminalText.of(completion.summary, unicode: unicode),
                suffix: completion.kind == .sign ? "" : " ")
        }
        let typed = String(Array(text)[completions.span.lower..<completions.span.upper])
        if completions.expected.contains(.value(of: .dimension("agent"), .open([]))) {
            list += agents(typed)
        }
        let words = text.lowercased().split(separator: " ", omittingEmptySubsequences: false)
        if words.count == 2, words[0] == "explain" {
            let explained = Self.explained.filter { $0.hasPrefix(typed.lowercased()) }
                .map { Candidate($0, kind: "SQL", suffix: " ") }
            list = typed.isEmpty ? list + explained : explained + list
        }
        if cursor == typed.count, completions.expected.contains(.sql), !typed.isEmpty {
            list += Self.sqlBeginnings.filter { $0.hasPrefix(typed.lowercased()) }
                .map { Candidate($0, kind: "SQL", suffix: " ") }
        }
        guard !list.isEmpty else { return nil }
        return Candidates(
            replacing: (start + completions.span.lower)..<(start + completions.span.upper), list)
    }

    private static let sqlBeginnings = [
        "select", "with", "explain", "show", "set", "begin", "values", "table",
    ]

    /// What makes an `explain` one of SQL.
    private static let explained = [
        "analyze", "verbose", "select", "with", "insert", "update", "delete", "values",
    ]

    /// Agents by name or id; only the database knows them.
    private func agents(_ typed: String) -> [Candidate] {
        let wanted = typed.lowercased().filter { $0 != "'" }
        guard let names = catalogue.names(within: Self.patience) else { return [] }
        return names.agents.filter {
            wanted.isEmpty || $0.id.lowercased().hasPrefix(wanted) || $0.name.lowercased().contains(wanted)
        }.prefix(200).map { agent in
            Candidate(quotedValue(agent.id), kind: "agent", summary: agent.name, suffix: " ")
        }
    }

    private func metaCandidates(_ typed: String, endingAt cursor: Int) -> Candidates? {
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
        let word = String(rest.reversed().prefix { !$0.isWhitespace }.reversed())
        let isFirst = rest.allSatisfy(\.isWhitespace) || rest.trimmedStart.allSatisfy { !$0.isWhitespace }
        return argumentCandidates(command.completes, word, isFirst: isFirst, endingAt: cursor)
    }

    private func argumentCandidates(
        _ argument: MetaCommand.Argument, _ word: String, isFirst: Bool, endingAt cursor: Int
    ) -> Candidates? {
        func matching(_ list: [Candidate]) -> Candidates? {
            let wanted = word.lowercased()
            let found =
                list.filter { $0.text.lowercased().hasPrefix(wanted) }
                + list.filter {
                    !$0.text.lowercased().hasPrefix(wanted) && $0.text.lowercased().contains(wanted)
                }
            return found.isEmpty ? nil : Candidates(replacing: (cursor - word.count)..<cursor, found)
        }
        let vocabulary = session.language.vocabulary
        switch argument {
        case .none: return nil
        case .words(let words): return isFirst ? matching(words.map { Candidate($0) }) : nil
        case .path: return PathCompletion.candidates(for: word, endingAt: cursor)
        case .export:
            let formats = isFirst ? Format.allCases.map(\.rawValue).filter { $0.hasPrefix(word) } : []
            let paths = PathCompletion.candidates(for: word, endingAt: cursor)
            let list = formats.map { Candidate($0, kind: "format", suffix: " ") }
            guard !list.isEmpty, !word.contains("/") else { return paths }
            return Candidates(replacing: (cursor - word.count)..<cursor, list + (paths?.list ?? []))
        case .savedQuery:
            return matching(
                vocabulary.savedQueries.map { Candidate($0.name, kind: "saved", summary: $0.title) })
        case .kpi: return matching(vocabulary.kpis.map { Candidate($0.key, kind: "KPI", summary: $0.title) })
        case .dimension:
            return matching(
                vocabulary.dimensions.map {
                    Candidate($0.name.description, kind: "dimension", summary: $0.title)
                })
        case .schema:
            return matching(catalogue.names(within: Self.patience)?.schemas.map { Candidate($0) } ?? [])
        case .relation:
            let relations = catalogue.names(within: Self.patience)?.relations ?? []
            return matching(
                relations.filter { $0.schema != "pg_catalog" && $0.schema != "information_schema" }
                    .map { Candidate("\($0.schema).\($0.name)", kind: $0.type, summary: $0.comment) })
        }
    }

    /// The day it is here.
    private static var today: CivilDate? {
        var now = time(nil)
        var parts = tm()
        localtime_r(&now, &parts)
        return CivilDate(
            year: Int(parts.tm_year) + 1900, month: Int(parts.tm_mon) + 1, day: Int(parts.tm_mday))
    }
}

extension SQLCatalogue {
    /// The values of the columns of that name, of the relations that are named among the words.
    fileprivate func values(of column: String, in words: [String]) -> [String] {
        let named = relations.filter { words.contains($0.name) }
        let values = named.flatMap { $0.columns.filter { $0.name == column }.flatMap(\.values) }
        return Set(values).sorted()
    }
}

extension Candidates {
    fileprivate func moved(by offset: Int) -> Candidates {
        Candidates(replacing: (range.lowerBound + offset)..<(range.upperBound + offset), list)
    }
}

extension Completion.Kind {
    /// Beside a candidate.
    fileprivate var word: String {
        switch self {
        case .keyword, .sign: ""
        case .kpi: "KPI"
        case .dimension: "dimension"
        case .value: "value"
        case .savedQuery: "saved"
        case .period: "period"
        }
    }
}

extension TokenClass {
    fileprivate var style: TextStyle {
        switch self {
        case .keyword: TextStyle(.blue, isBold: true)
        case .kpi: TextStyle(.cyan, isBold: true)
        case .savedQuery: TextStyle(.magenta, isBold: true)
        case .dimension: TextStyle(.cyan)
        case .string, .value: TextStyle(.green)
        case .number: TextStyle(.magenta)
        case .path: TextStyle(isUnderlined: true)
        case .error: TextStyle(.red, isUnderlined: true)
        case .sign, .plain: .plain
        }
    }
}

extension Substring {
    fileprivate var trimmedStart: Substring { drop { $0.isWhitespace } }
}
