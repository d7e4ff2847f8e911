/// Words of SQL by what they may be.
enum SQLKeywords {
    /// Words that are names of nothing: PostgreSQL's reserved ones and those that begin statements and clauses.
    static let reserved: Set<String> = [
        "all", "alter", "analyse", "analyze", "and", "any", "array", "as", "asc", "asymmetric",
        "authorization", "begin", "between", "binary", "both", "by", "case", "cast", "check", "collate",
        "collation", "column", "commit", "concurrently", "constraint", "copy", "create", "cross",
        "current_catalog", "current_date", "current_role", "current_schema", "current_time",
        "current_timestamp", "current_user", "default", "deferrable", "delete", "desc", "distinct", "do",
        "drop", "else", "end", "except", "exists", "explain", "false", "fetch", "filter", "for", "foreign",
        "freeze", "from", "full", "function", "grant", "group", "having", "ilike", "in", "index", "initially",
        "inner", "insert", "intersect", "interval", "into", "is", "isnull", "join", "lateral", "leading",
        "left", "like", "limit", "localtime", "localtimestamp", "materialized", "natural", "not", "notnull",
        "null", "nulls", "offset", "on", "only", "or", "order", "outer", "over", "overlaps", "partition",
        "placing", "primary", "references", "returning", "revoke", "right", "rollback", "select",
        "session_user", "set", "show", "similar", "some", "start", "symmetric", "system_user", "table",
        "tablesample", "temporary", "then", "to", "trailing", "transaction", "true", "truncate", "union",
        "unique", "update", "user", "using", "values", "variadic", "verbose", "view", "when", "where",
        "window", "with", "within",
    ]

    /// Those of them that are values, or end one.
    static let values: Set = [
        "asc", "current_catalog", "current_date", "current_role", "current_schema", "current_time",
        "current_timestamp", "current_user", "desc", "end", "false", "isnull", "localtime", "localtimestamp",
        "notnull", "null", "session_user", "system_user", "true", "user",
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

    /// Types that values are turned into, the usual ones first.
    static let types = [
        "date", "text", "integer", "numeric", "timestamptz", "timestamp", "interval", "boolean", "bigint",
        "double precision", "time", "json", "jsonb", "uuid", "text[]", "integer[]", "varchar", "char", "real",
        "smallint", "timetz", "money", "bytea", "inet", "name", "oid", "regclass", "regproc", "regtype",
        "xml",
    ]

    /// Functions that a select list often has.
    static let usualFunctions = [
        "count", "sum", "avg", "min", "max", "round", "date_trunc", "percentile_cont", "string_agg", "now",
    ]
}
