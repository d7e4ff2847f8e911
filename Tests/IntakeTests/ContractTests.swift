import Testing

@testable import Intake

@Suite struct ContractTests {
    @Test(
        arguments: [
            ("tickets.csv", nil, "tickets"), ("tickets-2026-03.csv.gz", nil, "tickets"),
            ("ticket_events.0001.ndjson", nil, "ticket_events"), ("tickets_1.CSV", nil, "tickets"),
            ("tickets", nil, "tickets"), ("tickets.jsonl.zst", nil, "tickets"),
            ("tickets.2026", nil, "tickets"),
            ("schedule_hours.tsv", nil, "schedule_hours"), ("schedules.csv", nil, "schedules"),
            ("tickets-final.csv", nil, nil), ("tickets2026.csv", nil, nil), ("tickets.md", nil, nil),
            ("tickets.bak.csv", nil, nil), ("Tickets.csv", nil, nil), ("my-tickets.csv", nil, nil),
            ("tickets-.csv", nil, nil), ("ticket.csv", nil, nil), (".csv", nil, nil), ("", nil, nil),
            ("part-0001.csv", "tickets", "tickets"), ("export.csv", "2026", nil),
            ("interactions.csv", "tickets", "interactions"),
        ] as [(String, String?, String?)])
    func filesBelongToTheEntityTheyAreNamedAfter(_ file: String, _ folder: String?, _ expected: String?) {
        #expect(Contract.entityName(forFile: file, folder: folder) == expected)
    }

    @Test func rowsAreStoredInTheContractsOrder() {
        #expect(
            Contract.holidays.storedColumns(.staging).map { "\($0.name) \($0.postgresType)" } == [
                "holiday_on date", "schedule_id text", "name text", "attributes jsonb", "source text",
                "row_seq bigint", "reject_id bigint", "file_number integer", "line bigint",
            ])
        #expect(Contract.targets.storedColumns(.core).contains { $0.name == "dimensions" })
    }

    @Test func everyKeyAndRuleNamesAColumn() {
        for entity in Contract.entities {
            for name in entity.key { #expect(entity.column(named: name) != nil, "\(entity.name).\(name)") }
            for rule in entity.rules {
                switch rule {
                case .after(let later, let earlier), .notBefore(let later, let earlier),
                    .within(_, let later, let earlier):
                    #expect(entity.column(named: later) != nil && entity.column(named: earlier) != nil)
                case .scoreOnScale:
                    #expect(
                        ["kind", "score", "scale_min", "scale_max"].allSatisfy {
                            entity.column(named: $0) != nil
                        })
                }
            }
        }
    }

    @Test func tablesAreNamedInTheSingular() {
        #expect(
            Contract.entities.map(\.table) == [
                "agent", "customer", "schedule", "schedule_hour", "holiday", "customer_order", "ticket",
                "interaction", "ticket_event", "survey", "cost", "shift", "target", "initiative",
            ])
    }
}
