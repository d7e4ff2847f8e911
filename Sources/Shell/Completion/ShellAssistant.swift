import KPIQuery
import LineEditor
import Rendering
import Warehouse

/// Colours, completes and hints what is typed: KPI lines by the grammar, SQL by the server's catalogue, meta-commands
/// by their table.
final class ShellAssistant: LineAssistant {
    private unowned let session: ShellSession
    private let history: History
    private var catalogue: BackgroundCatalogue
    /// How long is waited for the names of the database.
    private var patience = tabPatience

    init(session: ShellSession, history: History) {
        self.session = session
        self.history = history
        catalogue = BackgroundCatalogue(read: session.warehouse.catalogueReader())
    }

    /// Has the names of the database read, so that they are there when they are asked for.
    func prepare() {
        _ = catalogue.names(within: .zero)
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
        if text.last == "=", let entry = entries(of: text).last, entry.kind == .line,
            let parameter = session.language.parameterWanted(atEndOf: entry.text)
        {
            return " " + parameter.wanted
        }
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

    func readyCandidates(in text: String, at cursor: Int) -> Candidates? {
        // Every KPI and verb below an empty line would be in the way.
        guard !text.prefix(cursor).allSatisfy(\.isWhitespace) else { return nil }
        patience = .zero
        defer { patience = Self.tabPatience }
        return candidates(in: text, at: cursor)
    }

    var isGathering: Bool { catalogue.isReading }

    func pasted(_ text: String) -> String {
        PastedQuestions(language: session.language, splitter: session.makeSplitter()).joined(text)
    }

    func candidates(in text: String, at cursor: Int) -> Candidates? {
        let before = String(text.prefix(cursor))
        guard let entry = entries(of: before).last else {
            return before.allSatisfy(\.isWhitespace) ? kpis.candidates(in: "", at: 0, from: cursor) : nil
        }
        // Blanks at the end belong to the place, not to the entry.
        var typed = String(before.dropFirst(entry.start))
        switch entry.kind {
        case .line where typed.hasPrefix("\\"): return commands.candidates(for: typed, endingAt: cursor)
        // Behind the sign that a question goes on there is nothing to complete in its row.
        case .line where typed.last == "\\": return nil
        case .line:
            // The rows before, without that sign.
            typed = entry.text + typed.dropFirst(entry.text.count)
            return kpis.candidates(in: typed, at: typed.count, from: entry.start)
        case .sql: return nil
        case .question(let command): return commands.candidates(for: "\\" + command, endingAt: cursor)
        case .unfinished:
            if let values = valueCandidates(typed) { return values.moved(by: entry.start) }
            guard let names = catalogue.names(within: patience) else { return nil }
            let completion = SQLCompletion(
                catalogue: names, resultColumns: session.results.last?.columns.map(\.name) ?? [],
                hasResult: session.results.last != nil)
            let whole = String(text.dropFirst(entry.start))
            return completion.candidates(in: whole, at: cursor - entry.start)?.moved(by: entry.start)
        }
    }

    private var kpis: KPICompletion {
        KPICompletion(language: session.language, unicode: session.screen.unicode) { [catalogue, patience] in
            catalogue.names(within: patience)?.agents ?? []
        }
    }

    private var commands: MetaCompletion {
        MetaCompletion(vocabulary: session.language.vocabulary) { [catalogue, patience] in
            catalogue.names(within: patience)
        }
    }

    private func valueCandidates(_ typed: String) -> Candidates? {
        let vocabulary = session.language.vocabulary
        let completion = SQLValueCompletion { column in
            let values = vocabulary.dimension(named: column).map { vocabulary.values($0).known.map(\.text) }
            if let values, !values.isEmpty { return values }
            if column == "kpi" { return vocabulary.kpis.map(\.key) }
            return self.catalogue.names(within: self.patience)?.values(of: column, in: SQLText(typed).words)
                ?? []
        }
        return completion.candidates(in: typed, at: typed.count)
    }

    /// How long Tab waits for the names of the database, which are read when it is first pressed.
    private static let tabPatience = Duration.milliseconds(1_500)
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
