import Basics
import SampleData
import Testing

/// Every row would be accepted.
@Suite struct ContractTests {
    @Test(arguments: Contract.all)
    func hasTheContractsColumnsAndRows(contract: Contract) throws {
        let table = try Mess.table(contract.entity)
        #expect(table.columns == contract.columns.map(\.name) + contract.extra)
        #expect(!table.rows.isEmpty)
    }

    @Test(arguments: Contract.all)
    func everyValueReadsAsItsType(contract: Contract) throws {
        for column in contract.columns {
            let wrong = Set(try Mess.rows(contract.entity).compactMap { $0[column.name] }).filter { value in
                value.isEmpty ? column.isRequired : !column.type.accepts(value)
            }
            #expect(wrong == [], "\(column.name)")
        }
    }

    @Test(arguments: Contract.all)
    func noTwoRowsShareAKey(contract: Contract) throws {
        let rows = try Mess.rows(contract.entity)
        #expect(Set(rows.map { row in contract.key.map { row[$0] } }).count == rows.count)
    }

    @Test(arguments: Contract.all)
    func nothingIsDatedAtOrAfterTheEnd(contract: Contract) throws {
        let end = try date(Mess.until)
        for column in contract.columns {
            let values = Set(try Mess.rows(contract.entity).compactMap { $0[column.name] }).subtracting([""])
            let late = values.filter { value in
                switch column.type {
                case .instant: parseInstant(value).map { $0 >= end.dayNumber * 86_400_000 } ?? true
                case .date: CivilDate(value).map { $0 >= end } ?? true
                default: false
                }
            }
            #expect(late == [], "\(column.name)")
        }
    }

    @Test(arguments: [
        ("tickets", "customer_id", "customers"), ("tickets", "order_id", "orders"),
        ("tickets", "schedule_id", "schedules"), ("interactions", "ticket_id", "tickets"),
        ("interactions", "agent_id", "agents"), ("ticket_events", "ticket_id", "tickets"),
        ("surveys", "ticket_id", "tickets"), ("surveys", "customer_id", "customers"),
        ("shifts", "agent_id", "agents"), ("orders", "customer_id", "customers"),
        ("schedule_hours", "schedule_id", "schedules"), ("holidays", "schedule_id", "schedules"),
    ])
    func refersOnlyToWhatExists(entity: String, column: String, other: String) throws {
        var known = Set(try Mess.rows(other).compactMap { $0[other == "agents" ? "agent_id" : column] })
        if other == "agents" { known.formUnion(["A0900", "A0901", "A0902"]) }
        let named = Set(try Mess.rows(entity).compactMap { $0[column] }).subtracting([""])
        #expect(!named.isEmpty)
        #expect(named.subtracting(known) == [])
    }

    @Test func mergedTicketsPointToAnEarlierOneOfTheirCustomer() throws {
        let tickets = try Mess.rows("tickets")
        let byID = Dictionary(uniqueKeysWithValues: tickets.map { ($0["ticket_id"], $0) })
        #expect(tickets.filter { ($0["excluded"] == "merged") != ($0["merged_into"] != "") } == [])
        let wrong = tickets.filter { $0["merged_into"] != "" }.filter { ticket in
            guard let survivor = byID[ticket["merged_into"]] else { return true }
            return survivor["customer_id"] != ticket["customer_id"] || survivor["excluded"] != ""
                || survivor["created_at"] ?? "" >= ticket["created_at"] ?? ""
        }
        #expect(wrong == [])
    }

    @Test func anOrdersTicketIsItsCustomersAndLater() throws {
        let orders = Dictionary(uniqueKeysWithValues: try Mess.rows("orders").map { ($0["order_id"], $0) })
        let wrong = try Mess.rows("tickets").filter { $0["order_id"] != "" }.filter { ticket in
            guard let order = orders[ticket["order_id"]] else { return true }
            return order["customer_id"] != ticket["customer_id"]
                || order["ordered_at"] ?? "" >= ticket["created_at"] ?? ""
        }
        #expect(wrong == [])
    }

    @Test func scoresLieOnTheirScales() throws {
        let usual = ["csat": 1...5, "esat": 1...5, "ces": 1...7, "nps": 0...10]
        let wrong = try Mess.rows("surveys").filter { survey in
            guard let score = Int(survey["score"] ?? ""), let kind = survey["kind"], let scale = usual[kind]
            else { return false }
            let lowest = Int(survey["scale_min"] ?? "") ?? scale.lowerBound
            let highest = Int(survey["scale_max"] ?? "") ?? scale.upperBound
            return score < lowest || highest < score || kind == "nps" && (lowest, highest) != (0, 10)
        }
        #expect(wrong == [])
    }

    @Test(arguments: [
        ("shifts", "starts_at", "ends_at"), ("costs", "period_start", "period_end"),
        ("tickets", "created_at", "resolved_at"), ("tickets", "created_at", "closed_at"),
        ("customers", "joined_at", "churned_at"), ("surveys", "sent_at", "responded_at"),
        ("agents", "started_on", "ended_on"), ("targets", "starts_on", "ends_on"),
        ("initiatives", "starts_on", "ends_on"), ("schedule_hours", "valid_from", "valid_to"),
    ])
    func spansDoNotRunBackwards(entity: String, start: String, end: String) throws {
        let wrong = try Mess.rows(entity).filter { row in
            guard let from = row[start], let to = row[end], !from.isEmpty, !to.isEmpty else { return false }
            return from > to || entity == "shifts" && from == to
        }
        #expect(wrong == [])
    }

    /// Where a ticket has a history, its own columns say the same.
    @Test func ticketsAgreeWithTheirHistory() throws {
        let wrong = try Desk.mess.get().stories.filter { story in
            guard let last = story.changes.last else { return false }
            let resolvedSince = story.changes.reversed().prefix {
                ["resolved", "closed"].contains($0["value"])
            }
            return story.ticket["status"] != last["value"]
                || story.ticket["resolved_at"] != resolvedSince.last?["occurred_at"] ?? ""
        }
        #expect(wrong.map(\.ticket) == [])
    }
}
