import LineEditor
import SQLScanning

/// The keywords that can come at a place of a statement, by the words before it.
struct SQLNextWords {
    let place: SQLPlace

    /// The keywords of which one has to come, best first; empty where a name or a value may.
    var words: [String] {
        let last = place.index - 1
        let words = place.words
        guard words.list.indices.contains(last), !place.isQuoted, place.qualifier == nil else { return [] }
        if words.list[last].kind == .word, let next = successors(of: last) { return next }
        if words.isSign(last, "("), words.word(last - 1, isOneOf: ["exists", "as", "materialized"]) {
            return ["select", "with", "values"]
        }
        if words.isSign(last, "("), words.isWord(last - 1, "over") { return ["partition by", "order by"] }
        if words.isWord(0, "set"), last == (words.word(1, isOneOf: ["session", "local"]) ? 2 : 1) {
            return ["to"]
        }
        guard words.endsOperand(last), let clause = place.clause else { return [] }
        return openCase(since: clause.index) + followers(of: clause.word, at: clause.index)
    }

    /// Whether a value has to come, so that no keyword between values fits.
    var wantsValue: Bool {
        place.qualifier == nil && place.clause != nil && !place.words.endsOperand(place.index - 1)
    }

    /// What goes on from a word that says little alone.
    private func successors(of index: Int) -> [String]? {
        let words = place.words
        switch words.list[index].text {
        case "group" where !words.isWord(index - 1, "within"): return ["by"]
        case "order", "partition": return ["by"]
        case "inner", "cross", "natural", "outer": return ["join"]
        case "left", "right", "full": return ["join", "outer join"]
        case "insert" where index == 0: return ["into"]
        case "delete" where index == 0: return ["from"]
        case "nulls": return ["first", "last"]
        case "is": return ["null", "not null", "true", "false", "distinct from", "not distinct from"]
        case "not" where words.isWord(index - 1, "is"): return ["null", "true", "false", "distinct from"]
        case "not" where words.endsOperand(index - 1): return ["in", "like", "ilike", "between"]
        case "union", "except", "intersect": return ["select", "all", "values"]
        case "all" where words.word(index - 1, isOneOf: ["union", "except", "intersect"]):
            return ["select", "values"]
        case "explain" where index == 0:
            return ["analyze", "verbose"] + Self.explained
        case "analyze", "verbose":
            return words.isWord(0, "explain") && index <= 2 ? Self.explained : nil
        default: return nil
        }
    }

    private static let explained = ["select", "with", "insert", "update", "delete", "values"]

    /// What can come after a value or a name in a clause.
    private func followers(of clause: String, at index: Int) -> [String] {
        switch clause {
        case "select", "returning": return ["from", "as"] + Self.operators + ["over", "filter", "union"]
        case "from": return ["where"] + Self.joins + ["group by"] + Self.ends + ["as"]
        case "join": return ["on", "using", "as"] + Self.joins
        case "using": return ["where"] + Self.joins + ["group by"] + Self.ends
        case "on": return Self.operators + ["where"] + Self.joins + ["group by"] + Self.ends
        case "where": return Self.operators + ["group by"] + Self.ends + ["returning"]
        case "having": return Self.operators + Self.ends
        case "by" where place.words.isWord(index - 1, "group"): return ["having"] + Self.ends
        case "by" where place.words.isWord(index - 1, "order"):
            return ["desc", "asc", "nulls", "limit", "offset"]
        case "by": return ["order by"]
        case "limit": return ["offset"]
        case "offset": return ["limit"]
        case "set" where place.words.isWord(0, "update"): return ["where", "from", "returning"]
        case "values": return ["on conflict", "returning"]
        case "into": return ["values", "select"]
        default: return []
        }
    }

    private static let operators = ["and", "or", "is", "in", "not", "between", "like", "ilike"]
    private static let joins = ["join", "left join", "inner join", "right join", "full join", "cross join"]
    private static let ends = ["order by", "limit", "union", "having"]

    /// The words that an open `case` waits for.
    private func openCase(since start: Int) -> [String] {
        let inside = place.words.outer((start + 1)..<max(start + 1, place.index))
        let depth = inside.reduce(0) { depth, index in
            place.words.isWord(index, "case")
                ? depth + 1 : place.words.isWord(index, "end") ? depth - 1 : depth
        }
        return depth > 0 ? ["then", "when", "else", "end"] : []
    }
}
