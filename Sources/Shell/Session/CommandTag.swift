/// What the server says a statement did, in words: `INSERT 0 5` is "5 rows inserted".
struct CommandTag {
    private let tag: String

    init(_ tag: String) {
        self.tag = tag
    }

    /// Of a statement that gives no rows: `create table … as` reports those that it put there as a select.
    var textWithoutRows: String {
        guard tag.hasPrefix("SELECT "), let count = Int(tag.dropFirst(7)) else { return text }
        return "created with \(count) row\(count == 1 ? "" : "s")"
    }

    /// Empty for a statement that only gives rows.
    var text: String {
        let change = textOfChange
        guard change.isEmpty, !tag.hasPrefix("SELECT") else { return change }
        return tag.lowercased()
    }

    /// How many rows were inserted, updated …; empty where none could be.
    var textOfChange: String {
        let words = tag.split(separator: " ")
        let doings: [Substring: String] = [
            "INSERT": "inserted", "UPDATE": "updated", "DELETE": "deleted", "MERGE": "merged",
            "COPY": "copied",
            "MOVE": "skipped",
        ]
        guard let doing = words.first.flatMap({ doings[$0] }), let count = words.last.flatMap({ Int($0) })
        else { return "" }
        return count == 1 ? "1 row \(doing)" : "\(count) rows \(doing)"
    }
}
