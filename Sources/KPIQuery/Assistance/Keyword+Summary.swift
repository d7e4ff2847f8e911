extension Keyword {
    /// A few words beside a keyword in a menu; empty where it explains itself.
    static func summary(of word: String) -> String {
        summaries[word] ?? ""
    }

    /// Numbers and durations that often follow a word.
    static func examples(after word: String?) -> [String] {
        switch word {
        case "top", "bottom": ["3", "5", "10"]
        case "last": ["4", "8", "12"]
        case "watch": ["10s", "1m", "5m"]
        default: []
        }
    }

    private static let summaries = [
        "explain": "how the answer is made", "tickets": "the tickets behind a number",
        "define": "what a KPI means", "watch": "answer again every 30s, 5m …",
        "exact": "from facts, not estimated", "business": "count open hours only",
        "median": "half of the cases are at or below", "p50": "the median", "p90": "90 % are at or below",
        "p95": "95 % are at or below", "mean": "the average", "sum": "all of it",
        "by": "one row for each value of a dimension", "where": "only cases that match",
        "vs": "compare with another range or a target", "top": "the highest N",
        "bottom": "the lowest N", "having": "only rows whose KPI is …",
        "with": "total, share, spark, change, ci",
        "as": "table, chart, csv, xlsx …", "today": "open", "this": "the one that is running: open",
        "last": "the complete ones just before", "since": "from a day until now",
        "in": "a period: 2026, 2026-Q1, 2026-03, 2026-W14", "from": "two days, both included",
        "previous": "the range of equal length just before", "same": "same month last year",
        "target": "the target loaded for the KPI", "total": "a row over all",
        "share": "each row's part of the whole", "spark": "a small line for each row",
        "change": "by how much, in percent", "ci": "95 % intervals",
    ]
}
