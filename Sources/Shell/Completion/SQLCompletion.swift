import LineEditor
import SQLScanning
import Warehouse

/// What may come next in SQL: keywords where only they fit, else columns of the tables that the statement names before
/// anything else.
struct SQLCompletion {
    let catalogue: SQLCatalogue
    /// Names that earlier answers have.
    let resultColumns: [String]
    let hasResult: Bool

    /// The candidates for the word that ends at the cursor; places are characters from the statement's start.
    func candidates(in text: String, at cursor: Int) -> Candidates? {
        guard let place = SQLPlace(text, cursor: cursor), !place.isBlocked else { return nil }
        let list = candidates(at: place)
        guard !list.isEmpty else { return nil }
        return Candidates(
            replacing: place.range, place.isQuoted ? list.compactMap(\.inQuotes) : list)
    }

    private func candidates(at place: SQLPlace) -> [Candidate] {
        let typed = place.typed
        if let settings = settings(at: place) { return SQLRanking.ranked(settings, by: typed) }
        if place.wantsType {
            return SQLRanking.ranked(SQLKeywords.types.map { Candidate($0, kind: "type") }, by: typed)
        }
        let next = SQLNextWords(place: place).words.filter { $0.hasPrefix(typed.lowercased()) }
        guard next.isEmpty else { return keywords(next, typed: typed) }

        if place.wantsNewName { return [] }
        let scope = SQLScopeReader(words: place.words, relation: relation).scope(at: place.index)
        let before = scope.own.filter { $0.end <= place.index }
        let conditions =
            place.wantsCondition
            ? SQLJoinConditions(sources: before).candidates(beginningWith: place.qualifier) : []
        if let qualifier = place.qualifier {
            let rest = conditions.map { condition in
                var rest = condition
                rest.text = String(condition.text.dropFirst(qualifier.quotedIfNeeded.count + 1))
                return rest
            }
            return SQLRanking.ranked(rest + members(of: qualifier, scope: scope), by: typed)
        }
        if place.wantsSharedColumn {
            let shared = SQLJoinConditions(sources: before).sharedColumns
            let columns = columns(of: before.suffix(1)).filter { shared.contains($0.text.asSQLName) }
            return SQLRanking.ranked(columns, by: typed)
        }
        if place.wantsRelation { return SQLRanking.ranked(relations(scope), by: typed) }
        if typed.isEmpty, !conditions.isEmpty { return conditions }
        if place.words.isWord(place.index - 1, "between") {
            return SQLRanking.ranked(columns(like: place.words, at: place.index - 2, scope), by: typed)
        }
        return names(at: place, scope)
    }

    /// Columns and their tables, then, once one knows a letter, words and functions; thousands of them are not worth
    /// showing sooner, only those that begin a select list.
    private func names(at place: SQLPlace, _ scope: SQLScope) -> [Candidate] {
        let typed = place.typed
        let sources = scope.sources
        var list = sources.isEmpty && !typed.isEmpty ? anyColumns : columns(of: sources)
        // A name that is just being typed is not there yet.
        list += sources.filter { !$0.name.isEmpty && $0.end != place.index + 1 }.map {
            Candidate($0.name.quotedIfNeeded, kind: "table", summary: $0.relation.comment, suffix: ".")
        }
        guard !typed.isEmpty else {
            return list.isEmpty && !place.isQuoted && place.clause?.word == "select"
                ? selectListBeginnings(at: place) : list
        }
        if place.isQuoted { return SQLRanking.ranked(list, by: typed) }
        let wantsValue = SQLNextWords(place: place).wantsValue
        let fitting = wantsValue ? SQLKeywords.beforeValue : SQLKeywords.common
        func known(_ isWanted: (String) -> Bool) -> [Candidate] {
            keywords(catalogue.keywords.filter(isWanted), typed: typed)
        }
        let functions = functions(catalogue.functions)
        let rest =
            known { SQLKeywords.common.contains($0) && !fitting.contains($0) }
            + known { !SQLKeywords.common.contains($0) && !fitting.contains($0) }
        return SQLRanking.ranked(
            list, by: typed, then: known(fitting.contains) + functions + (wantsValue ? [] : rest),
            last: wantsValue ? rest : [])
    }

    /// What a select list may begin with where nothing says yet what it is of.
    private func selectListBeginnings(at place: SQLPlace) -> [Candidate] {
        let isFirst = place.words.isWord(place.index - 1, "select")
        let known = Set(catalogue.functions)
        return keywords(isFirst ? ["distinct", "case"] : ["case"], typed: "")
            + functions(SQLKeywords.usualFunctions.filter(known.contains))
            + functions(catalogue.functions.filter { $0.contains(".") }) + anyColumns
    }

    private func functions(_ names: [String]) -> [Candidate] {
        names.map { Candidate($0, kind: "function", suffix: "(") }
    }

    private func keywords(_ words: [String], typed: String) -> [Candidate] {
        let isUpper = typed.first?.isUppercase == true
        return words.map { Candidate(isUpper ? $0.uppercased() : $0, kind: "keyword", suffix: " ") }
    }

    /// The settings, where `set` or `show` asks for one.
    private func settings(at place: SQLPlace) -> [Candidate]? {
        guard place.words.word(0, isOneOf: ["set", "show", "reset"]) else { return nil }
        let isSecond =
            place.index == 1
            || place.index == 2 && place.words.word(1, isOneOf: ["session", "local"])
        guard isSecond else { return nil }
        let suffix = place.words.isWord(0, "set") ? " " : ""
        return catalogue.settings.map {
            Candidate($0.name.lowercased(), kind: "setting", summary: $0.summary, suffix: suffix)
        }
    }

    // MARK: - Relations

    /// The relation of a name, one of the answers before or of the database.
    private func relation(_ schema: String?, _ name: String) -> SQLCatalogue.Relation? {
        if name.first == "_", schema == nil, hasResult, !resultColumns.isEmpty {
            let columns = resultColumns.map { SQLCatalogue.Column(name: $0, type: "", comment: "") }
            return SQLCatalogue.Relation(
                schema: "", name: name, type: "answer", comment: "an earlier answer", columns: columns)
        }
        return catalogue.relations.first { $0.name == name && (schema == nil || schema == $0.schema) }
    }

    private func relations(_ scope: SQLScope) -> [Candidate] {
        var list = scope.named.map { Candidate($0.name.quotedIfNeeded, kind: $0.type) }
        if hasResult { list.append(Candidate("_", kind: "answer", summary: "the last answer")) }
        list += catalogue.relations.map { relation in
            let isVisible = catalogue.searchPath.contains(relation.schema)
            return Candidate(
                isVisible
                    ? relation.name.quotedIfNeeded : "\(relation.schema).\(relation.name.quotedIfNeeded)",
                kind: relation.type, summary: relation.comment)
        }
        return list + catalogue.schemas.map { Candidate($0, kind: "schema", suffix: ".") }
    }

    // MARK: - Columns

    private func columns(of sources: [SQLScope.Source]) -> [Candidate] {
        var seen: Set<String> = []
        return sources.flatMap { source in
            source.relation.columns.filter { seen.insert($0.name).inserted }.map { column in
                Candidate(
                    column.name.quotedIfNeeded, kind: column.type.shortSQLType,
                    summary: column.comment.isEmpty ? source.name : column.comment)
            }
        }
    }

    /// The columns that can be compared with the one there, other than itself; none where there is none.
    private func columns(like words: SQLWords, at index: Int, _ scope: SQLScope) -> [Candidate] {
        guard words.isName(index) else { return [] }
        let name = words.list[index].text
        let all = columns(of: scope.sources)
        let kind = all.first { $0.text == name.quotedIfNeeded }?.kind ?? ""
        return all.filter { $0.kind == kind && $0.text != name.quotedIfNeeded }
    }

    /// Columns of all the user's tables, where the statement names none yet: one writes what one wants first.
    private var anyColumns: [Candidate] {
        var tables: [String: [String]] = [:]
        var names: [String] = []
        for relation in catalogue.relations where !SQLCatalogue.systemSchemas.contains(relation.schema) {
            for column in relation.columns {
                if tables[column.name] == nil { names.append(column.name) }
                tables[column.name, default: []].append("\(relation.schema).\(relation.name)")
            }
        }
        return resultColumns.map { Candidate($0.quotedIfNeeded, kind: "column", summary: "_") }
            + names.map { name in
                let places = tables[name] ?? []
                let more = places.count > 3 ? ", …" : ""
                return Candidate(
                    name.quotedIfNeeded, kind: "column",
                    summary: places.prefix(3).joined(separator: ", ") + more)
            }
    }

    /// Columns behind a table's name or alias, relations behind a schema's.
    private func members(of qualifier: String, scope: SQLScope) -> [Candidate] {
        if let source = scope.sources.first(where: { $0.name == qualifier }) { return columns(of: [source]) }
        let inSchema = catalogue.relations.filter { $0.schema == qualifier }
        if !inSchema.isEmpty {
            return inSchema.map {
                Candidate($0.name.quotedIfNeeded, kind: $0.type, summary: $0.comment)
            }
        }
        guard let relation = catalogue.relations.first(where: { $0.name == qualifier }) else { return [] }
        return columns(of: [SQLScope.Source(name: relation.name, relation: relation, end: 0)])
    }
}

extension Candidate {
    /// As a name in quotes; nil for what is more than a name.
    fileprivate var inQuotes: Candidate? {
        let name = text.filter { $0 != "\"" }
        guard !name.contains("."), kind != "keyword" else { return nil }
        // The quote may be there already.
        return Candidate("\"\(name)", kind: kind, summary: summary, suffix: "\"")
    }
}

extension SQLCatalogue {
    /// PostgreSQL's own.
    static let systemSchemas: Set = ["pg_catalog", "information_schema"]
}
