/// The sample as an analyst sees it: each reportable ticket with all that belongs to it.
struct Desk {
    struct Message {
        let at: Int
        let author: String
        let agent: String
        let isPublic: Bool
    }

    struct Story {
        let ticket: Sample.Row
        let createdAt: Int
        let resolvedAt: Int?
        let messages: [Message]
        let changes: [Sample.Row]

        var customer: String { ticket["customer_id"] ?? "" }
        var category: String { ticket["category"] ?? "" }
        var channel: String { ticket["channel"] ?? "" }
        var isResolved: Bool { resolvedAt != nil }
        var authors: Set<String> { Set(messages.filter(\.isPublic).map(\.author)) }
        var writers: Set<String> { Set(messages.filter { $0.author == "agent" }.map(\.agent)) }

        var reopens: Int {
            let states = changes.map { ["resolved", "closed"].contains($0["value"]) }
            return zip(states, states.dropFirst()).count { $0 && !$1 }
        }

        /// Milliseconds.
        var firstResponse: Int? {
            messages.filter { $0.author == "agent" && $0.isPublic && $0.at >= createdAt }.map(\.at).min().map
            {
                $0 - createdAt
            }
        }
    }

    let stories: [Story]

    static let mess = Result {
        let messages = Dictionary(grouping: try Mess.rows("interactions"), by: { $0["ticket_id"] })
        let changes = Dictionary(
            grouping: try Mess.rows("ticket_events").filter { $0["field"] == "status" },
            by: { $0["ticket_id"] })
        return Desk(
            stories: try Mess.rows("tickets").filter { $0["excluded"] == "" }.map { ticket in
                Story(
                    ticket: ticket,
                    createdAt: parseInstant(ticket["created_at"] ?? "") ?? 0,
                    resolvedAt: parseInstant(ticket["resolved_at"] ?? ""),
                    messages: (messages[ticket["ticket_id"]] ?? []).map { row in
                        Message(
                            at: parseInstant(row["occurred_at"] ?? "") ?? 0, author: row["author"] ?? "",
                            agent: row["agent_id"] ?? "", isPublic: row["visibility"] != "private")
                    },
                    changes: (changes[ticket["ticket_id"]] ?? []).sorted {
                        ($0["occurred_at"] ?? "", $0["event_id"] ?? "")
                            < ($1["occurred_at"] ?? "", $1["event_id"] ?? "")
                    })
            })
    }
}
