import SQLScanning
import Warehouse

/// Finds out what a place of a statement sees, by its own queries and by the relations there are.
struct SQLScopeReader {
    let words: SQLWords
    /// The relation of a schema, if one is written, and a name.
    let relation: (_ schema: String?, _ name: String) -> SQLCatalogue.Relation?

    private typealias Relation = SQLCatalogue.Relation
    private typealias Column = SQLCatalogue.Column

    /// What the word at that place sees.
    func scope(at index: Int) -> SQLScope {
        scope(at: index, in: 0..<words.count, named: [])
    }

    private func scope(at index: Int, in range: Range<Int>, named: [Relation]) -> SQLScope {
        let with = commonTables(in: range, named: named, before: index)
        if let inner = with.around { return scope(at: index, in: inner, named: with.named) }
        let members = members(of: with.rest)
        let member = members.first { $0.lowerBound <= index && index <= $0.upperBound } ?? with.rest
        let own = sources(in: member, named: with.named)
        var place = member.lowerBound
        while place < member.upperBound {
            if words.isSign(place, "("), words.holdsQuery(place) {
                let closing = words.closing(place)
                if place < index, index <= closing {
                    var inner = scope(at: index, in: (place + 1)..<closing, named: with.named)
                    inner.outer += own
                    return inner
                }
                place = closing
            }
            place += 1
        }
        return SQLScope(own: own, named: with.named)
    }

    // MARK: - Queries with names

    private struct CommonTables {
        var named: [Relation]
        /// The query of one of them that the place is in.
        var around: Range<Int>?
        /// What comes after them.
        var rest: Range<Int>
    }

    /// The queries that a range begins by naming.
    private func commonTables(
        in range: Range<Int>, named: [Relation], before index: Int = .max
    ) -> CommonTables {
        var tables = CommonTables(named: named, rest: range)
        let outer = words.outer(range)
        guard let with = outer.first(where: { words.word($0, isOneOf: ["with", "select"]) }),
            words.isWord(with, "with")
        else { return tables }
        var place = with + 1
        if words.isWord(place, "recursive") { place += 1 }
        while place < range.upperBound, words.isName(place) {
            let name = words.list[place].text
            place += 1
            let renamed = columnNames(from: &place)
            guard words.isWord(place, "as") else { break }
            while place < range.upperBound, !words.isSign(place, "(") { place += 1 }
            guard place < range.upperBound else { break }
            let query = (place + 1)..<max(place + 1, min(words.closing(place), range.upperBound))
            if query.lowerBound <= index, index <= query.upperBound {
                tables.around = query
                return tables
            }
            let columns = columns(ofQuery: query, named: tables.named)
            tables.named.insert(
                Relation(
                    schema: "", name: name, type: "with", comment: "", columns: columns.renamed(renamed)),
                at: 0)
            place = query.upperBound + 1
            tables.rest = min(place, range.upperBound)..<range.upperBound
            guard words.isSign(place, ",") else { break }
            place += 1
        }
        return tables
    }

    /// The queries that `union` and the like put together.
    private func members(of range: Range<Int>) -> [Range<Int>] {
        var members: [Range<Int>] = []
        var start = range.lowerBound
        for index in words.outer(range) where words.word(index, isOneOf: ["union", "except", "intersect"]) {
            members.append(start..<index)
            start = index + 1
        }
        return members + [start..<max(start, range.upperBound)]
    }

    /// `(a, b)` behind a name.
    private func columnNames(from place: inout Int) -> [String] {
        guard words.isSign(place, "("), !words.holdsQuery(place) else { return [] }
        let closing = words.closing(place)
        let names = words.items((place + 1)..<max(place + 1, closing)).compactMap { item in
            words.isName(item.lowerBound) ? words.list[item.lowerBound].text : nil
        }
        place = closing + 1
        return names
    }

    // MARK: - Relations of a query

    static let beforeTable: Set = ["from", "join", "into", "update", "table", "using"]

    /// The relations that a query names, those of the queries within it aside.
    private func sources(in range: Range<Int>, named: [Relation]) -> [SQLScope.Source] {
        var sources: [SQLScope.Source] = []
        var place = range.lowerBound
        while place < range.upperBound {
            if words.isSign(place, "("), words.holdsQuery(place) {
                place = words.closing(place) + 1
                continue
            }
            let isInto = words.isWord(place, "into")
            guard words.word(place, isOneOf: Self.beforeTable) else {
                place += 1
                continue
            }
            repeat {
                place += 1
                while words.isSign(place, "("), !words.holdsQuery(place) { place += 1 }
                while words.word(place, isOneOf: ["lateral", "only"]) { place += 1 }
                guard place < range.upperBound,
                    let source = source(from: &place, named: named, isInto: isInto)
                else { break }
                if let relation = source.relation {
                    sources.append(SQLScope.Source(name: source.name, relation: relation, end: place))
                }
            } while words.isSign(place, ",")
        }
        return sources
    }

    /// A table, function or query in a list of tables, with its alias; goes behind it.
    private func source(
        from place: inout Int, named: [Relation], isInto: Bool
    ) -> (name: String, relation: Relation?)? {
        var name = ""
        var relation: Relation?
        if words.isSign(place, "(") {
            let query = (place + 1)..<words.closing(place)
            relation = Relation(
                schema: "", name: "", type: "query", comment: "",
                columns: columns(ofQuery: query, named: named))
            place = query.upperBound + 1
        } else {
            guard words.isName(place) else { return nil }
            var schema: String?
            name = words.list[place].text
            place += 1
            if words.isSign(place, "."), words.isName(place + 1) {
                schema = name
                name = words.list[place + 1].text
                place += 2
            }
            if words.isSign(place, "("), !isInto {
                // A function: its columns are what the alias calls them.
                relation = Relation(schema: "", name: name, type: "function", comment: "", columns: [])
                place = words.closing(place) + 1
            } else {
                relation = schema == nil ? named.first { $0.name == name } : nil
                relation = relation ?? self.relation(schema, name)
            }
        }
        if words.isWord(place, "as") { place += 1 }
        if words.isName(place) {
            name = words.list[place].text
            place += 1
        }
        if !isInto, let found = relation {
            let renamed = columnNames(from: &place)
            relation = Relation(
                schema: found.schema, name: found.name, type: found.type, comment: found.comment,
                columns: found.columns.renamed(renamed))
        }
        return (name, relation)
    }

    // MARK: - Columns of a query

    private static let afterList: Set = [
        "from", "into", "where", "group", "having", "window", "order", "limit", "offset", "fetch", "for",
    ]

    /// The columns that a query has.
    private func columns(ofQuery range: Range<Int>, named: [Relation]) -> [Column] {
        let with = commonTables(in: range, named: named)
        guard let first = members(of: with.rest).first else { return [] }
        let outer = words.outer(first)
        if words.isWord(first.lowerBound, "values"), words.isSign(first.lowerBound + 1, "(") {
            let row = (first.lowerBound + 2)..<words.closing(first.lowerBound + 1)
            return words.items(row).indices.map { Column(name: "column\($0 + 1)", type: "", comment: "") }
        }
        guard let start = outer.first(where: { words.word($0, isOneOf: ["select", "returning"]) }) else {
            return []
        }
        let end =
            outer.first { $0 > start && words.word($0, isOneOf: Self.afterList) } ?? first.upperBound
        let sources = sources(in: first, named: with.named)
        return words.items((start + 1)..<max(start + 1, end)).flatMap { columns(ofItem: $0, sources) }
    }

    /// The columns that one item of a select list stands for; none where it has no name.
    private func columns(ofItem range: Range<Int>, _ sources: [SQLScope.Source]) -> [Column] {
        var range = range
        if words.isWord(range.lowerBound, "distinct") || words.isWord(range.lowerBound, "all") {
            range = (range.lowerBound + 1)..<range.upperBound
            if words.isWord(range.lowerBound, "on"), words.isSign(range.lowerBound + 1, "(") {
                range = min(words.closing(range.lowerBound + 1) + 1, range.upperBound)..<range.upperBound
            }
        }
        guard let last = range.last else { return [] }
        let isQualified = range.count == 3 && words.isSign(range.lowerBound + 1, ".")
        let relevant =
            isQualified ? sources.filter { $0.name == words.list[range.lowerBound].text } : sources
        if words.isSign(last, "*"), range.count == 1 || isQualified {
            return relevant.flatMap(\.relation.columns)
        }
        if range.count == 1 || isQualified {
            guard words.endsOperand(last), [.word, .quotedName].contains(words.list[last].kind) else {
                return []
            }
            let name = words.list[last].text
            let found = relevant.lazy.flatMap(\.relation.columns).first { $0.name == name }
            return [Column(name: name, type: found?.type ?? "", comment: found?.comment ?? "")]
        }
        if words.isWord(last - 1, "as") || words.isName(last) && words.endsOperand(last - 1) {
            let value = range.lowerBound..<(words.isWord(last - 1, "as") ? last - 1 : last)
            let type = columns(ofItem: value, sources).first?.type ?? ""
            return [Column(name: words.list[last].text, type: type, comment: "")]
        }
        if let cast = words.outer(range).last(where: { words.isSign($0, "::") }) {
            return columns(ofItem: range.lowerBound..<cast, sources).map {
                Column(name: $0.name, type: words.list[last].text, comment: $0.comment)
            }
        }
        if words.isWord(range.lowerBound, "case") { return [Column(name: "case", type: "", comment: "")] }
        let call = range.first { words.isSign($0, "(") }
        guard let call, call > range.lowerBound, words.list[call - 1].kind == .word,
            call == range.lowerBound + 1 || call == range.lowerBound + 3,
            words.outer(range).allSatisfy({
                words.list[$0].kind != .sign || ["(", "."].contains(words.list[$0].text)
            })
        else { return [] }
        let name = words.list[call - 1].text
        return [Column(name: name, type: name == "count" ? "bigint" : "", comment: "")]
    }
}

extension [SQLCatalogue.Column] {
    /// The columns under the names that a list in brackets gives to the first of them.
    fileprivate func renamed(_ names: [String]) -> [Element] {
        let renamed = zip(names, indices).map { name, index in
            Element(name: name, type: self[index].type, comment: self[index].comment)
        }
        let added = names.dropFirst(count).map { Element(name: $0, type: "", comment: "") }
        return renamed + added + dropFirst(names.count)
    }
}
