/// The fixed words of the language.
enum Keyword {
    static let verbs = ["explain", "tickets", "define", "watch"]

    /// A verb to come: no saved query takes its name.
    static let verbToCome = "why"

    static let ranges = ["today", "yesterday", "this", "last", "since", "in", "from"]

    /// Words of a range or of what is compared with that never stand alone as one.
    static let beginsPhrase = ["this", "last", "since", "in", "from", "same"]

    /// Words that begin a clause, in the grammar's order.
    static let clauses =
        ["by"] + Grain.allCases.map(\.rawValue) + ranges
        + ["where", "vs", "top", "bottom", "having", "with", "as"]

    /// Aggregates offered; any `p1` … `p99` is taken.
    static let aggregates = ["median", "mean", "p50", "p90", "p95", "min", "max", "sum"]

    /// Words that cannot be a value without quotes: whoever writes one there forgot the value.
    static let reserved = Set(clauses + ["and", "or", "not", "is", "like", "null", "to"])

    /// Words that begin a statement of SQL; from PostgreSQL's command list.
    static let sql: Set<String> = [
        "abort", "alter", "analyze", "begin", "call", "checkpoint", "close", "cluster", "comment", "commit",
        "copy", "create", "deallocate", "declare", "delete", "discard", "do", "drop", "end", "execute",
        "fetch", "grant", "import", "insert", "listen", "load", "lock", "merge", "move", "notify", "prepare",
        "reassign", "refresh", "reindex", "release", "reset", "revoke", "rollback", "savepoint", "security",
        "select", "set", "show", "start", "table", "truncate", "unlisten", "update", "vacuum", "values",
        "with",
    ]

    /// Words that make an `explain` SQL's own.
    static let sqlExplained = sql.union(["analyse", "verbose"])
}
