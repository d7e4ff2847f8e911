import PostgresClient
import Rendering
import Warehouse
import WarehouseTestSupport

/// A warehouse with a few tickets, for numbers that can be worked out by hand.
enum SmallWarehouse {
    /// One ticket: the day and hour of its creation, its channel and team, and the seconds to its first answer.
    struct Ticket {
        let createdAt: String
        var channel = ""
        var team = ""
        var answeredAfter: Int?

        init(_ createdAt: String, _ channel: String = "", team: String = "", answeredAfter: Int? = nil) {
            self.createdAt = createdAt
            self.channel = channel
            self.team = team
            self.answeredAfter = answeredAfter
        }
    }

    /// Lends a warehouse with these tickets, and more files by name.
    static func with<Value>(
        _ tickets: [Ticket], _ files: [(name: String, text: String)] = [],
        _ body: (inout Warehouse) throws -> Value
    ) throws -> Value {
        var ticketRows = "ticket_id,created_at,channel,team\n"
        var messages = "interaction_id,ticket_id,occurred_at,author,agent_id\n"
        for (number, ticket) in tickets.enumerated() {
            ticketRows += "T\(number),\(ticket.createdAt):00Z,\(ticket.channel),\(ticket.team)\n"
            guard let seconds = ticket.answeredAfter else { continue }
            let minute = ticket.createdAt.suffix(5)
            let start = (Int(minute.prefix(2)) ?? 0) * 3_600 + (Int(minute.suffix(2)) ?? 0) * 60 + seconds
            let clock = [start / 3_600, start / 60 % 60, start % 60].map { $0 < 10 ? "0\($0)" : "\($0)" }
            let day = ticket.createdAt.prefix(10)
            messages +=
                "M\(number),T\(number),\(day)T\(clock.joined(separator: ":"))Z,agent,A\(ticket.team)\n"
        }
        let agents = "agent_id,name,team\nAone,Ann,one\nAtwo,Bob,two\nA,Cleo,\n"
        return try ScratchWarehouse.lend { warehouse in
            try warehouse.load(
                files: [("tickets.csv", ticketRows), ("interactions.csv", messages), ("agents.csv", agents)]
                    + files)
            return try body(&warehouse)
        }
    }
}

extension Warehouse {
    /// The rows of an answer, in the machine form's columns: some of them, null as an empty text.
    mutating func cells(_ line: String, _ names: [String], asOf: String = "2026-03-20T12:00:00Z") throws
        -> [[String]]
    {
        let answer = try answer(line, asOf: asOf)
        return answer.machineForm(names).rows
    }

    /// The totals likewise.
    mutating func totals(_ line: String, _ names: [String], asOf: String = "2026-03-20T12:00:00Z") throws
        -> [[String]]
    {
        try answer(line, asOf: asOf).machineForm(names).totals
    }
}
