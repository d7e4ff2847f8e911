import LineEditor

/// Live colour of SQL.
enum SQLColours {
    /// The styles of a statement that begins at a place of the text.
    static func styles(of text: String, from start: Int) -> [StyledRange] {
        let characters = Array(text)
        var scanner = SQLScanner()
        var place = 0
        var styles: [StyledRange] = []
        while let token = scanner.next(in: characters, from: &place) {
            let range = (start + token.range.lowerBound)..<(start + token.range.upperBound)
            switch token.kind {
            case .word:
                guard keywords.contains(String(characters[token.range]).lowercased()) else { continue }
                styles.append(StyledRange(range, TextStyle(.blue, isBold: true)))
            case .number: styles.append(StyledRange(range, TextStyle(.magenta)))
            case .string: styles.append(StyledRange(range, TextStyle(.green), isLiteral: true))
            case .quotedName: styles.append(StyledRange(range, TextStyle(.cyan), isLiteral: true))
            case .comment: styles.append(StyledRange(range, TextStyle(isFaint: true), isLiteral: true))
            case .variable: styles.append(StyledRange(range, TextStyle(.yellow)))
            case .sign, .backslash: continue
            }
        }
        return styles
    }

    /// Words that are names of nothing: PostgreSQL's reserved ones and those that begin statements and clauses.
    private static let keywords: Set<String> = [
        "all", "alter", "analyze", "and", "any", "array", "as", "asc", "begin", "between", "by", "case",
        "cast",
        "check", "collate", "commit", "constraint", "copy", "create", "cross", "current_date",
        "current_timestamp",
        "default", "delete", "desc", "distinct", "do", "drop", "else", "end", "except", "exists", "explain",
        "false",
        "fetch", "filter", "for", "foreign", "from", "full", "function", "grant", "group", "having", "ilike",
        "in",
        "index", "inner", "insert", "intersect", "interval", "into", "is", "join", "lateral", "left", "like",
        "limit",
        "materialized", "natural", "not", "null", "nulls", "offset", "on", "or", "order", "outer", "over",
        "partition",
        "primary", "references", "returning", "revoke", "right", "rollback", "select", "set", "show",
        "similar", "some",
        "start", "table", "temporary", "then", "transaction", "true", "truncate", "union", "unique", "update",
        "using",
        "values", "view", "when", "where", "window", "with", "within",
    ]
}
