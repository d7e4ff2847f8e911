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
        let words = tag.split(separator: " ").map(String.init)
        let doings = [
            "INSERT": "inserted", "UPDATE": "updated", "DELETE": "deleted", "MERGE": "merged",
            "COPY": "copied",
            "MOVE": "skipped",
        ]
        guard let first = words.first, first != "SELECT" || words.count == 1 else {
            return ""
        }
        guard let doing = doings[first], let count = words.last.flatMap({ Int($0) }) else {
            return words.first == "SELECT" ? "" : tag.lowercased()
        }
        return count == 1 ? "1 row \(doing)" : "\(count) rows \(doing)"
    }
}
