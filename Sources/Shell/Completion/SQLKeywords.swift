/// Words of SQL by what they may be.
enum SQLKeywords {
    /// Words that are names of nothing: PostgreSQL's reserved ones and those that begin statements and clauses.
    static let reserved: Set<String> = [
        "all", "alter", "analyze", "and", "any", "array", "as", "asc", "begin", "between", "by", "case",
        "cast", "check", "collate", "commit", "constraint", "copy", "create", "cross", "current_date",
        "current_timestamp", "default", "delete", "desc", "distinct", "do", "drop", "else", "end", "except",
        "exists", "explain", "false", "fetch", "filter", "for", "foreign", "from", "full", "function",
        "grant", "group", "having", "ilike", "in", "index", "inner", "insert", "intersect", "interval",
        "into", "is", "join", "lateral", "left", "like", "limit", "materialized", "natural", "not", "null",
        "nulls", "offset", "on", "or", "order", "outer", "over", "partition", "primary", "references",
        "returning", "revoke", "right", "rollback", "select", "set", "show", "similar", "some", "start",
        "table", "temporary", "then", "transaction", "true", "truncate", "union", "unique", "update",
        "using", "values", "view", "when", "where", "window", "with", "within",
    ]

    /// Those of them that are values, or end one.
    static let values: Set = [
        "asc", "current_date", "current_timestamp", "desc", "end", "false", "null", "true",
    ]

    /// Words that end a list of tables or stand between them, and so are nobody's alias.
    static let nameless: Set = [
        "where", "group", "order", "limit", "on", "using", "join", "inner", "left", "right", "full", "cross",
        "set", "union", "having", "natural", "as", "window", "fetch", "offset", "for", "lateral", "returning",
        "values", "except", "intersect", "select", "tablesample", "from", "when", "then", "else", "end",
        "and", "or", "with", "into", "default", "do", "outer",
    ]

    /// Words that begin a value, or stand before one.
    static let beforeValue: Set<String> = [
        "all", "any", "array", "case", "cast", "coalesce", "current_date", "current_timestamp", "distinct",
        "exists", "extract", "false", "greatest", "interval", "least", "not", "null", "nullif", "row",
        "select", "true",
    ]

    /// Words of a question, which come before the hundreds of others.
    static let common: Set<String> = [
        "all", "and", "as", "asc", "between", "by", "case", "cast", "coalesce", "cross", "desc", "distinct",
        "else", "end", "except", "exists", "false", "filter", "first", "from", "full", "group", "having",
        "ilike", "in", "inner", "intersect", "interval", "is", "join", "last", "lateral", "left", "like",
        "limit", "not", "null", "nulls", "offset", "on", "or", "order", "outer", "over", "partition", "right",
        "select", "then", "true", "union", "using", "values", "when", "where", "window", "with", "within",
    ]
}
