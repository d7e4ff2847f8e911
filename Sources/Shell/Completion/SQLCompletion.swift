import LineEditor
import Warehouse

/// What may come next in SQL: columns of the tables that the statement names come before anything else.
struct SQLCompletion {
    let catalogue: SQLCatalogue
    /// Names that earlier answers have.
    let resultColumns: [String]
    let hasResult: Bool

    /// A table that the statement names, under the name by which it is meant there.
    private struct Source {
        let name: String
        let relation: SQLCatalogue.Relation
    }

    /// The candidates for the word that ends at the cursor; places are characters from the statement's start.
    func candidates(in text: String, at cursor: Int) -> Candidates? {
        let statement = Statement(text, cursor: cursor)
        guard !statement.isWithinQuotes else { return nil }
        let typed = statement.typed
        let sources = sources(of: statement)
        let conditions = statement.wantsCondition ? conditions(of: sources) : []
        if let qualifier = statement.qualifier {
            let rest = conditions.filter { $0.text.hasPrefix("\(qualifier).") }.map { condition in
                var rest = condition
                rest.text = String(condition.text.dropFirst(qualifier.count + 1))
                return rest
            }
            return Candidates(
                replacing: statement.range,
                Self.ranked(rest + members(of: qualifier, sources: sources), by: typed))
        }
        if statement.wantsRelation {
            return Candidates(replacing: statement.range, Self.ranked(relations, by: typed))
        }
        if typed.isEmpty, !conditions.isEmpty { return Candidates(replacing: statement.range, conditions) }
        var list = sources.isEmpty && !typed.isEmpty ? anyColumns : columns(of: sources)
        list += sources.map { Candidate($0.name, kind: "table", summary: $0.relation.comment, suffix: ".") }
        var found = Self.ranked(list, by: typed)
        // Thousands of functions and words are worth showing only once one knows a letter.
        guard !typed.isEmpty else {
            return Candidates(replacing: statement.range, found.isEmpty ? Self.beginnings : found)
        }
        let functions = catalogue.functions.map { Candidate($0, kind: "function", suffix: "(") }
        let isUpper = typed.first?.isUppercase == true
        let keywords = catalogue.keywords.map {
            Candidate(isUpper ? $0.uppercased() : $0, kind: "keyword", suffix: " ")
        }
        let common = keywords.filter { Self.common.contains($0.text.lowercased()) }
        let rare = keywords.filter { !Self.common.contains($0.text.lowercased()) }
        found += Self.ranked(common, by: typed, isExact: true)
        found += Self.ranked(functions, by: typed, isExact: true)
        found += Self.ranked(rare, by: typed, isExact: true)
        return Candidates(replacing: statement.range, found)
    }

    // MARK: - What there is

    private var relations: [Candidate] {
        var list = catalogue.relations.map { relation in
            let isVisible = catalogue.searchPath.contains(relation.schema)
            return Candidate(
                isVisible
                    ? relation.name.quotedIfNeeded : "\(relation.schema).\(relation.name.quotedIfNeeded)",
                kind: relation.type, summary: relation.comment)
        }
        list += catalogue.schemas.map { Candidate($0, kind: "schema", suffix: ".") }
        if hasResult { list.insert(Candidate("_", kind: "answer", summary: "the last answer"), at: 0) }
        return list
    }

    private func columns(of sources: [Source]) -> [Candidate] {
        var seen: Set<String> = []
        return sources.flatMap { source in
            source.relation.columns.filter { seen.insert($0.name).inserted }.map { column in
                Candidate(
                    column.name.quotedIfNeeded, kind: column.type.shortType,
                    summary: column.comment.isEmpty ? source.name : column.comment)
            }
        }
    }

    /// How the last table hangs together with those before it: by columns that have one name, keys first.
    private func conditions(of sources: [Source]) -> [Candidate] {
        guard let joined = sources.last else { return [] }
        let conditions = sources.dropLast().reversed().flatMap { other in
            joined.relation.columns.filter { column in
                other.relation.columns.contains { $0.name == column.name && $0.type == column.type }
            }.map { column in
                Candidate(
                    "\(joined.name).\(column.name.quotedIfNeeded) = \(other.name).\(column.name.quotedIfNeeded)",
                    kind: "join", suffix: " ")
            }
        }
        return conditions.filter { $0.text.hasSuffix("_id") }
            + conditions.filter { !$0.text.hasSuffix("_id") }
    }

    /// Columns of all the user's tables, where the statement names none yet: one writes what one wants first.
    private var anyColumns: [Candidate] {
        var tables: [String: [String]] = [:]
        var names: [String] = []
        for relation in catalogue.relations where !Self.systemSchemas.contains(relation.schema) {
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

    private static let systemSchemas: Set = ["pg_catalog", "information_schema"]

    /// Columns behind a table's name or alias, relations behind a schema's.
    private func members(of qualifier: String, sources: [Source]) -> [Candidate] {
        let relevant = sources.filter { $0.name.lowercased() == qualifier.lowercased() }
        if !relevant.isEmpty { return columns(of: relevant) }
        let inSchema = catalogue.relations.filter { $0.schema == qualifier.lowercased() }
        if !inSchema.isEmpty {
            return inSchema.map { Candidate($0.name.quotedIfNeeded, kind: $0.type, summary: $0.comment) }
        }
        return columns(
            of: catalogue.relations.filter { $0.name == qualifier.lowercased() }.prefix(1)
                .map { Source(name: $0.name, relation: $0) })
    }

    private func sources(of statement: Statement) -> [Source] {
        statement.tables.compactMap { table in
            if table.name.first == "_", table.schema == nil, hasResult, !resultColumns.isEmpty {
                let columns = resultColumns.map { SQLCatalogue.Column(name: $0, type: "", comment: "") }
                return Source(
                    name: table.alias ?? table.name,
                    relation: SQLCatalogue.Relation(
                        schema: "", name: table.name, type: "answer", comment: "an earlier answer",
                        columns: columns))
            }
            let relation = catalogue.relations.first {
                $0.name == table.name && (table.schema == nil || table.schema == $0.schema)
            }
            return relation.map { Source(name: table.alias ?? table.name, relation: $0) }
        }
    }

    // MARK: - Order

    /// Those that begin as was typed, then those with a part that does, then, unless exact, those that contain it.
    private static func ranked(_ list: [Candidate], by typed: String, isExact: Bool = false) -> [Candidate] {
        guard !typed.isEmpty else { return list }
        let wanted = typed.lowercased()
        var ranks: [[Candidate]] = [[], [], []]
        for candidate in list {
            let name = candidate.text.lowercased()
            if name.hasPrefix(wanted) {
                ranks[0].append(candidate)
            } else if !isExact,
                name.split(whereSeparator: { "._ ".contains($0) }).contains(where: { $0.hasPrefix(wanted) })
                    || (!isExact && name.split(separator: ".").contains { $0.hasPrefix(wanted) })
            {
                ranks[1].append(candidate)
            } else if !isExact, wanted.count > 2, name.contains(wanted) {
                ranks[2].append(candidate)
            }
        }
        return ranks.flatMap(\.self)
    }

    private static let beginnings = ["from", "where", "select"].map {
        Candidate($0, kind: "keyword", suffix: " ")
    }

    /// Words of a question, which come before the hundreds of others.
    private static let common: Set<String> = [
        "all", "and", "as", "asc", "between", "by", "case", "cast", "coalesce", "cross", "desc", "distinct",
        "else",
        "end", "except", "exists", "false", "filter", "first", "from", "full", "group", "having", "ilike",
        "in", "inner",
        "intersect", "interval", "is", "join", "last", "lateral", "left", "like", "limit", "not", "null",
        "nulls",
        "offset", "on", "or", "order", "outer", "over", "partition", "right", "select", "then", "true",
        "union", "using",
        "values", "when", "where", "window", "with", "within",
    ]
}

extension SQLCompletion {
    /// What a statement says about the place of the cursor.
    private struct Statement {
        /// A table in it.
        struct Table {
            var schema: String?
            var name: String
            var alias: String?
        }

        /// The word before the cursor, and where it is.
        private(set) var typed = ""
        private(set) var range: Range<Int>
        /// What stands before it and a dot.
        private(set) var qualifier: String?
        private(set) var isWithinQuotes = false
        /// Whether a table's name has to come.
        private(set) var wantsRelation = false
        /// Whether the word before the cursor is `on`, but for a table's name.
        private(set) var wantsCondition = false
        private(set) var tables: [Table] = []

        private static let beforeTable: Set = ["from", "join", "into", "update", "table", "using"]
        private static let noAlias: Set = [
            "where", "group", "order", "limit", "on", "using", "join", "inner", "left", "right", "full",
            "cross", "set",
            "union", "having", "natural", "as", "window", "fetch", "offset", "for", "lateral", "returning",
            "values",
            "except", "intersect", "select", "tablesample",
        ]

        init(_ text: String, cursor: Int) {
            let characters = Array(text)
            range = cursor..<cursor
            var tokens: [SQLToken] = []
            var scanner = SQLScanner()
            var place = 0
            while let token = scanner.next(in: characters, from: &place) {
                if token.kind != .comment { tokens.append(token) }
                let isClosed = !scanner.isWithinToken
                if [.string, .comment, .quotedName].contains(token.kind), token.range.lowerBound < cursor,
                    cursor < token.range.upperBound || (cursor == token.range.upperBound && !isClosed)
                {
                    isWithinQuotes = true
                }
            }
            func written(_ index: Int) -> String { String(characters[tokens[index].range]) }
            var before = tokens.firstIndex { $0.range.lowerBound >= cursor } ?? tokens.count
            if before > 0, tokens[before - 1].kind == .word, tokens[before - 1].range.upperBound >= cursor {
                before -= 1
                range = tokens[before].range.lowerBound..<cursor
                typed = String(characters[range])
            }
            if before > 1, written(before - 1) == ".", [.word, .quotedName].contains(tokens[before - 2].kind)
            {
                qualifier = written(before - 2).withoutQuotes
            }
            if before > 0 { wantsRelation = Self.wantsRelation(tokens[..<before], characters) }
            let conditionStart = qualifier == nil ? before - 1 : before - 3
            wantsCondition = conditionStart >= 0 && written(conditionStart).lowercased() == "on"
            tables = Self.tables(tokens, characters)
        }

        /// Whether the words before the cursor end in `from`, or in a list of tables that it begins.
        private static func wantsRelation(_ tokens: ArraySlice<SQLToken>, _ characters: [Character]) -> Bool {
            guard let last = tokens.last else { return false }
            let word = String(characters[last.range]).lowercased()
            if last.kind == .word { return beforeTable.contains(word) }
            guard word == "," else { return false }
            for token in tokens.dropLast().reversed() {
                let word = String(characters[token.range]).lowercased()
                if token.kind == .word, word == "from" { return true }
                if token.kind == .word, ["select", "where", "by", "on", "set", "values"].contains(word) {
                    return false
                }
                if word == "(" || word == ")" { return false }
            }
            return false
        }

        private static func tables(_ tokens: [SQLToken], _ characters: [Character]) -> [Table] {
            func text(_ index: Int) -> String { String(characters[tokens[index].range]) }
            func isName(_ index: Int) -> Bool {
                index < tokens.count && [.word, .quotedName].contains(tokens[index].kind)
            }
            var tables: [Table] = []
            var index = 0
            while index < tokens.count {
                guard tokens[index].kind == .word, beforeTable.contains(text(index).lowercased()) else {
                    index += 1
                    continue
                }
                index += 1
                while isName(index),
                    !noAlias.contains(text(index).lowercased()) || tokens[index].kind == .quotedName
                {
                    var table = Table(name: text(index).withoutQuotes)
                    index += 1
                    if index < tokens.count, text(index) == ".", isName(index + 1) {
                        table.schema = table.name
                        table.name = text(index + 1).withoutQuotes
                        index += 2
                    }
                    if isName(index), text(index).lowercased() == "as" { index += 1 }
                    if isName(index), !noAlias.contains(text(index).lowercased()) {
                        table.alias = text(index).withoutQuotes
                        index += 1
                    }
                    tables.append(table)
                    guard index < tokens.count, text(index) == "," else { break }
                    index += 1
                }
            }
            return tables
        }
    }
}

extension String {
    /// A name as SQL means it.
    fileprivate var withoutQuotes: String {
        guard first == "\"" else { return lowercased() }
        return String(dropFirst().prefix { $0 != "\"" })
    }

    /// In quotes where the name needs them.
    fileprivate var quotedIfNeeded: String {
        let isPlain = allSatisfy {
            $0.isLowercase || $0.isNumber || $0 == "_" || ($0.isLetter && !$0.isUppercase)
        }
        return isPlain && first?.isNumber == false ? self : "\"\(self)\""
    }

    /// A type's name as short as people say it.
    fileprivate var shortType: String {
        switch self {
        case "timestamp with time zone": "timestamptz"
        case "timestamp without time zone": "timestamp"
        case "double precision": "double"
        case "character varying": "varchar"
        default: self
        }
    }
}
