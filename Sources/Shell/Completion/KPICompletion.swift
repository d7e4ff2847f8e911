import Basics
import KPIQuery
import LineEditor
import Platform
import Rendering

/// What may come next in a KPI line, by its grammar.
struct KPICompletion {
    let language: QueryLanguage
    /// Whether characters beyond ASCII can be shown.
    let unicode: Bool
    /// By id, with their names.
    let agents: () -> [(id: String, name: String)]

    /// The candidates for the word that ends at the cursor; `start` is where the line begins in the whole text.
    func candidates(in text: String, at cursor: Int, from start: Int) -> Candidates? {
        let completions = language.completions(in: text, at: cursor, today: Self.today)
        let end = start + cursor
        if completions.expected == [.path]
            || completions.expected.contains(.path) && completions.candidates.isEmpty
        {
            // Behind `file=` of a call the path begins in the midst of a word.
            let begun = text.prefix(cursor).dropFirst(completions.span.lower)
            let path = String(begun.reversed().prefix { !$0.isWhitespace }.reversed())
            return PathCompletion.candidates(for: path, endingAt: end)
        }
        var list = completions.candidates.map { completion in
            Candidate(
                completion.text, kind: completion.kind.word,
                summary: TerminalText.of(completion.summary, unicode: unicode),
                suffix: completion.kind.suffix)
        }
        let typed = String(Array(text)[completions.span.lower..<completions.span.upper])
        if completions.expected.contains(.value(of: .dimension("agent"), .open([]))) {
            list += agents(beginningWith: typed)
        }
        let words = text.lowercased().split(separator: " ", omittingEmptySubsequences: false)
        if words.count == 2, words[0] == "explain" {
            let explained = Self.sql(Self.explained, beginningWith: typed)
            list = typed.isEmpty ? list + explained : explained + list
        }
        if cursor == typed.count, completions.expected.contains(.sql), !typed.isEmpty {
            list += Self.sql(Self.sqlBeginnings, beginningWith: typed)
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

    private static func sql(_ words: [String], beginningWith typed: String) -> [Candidate] {
        words.filter { $0.hasPrefix(typed.lowercased()) }.map { Candidate($0, kind: "SQL", suffix: " ") }
    }

    /// Agents by name or id; only the database knows them.
    private func agents(beginningWith typed: String) -> [Candidate] {
        let wanted = typed.lowercased().filter { $0 != "'" }
        return agents().filter {
            wanted.isEmpty || $0.id.lowercased().hasPrefix(wanted) || $0.name.lowercased().contains(wanted)
        }.prefix(200).map { agent in
            Candidate(quotedValue(agent.id), kind: "agent", summary: agent.name, suffix: " ")
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

extension Completion.Kind {
    /// What follows a candidate.
    fileprivate var suffix: String {
        switch self {
        case .sign: ""
        case .parameter: "="
        case .keyword, .kpi, .dimension, .value, .savedQuery, .period, .example: " "
        }
    }

    /// Beside a candidate.
    fileprivate var word: String {
        switch self {
        case .keyword, .parameter, .sign: ""
        case .kpi: "KPI"
        case .dimension: "dimension"
        case .value: "value"
        case .savedQuery: "saved"
        case .period: "period"
        case .example: "example"
        }
    }
}
