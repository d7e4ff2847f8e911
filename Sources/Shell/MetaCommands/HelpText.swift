import Rendering

/// What `\?` prints: the language in short, then the table of commands.
struct HelpText {
    /// Of the screen; nil where there is no edge.
    let width: Int?

    var text: String {
        var text = """
            A KPI question is one line, which goes on in the next where it ends in \\:
              frt by channel weekly last 8 weeks where priority = high vs previous
              csat monthly in 2026 with ci as chart
              volume by team last month as xlsx to volume.xlsx
              tickets …, explain …, define …, watch 30s …   before a question
              name = frt where channel = :channel           saves it for all; ask:
              name channel=email
            SQL ends with a semicolon. _ is the last answer, _2 the one before, _history
            what was typed: select * from _ limit 5;
            Tab completes, Right takes the grey hint, Ctrl-R searches the history,
            Ctrl-C cancels (\\? keys).


            """
        let usageWidth = min(28, MetaCommand.all.map { Self.usage(of: $0).count }.max() ?? 0)
        for group in MetaCommand.Group.allCases {
            text += "\(group.rawValue)\n"
            for command in MetaCommand.all where command.group == group {
                let usage = Self.usage(of: command)
                let gap = String(repeating: " ", count: max(0, usageWidth - usage.count))
                text += WrappedText.of(
                    "  \(usage)\(gap)  \(command.summary)", width: width, indent: usageWidth + 4)
                text += "\n"
            }
            text += "\n"
        }
        return text
    }

    /// What a command of ours does, or where PostgreSQL describes one of its statements; nil for what is neither.
    static func text(on topic: String) -> String? {
        if let command = MetaCommand.named(topic.hasPrefix("\\") ? String(topic.dropFirst()) : topic) {
            return "\(usage(of: command))  \(command.summary)\n"
        }
        let words = topic.lowercased().split { !$0.isLetter }.map(String.init)
        guard let first = words.first, statements.contains(first) else { return nil }
        // A name of several words has them without blanks; of others the page of the first will do.
        let name = ["alter", "create", "drop", "refresh"].contains(first) ? words.joined() : first
        return "https://www.postgresql.org/docs/current/sql-\(name).html\n"
    }

    /// What there is help on beside the commands.
    static var topics: [String] { ["keys"] + statements.sorted() }

    private static let statements: Set = [
        "alter", "analyze", "begin", "call", "cluster", "comment", "commit", "copy", "create", "deallocate",
        "declare", "delete", "do", "drop", "execute", "explain", "fetch", "grant", "insert", "listen", "lock",
        "merge", "notify", "prepare", "refresh", "reindex", "revoke", "rollback", "savepoint", "select",
        "set", "show", "truncate", "update", "vacuum", "values",
    ]

    private static func usage(of command: MetaCommand) -> String {
        let name = "\\" + (command.names.first ?? "")
        return command.arguments.isEmpty ? name : "\(name) \(command.arguments)"
    }
}
