import LineEditor
import Warehouse

/// How a table that is joined hangs together with those before it: by what their columns are called.
struct SQLJoinConditions {
    /// The last one is joined.
    let sources: [SQLScope.Source]

    /// Whole conditions first, by keys and what refers to them, then single columns of one name; all begin with a
    /// column of the source of that name, if one is given.
    func candidates(beginningWith qualifier: String?) -> [Candidate] {
        guard let joined = sources.last else { return [] }
        let pairs = sources.dropLast().reversed().map { ($0, shared($0, joined)) }
        var texts: [String] = []
        for isWhole in [true, false] {
            for (other, shared) in pairs {
                for columns in isWhole ? Self.references(shared, other, joined) : Self.singles(shared) {
                    let isFlipped = qualifier == joined.name
                    let (left, right) = isFlipped ? (joined, other) : (other, joined)
                    let text = columns.map { name in
                        let column = name.quotedIfNeeded
                        return
                            "\(left.name.quotedIfNeeded).\(column) = \(right.name.quotedIfNeeded).\(column)"
                    }.joined(separator: " and ")
                    if !texts.contains(text), qualifier == nil || qualifier == left.name {
                        texts.append(text)
                    }
                }
            }
        }
        return texts.map { Candidate($0, kind: "join", suffix: " ") }
    }

    /// The columns that the joined table has in common with one before it.
    var sharedColumns: Set<String> {
        guard let joined = sources.last else { return [] }
        return Set(sources.dropLast().flatMap { shared($0, joined) })
    }

    /// Each row has these of its own: they are no way to another's.
    private static let ownColumns: Set = ["row_seq", "attributes"]

    private func shared(_ other: SQLScope.Source, _ joined: SQLScope.Source) -> [String] {
        joined.relation.columns.filter { column in
            !Self.ownColumns.contains(column.name)
                && other.relation.columns.contains {
                    $0.name == column.name
                        && ($0.type == column.type || $0.type.isEmpty || column.type.isEmpty)
                }
        }.map(\.name)
    }

    /// Lists of columns that together refer to a row: the key of either side, else an id, with the source it is of.
    private static func references(
        _ shared: [String], _ other: SQLScope.Source, _ joined: SQLScope.Source
    ) -> [[String]] {
        var references: [[String]] = []
        for side in [joined, other] {
            let key = side.relation.columns.filter(\.isKey).map(\.name)
            if !key.isEmpty, key.allSatisfy(shared.contains) { references.append(key) }
        }
        let source = shared.contains("source") ? ["source"] : []
        references += shared.filter { $0.hasSuffix("_id") }.map { [$0] + source }
        var seen: Set<Set<String>> = []
        return references.filter { seen.insert(Set($0)).inserted }
    }

    private static func singles(_ shared: [String]) -> [[String]] {
        (shared.filter { $0.hasSuffix("_id") } + shared.filter { !$0.hasSuffix("_id") }).map { [$0] }
    }
}
